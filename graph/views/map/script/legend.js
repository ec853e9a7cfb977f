"use strict";

// The legend, which is also the filter: kinds, ties, colours, and what the reader looks for.
thx.legend = (() => {
  const { byId, collate, drawing, element, knowledge, nodes, shown, ties, view, word } = thx;

  const markOf = (node) => byId("legend").querySelector(`.kind[data-kind="${CSS.escape(node.kind)}"] .mark`).cloneNode(true);
  const press = (button, on) => button.setAttribute("aria-pressed", String(on));

  // ------------------------------------------------------------ kinds of nodes and of ties

  const kindButtons = [...document.querySelectorAll(".kind")];
  const tieButtons = [...document.querySelectorAll(".tie-kind")];
  for (const button of kindButtons) button.addEventListener("click", () => view.toggle("kinds", button.dataset.kind));
  for (const button of tieButtons) button.addEventListener("click", () => view.toggle("ties", button.dataset.kind));
  byId("stated").addEventListener("change", ({ target }) => view.change({ stated: target.checked }));
  byId("folded").addEventListener("change", ({ target }) => view.change({ folded: target.checked }));
  byId("show-all").addEventListener("click", () => {
    const { kinds, ties: hidden, stated, helices, therapies, stages, regions, year, focus } = view.START;
    view.change({ kinds, ties: hidden, stated, helices, therapies, stages, regions, year, focus });
    byId("legend").querySelector("summary").focus({ preventScroll: true }); // for the button is gone
  });

  // ------------------------------------------------------------ colour and size

  for (const key of ["colour", "size", "groups"]) {
    byId(key).addEventListener("change", ({ target }) => view.change({ [key]: target.value }));
  }
  const swatch = ([fill, border]) => {
    const svg = byId("swatch").content.firstElementChild.cloneNode(true);
    svg.firstElementChild.setAttribute("fill", fill);
    svg.firstElementChild.setAttribute("stroke", border);
    return svg;
  };
  const colourName = (group, by) => {
    if (!group) return word("colour_none");
    return by === "community" ? thx.communities.nameOf(group) : thx.term(group);
  };
  // What the colours mean, where they do not tell the kind.
  const tellColours = ({ colour }) => {
    const list = byId("colours");
    list.hidden = colour === "family";
    if (list.hidden) return list.replaceChildren();
    const counts = new Map();
    for (const node of shown.nodes()) {
      const group = drawing.groupOf(node, colour) ?? "";
      counts.set(group, [...(counts.get(group) ?? []), node]);
    }
    const rows = [...counts].sort(([a, some], [b, others]) => !a - !b || others.length - some.length);
    return list.replaceChildren(...rows.map(([group, some]) =>
      element("li", {}, swatch(drawing.colourOf(some[0], colour)), element("span", { text: colourName(group, colour) }), element("b", { text: thx.number(some.length) }))));
  };

  // ------------------------------------------------------------ what the reader looks for

  const CHOICES = ["helices", "therapies", "stages", "regions"];
  const having = (key, value) => nodes.filter((node) => node.among[key].includes(value)).length;
  const choice = (key, value) => {
    const box = element("input", { type: "checkbox", value });
    box.addEventListener("change", () => view.toggle(key, value));
    return element("li", {}, element("label", {}, box, element("span", { text: thx.term(value) }), element("b", { text: thx.number(having(key, value)) })));
  };
  const tellChoices = () => {
    for (const key of CHOICES) {
      const values = knowledge.scheme[key];
      const sorted = key === "stages" ? values : [...values].sort((a, b) => collate(thx.term(a), thx.term(b)));
      byId(key).replaceChildren(...sorted.map((value) => choice(key, value)));
      byId(key).parentElement.hidden = !values.length;
    }
  };

  const checkChoices = (state) => {
    for (const key of CHOICES) for (const box of byId(key).querySelectorAll("input")) box.checked = state[key].includes(box.value);
  };

  // ------------------------------------------------------------ follow the view

  const tellCounts = () => {
    const [seenNodes, seenTies] = [shown.nodes(), shown.ties()];
    const count = (button, some) => (button.querySelector("b").textContent = thx.number(some.filter(({ kind }) => kind === button.dataset.kind).length));
    const everything = { nodes: nodes.filter(({ kind }) => view.state.kinds.includes(kind)), ties: ties.filter(({ kind }) => view.state.ties.includes(kind)) };
    for (const button of kindButtons) count(button, [...seenNodes, ...everything.nodes]);
    for (const button of tieButtons) count(button, [...seenTies, ...everything.ties]);
    byId("shown").textContent = shown.told();
  };
  view.on((state, changed) => {
    for (const button of kindButtons) press(button, !state.kinds.includes(button.dataset.kind));
    for (const button of tieButtons) press(button, !state.ties.includes(button.dataset.kind));
    byId("stated").checked = state.stated;
    byId("folded").checked = state.folded;
    for (const key of ["colour", "size", "groups"]) byId(key).value = state[key];
    const { START } = view;
    const filters = ["kinds", "ties", "stated", ...CHOICES, "year", "focus"];
    byId("show-all").hidden = filters.every((key) => String(state[key]) === String(START[key]));
    if (changed.has("language")) tellChoices();
    checkChoices(state);
    tellCounts();
    tellColours(state);
    byId("legend").dataset.colour = state.colour;
  });

  return { markOf, swatch };
})();
