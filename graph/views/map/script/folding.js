"use strict";

// Folded initiatives: out of sight, and each pair of those who take part is joined by what the two do together.
thx.folding = (() => {
  const { drawing, known, shown, view } = thx;
  // As many pairs as a reader can look at and a browser can draw; initiatives that would make more stay to be seen.
  const MOST = 6000;

  let joint = []; // each pair at each initiative: { ends, initiative, ties }
  let away = new Set(); // the initiatives that are out of sight

  // Who takes part in which initiative, and by which ties.
  const gatherings = () => {
    const found = new Map();
    for (const { kind, source, target, number } of shown.ties()) {
      if (kind !== "Participation" || known.get(target).group !== "initiative") continue;
      if (!found.has(target)) found.set(target, new Map());
      const parties = found.get(target);
      parties.set(source, [...(parties.get(source) ?? []), number]);
    }
    return [...found].sort(([, some], [, others]) => some.size - others.size);
  };
  const pairsAt = ([initiative, parties]) => {
    const all = [...parties];
    return all.flatMap(([one, own], place) =>
      all.slice(place + 1).map(([other, theirs]) => ({ ends: [one, other], initiative, ties: [...own, ...theirs] })));
  };

  // The smaller an initiative, the more its parties have to do with each other: the smaller ones go first.
  const fold = () => {
    [joint, away] = [[], new Set(shown.nodes().filter(({ group }) => group === "initiative").map(({ id }) => id))];
    for (const gathering of gatherings()) {
      const [initiative, { size }] = gathering;
      if (joint.length + (size * (size - 1)) / 2 > MOST) away.delete(initiative);
      else joint.push(...pairsAt(gathering));
    }
  };

  drawing.hiders.push((id) => away.has(id));
  view.on((state) => {
    if (state.folded) fold();
    else [joint, away] = [[], new Set()];
  });

  return {
    joint: () => joint,
    isAway: (id) => away.has(id),
    // how many initiatives are still to be seen, for want of space for their pairs
    get staying() {
      return view.state.folded ? shown.nodes().filter(({ id, group }) => group === "initiative" && !away.has(id)).length : 0;
    },
  };
})();
