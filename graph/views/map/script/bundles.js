"use strict";

// Lines that stand for several ties: what two actors do together, and what joins communities that are one symbol.
thx.bundles = (() => {
  const { byId, communities, drawing, element, folding, known, shown, ties, view, word } = thx;
  const LISTED = 40;
  const WIDEST = 12;

  let bundles = new Map();
  let apart = new Set(); // the pairs with ties of their own, beside which another line must be bent to be seen

  const keyOf = (id) => known.get(id)?.key ?? id;
  const nameOf = (id) => (known.has(id) ? shown.name(id) : drawing.standIns.get(id).name);
  const manyOf = ({ initiatives, direct }) => initiatives.size + direct.length;
  const tiesOf = ({ initiatives, direct }) => [...direct, ...new Set([...initiatives.values()].flat())];

  const between = (found, one, other) => {
    const ends = [one, other].sort((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1));
    const id = ends.map(keyOf).join("|");
    if (!found.has(id)) found.set(id, { id, ends, initiatives: new Map(), direct: [] });
    return found.get(id);
  };
  const gather = () => {
    const found = new Map();
    apart = new Set(shown.ties().map(({ source, target }) => between(new Map(), source, target).id));
    for (const { ends, initiative, ties: numbers } of folding.joint()) {
      const [one, other] = ends.map(communities.standIn);
      if (one === other) continue;
      const { initiatives } = between(found, one, other);
      initiatives.set(initiative, [...(initiatives.get(initiative) ?? []), ...numbers]);
    }
    for (const { source, target, number } of shown.ties()) {
      if (folding.isAway(source) || folding.isAway(target)) continue;
      const [one, other] = [source, target].map(communities.standIn);
      if (one !== other && !(one === source && other === target)) between(found, one, other).direct.push(number);
    }
    return found;
  };

  // ------------------------------------------------------------ on the drawing

  const isMarked = (bundle) =>
    bundle.id === view.state.selected || (bundle.ends.every(drawing.standsOut) && tiesOf(bundle).some(drawing.isMarked));
  const line = (bundle) => {
    const many = manyOf(bundle);
    const opacity = drawing.focus ? (isMarked(bundle) ? 0.85 : 0.05) : Math.min(0.25 + many / 10, 0.8);
    const isDeduced = tiesOf(bundle).every((number) => ties[number].deduced);
    const [from, to] = bundle.ends;
    return {
      id: bundle.id, from, to,
      width: Math.min(1.6 * Math.sqrt(many), WIDEST),
      smooth: apart.has(bundle.id) && { enabled: true, type: "curvedCW", roundness: 0.1 },
      color: { color: isDeduced ? drawing.ink.deduced : drawing.ink.edge, highlight: drawing.ink.ink, hover: drawing.ink.ink, opacity },
    };
  };
  drawing.also.push(() => drawing.drawExtras(drawing.drawnEdges, "bundles", [...bundles.values()].map(line)));

  view.on((state) => {
    bundles = state.folded || state.groups === "folded" ? gather() : new Map();
    byId("folded-means").hidden = !state.folded;
    byId("folded-means").textContent = folding.staying
      ? word("folded_staying", { n: thx.number(folding.staying) })
      : word("folded_means");
  });

  // ------------------------------------------------------------ what it stands for

  const said = (bundle) => {
    const counts = [];
    if (bundle.initiatives.size) counts.push(word("joint_initiatives", { n: thx.number(bundle.initiatives.size) }));
    if (bundle.direct.length) counts.push(word("direct_ties", { n: thx.number(bundle.direct.length) }));
    return counts.join(", ");
  };
  const heading = (bundle) => bundle.ends.map(nameOf).join(" – ");

  const atInitiative = ([initiative, numbers]) => {
    const entries = [...new Set(numbers)].map((number) => thx.details.tieEntry(ties[number], [ties[number].source]));
    return [element("h3", {}, thx.details.partyButton(initiative)), element("ul", {}, ...entries)];
  };
  const directly = ({ direct }) => {
    if (!direct.length) return [];
    const entries = direct.map((number) => thx.details.tieEntry(ties[number], [ties[number].source, ties[number].target]));
    return [element("h3", { text: word("rows_ties") }), element("ul", {}, ...entries)];
  };
  // The first of them, and the others for whoever asks.
  const some = (parts) => {
    const more = parts.splice(LISTED);
    if (!more.length) return parts;
    const button = element("button", { type: "button", class: "action", text: word("more", { n: thx.number(more.length) }) });
    button.addEventListener("click", () => {
      button.replaceWith(...more.flat());
      more[0][0].querySelector("button").focus();
    });
    return [...parts, [button]];
  };
  const tell = (selected) => {
    const bundle = bundles.get(selected);
    if (!bundle) return false;
    const at = [...bundle.initiatives].sort(([a], [b]) => thx.collate(shown.name(a), shown.name(b)));
    const members = bundle.ends.flatMap((id) => [id, ...(drawing.standIns.get(id)?.members ?? [])]);
    drawing.emphasise(members, tiesOf(bundle));
    drawing.network.unselectAll();
    thx.details.open(
      element("h2", { text: heading(bundle), tabindex: "-1" }),
      element("p", { class: "what", text: said(bundle) }),
      ...directly(bundle),
      ...some(at.map(atInitiative)).flat(),
    );
    byId("status").textContent = `${heading(bundle)}: ${said(bundle)}`;
    return true;
  };

  drawing.network.on("click", ({ nodes: [node], edges: [edge] }) => {
    if (node === undefined && bundles.has(edge)) view.change({ selected: edge });
  });
  drawing.network.on("hoverEdge", ({ edge, pointer }) => {
    const bundle = bundles.get(edge);
    if (!bundle) return;
    const initiatives = [...bundle.initiatives.keys()].map(shown.name).sort(thx.collate).slice(0, 4).join(", ");
    thx.details.say(heading(bundle), initiatives ? `${said(bundle)}: ${initiatives}` : said(bundle), pointer.DOM);
  });

  // The same lines for whoever has no pointer: one button each.
  const entries = (id) => {
    const own = [...bundles.values()].filter(({ ends }) => ends.includes(communities.standIn(id)));
    const open = (bundle) => {
      view.change({ selected: bundle.id });
      byId("details").querySelector("h2").focus({ preventScroll: true });
    };
    const entry = (bundle) =>
      element("li", {}, element("button", { type: "button", class: "party", text: `${heading(bundle)}: ${said(bundle)}`, click: () => open(bundle) }));
    return own.length ? [element("h3", { text: word("lines") }), element("ul", {}, ...own.map(entry))] : [];
  };

  return {
    entries,
    tell,
    // the others with whom somebody does something together, by the lines that stand for it
    partners: (id) => [...bundles.values()].filter(({ ends }) => ends.includes(id)).flatMap(({ ends }) => ends),
  };
})();
