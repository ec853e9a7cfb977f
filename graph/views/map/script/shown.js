"use strict";

// Which nodes and ties are to be seen, as a function of the view.
thx.shown = (() => {
  const { known, nodes, ties, tiesOf, view } = thx;

  // Does it hold on a day of the year: yes, however its bounds are filled in, no, however they are, or maybe. Bounds
  // are days, left out where nothing bounds; nothing ends before it begins. What happened has happened from then on.
  const holds = ({ startsNotBefore = "", startsNotAfter, endsNotBefore = "", endsNotAfter, event }, year) => {
    const [first, last] = [`${year}-01-01`, `${year}-12-31`];
    const isContradictory = endsNotAfter && endsNotAfter < startsNotBefore;
    if (isContradictory || startsNotBefore > last || (endsNotAfter && endsNotAfter < first)) return "no";
    const latestStart = endsNotAfter && !(startsNotAfter < endsNotAfter) ? endsNotAfter : startsNotAfter;
    const hasBegun = latestStart && latestStart <= last;
    const goesOn = event || startsNotBefore >= first || endsNotBefore >= first;
    return hasBegun && goesOn ? "yes" : "maybe";
  };

  const meets = (chosen, own) => !chosen.length || own.some((each) => chosen.includes(each));

  const nodePasses = (node, state) =>
    !state.kinds.includes(node.kind) &&
    ["helices", "therapies", "stages", "regions"].every((key) => meets(state[key], node.among[key])) &&
    (state.year === null || node.group === "actor" || holds(node.when, state.year) !== "no");

  const tiePasses = (tie, state) =>
    !state.ties.includes(tie.kind) &&
    !(state.stated && tie.deduced) &&
    (state.year === null || holds(tie.when, state.year) !== "no");

  // Who can be reached from a node in so many steps. Where initiatives are folded, to meet at one is a single step.
  const around = (id, depth, passes, folded = false) => {
    const reached = new Set([id]);
    const reach = (rim) => {
      const next = rim.flatMap((from) =>
        tiesOf.get(from).filter(passes).map(({ source, target }) => (source === from ? target : source)));
      const fresh = [...new Set(next)].filter((other) => !reached.has(other));
      fresh.forEach((other) => reached.add(other));
      return fresh;
    };
    let rim = [id];
    for (let step = 0; step < depth; step += 1) {
      rim = reach(rim);
      if (folded) rim = [...rim, ...reach(rim.filter((each) => known.get(each).group === "initiative"))];
    }
    return reached;
  };

  const of = (state) => {
    const chosen = new Set(nodes.filter((node) => nodePasses(node, state)).map(({ id }) => id));
    const counting = (tie) => chosen.has(tie.source) && chosen.has(tie.target) && tiePasses(tie, state);
    const centre = state.focus && thx.keyed.get(state.focus);
    const seen = centre ? around(centre.id, state.depth, counting, state.folded) : chosen;
    const shownTies = ties.filter((tie) => counting(tie) && seen.has(tie.source) && seen.has(tie.target));
    const maybe = state.year === null ? [] : shownTies.filter((tie) => holds(tie.when, state.year) === "maybe");
    return {
      nodes: new Set([...seen].filter((id) => chosen.has(id) || id === centre?.id)),
      ties: new Set(shownTies.map(({ number }) => number)),
      maybe: new Set(maybe.map(({ number }) => number)),
    };
  };

  let now = of(view.START);
  const FILTERS = ["kinds", "ties", "stated", "helices", "therapies", "stages", "regions", "year", "focus", "depth", "folded"];
  view.on((state, changed) => {
    if (FILTERS.some((key) => changed.has(key))) now = of(state);
  });

  return {
    around,
    holds,
    of,
    get now() {
      return now;
    },
    node: (id) => now.nodes.has(id),
    tie: (number) => now.ties.has(number),
    nodes: () => nodes.filter(({ id }) => now.nodes.has(id)),
    ties: () => ties.filter((tie) => now.ties.has(tie.number)),
    // in words; that an initiative is part of another is a line, but no tie
    told: () => thx.word("shown", {
      nodes: thx.number(now.nodes.size),
      ties: thx.number([...now.ties].filter((number) => ties[number].kind !== "PartOf").length),
    }),
    name: (id) => thx.name(known.get(id)),
  };
})();
