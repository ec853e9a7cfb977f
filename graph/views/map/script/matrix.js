"use strict";

// Who works where: therapies by stages, as many as are on the map; each cell, row and column shows its own there.
(() => {
  const { byId, drawing, element, knowledge, shown, view, word } = thx;
  const { rows, columns, above } = knowledge.scheme;
  const NAMED = 8;

  // Who counts: the actors that the other choices of the reader leave on the map; a person in office is none.
  const actors = (state) => {
    const { nodes } = shown.of({ ...state, therapies: [], stages: [] });
    return thx.nodes.filter(({ id, group, kind }) => group === "actor" && kind !== "OfficeHolder" && nodes.has(id));
  };
  const on = (some, therapy) => some.filter(({ among }) => among.therapies.includes(therapy));
  const at = (some, stage) => some.filter(({ among }) => among.stages.includes(stage));

  // What a number means stands beside it, so that no colour is needed to see it.
  const MARKS = {
    nobody: () => [element("small", { text: word("nobody") })],
    only_one: () => [element("small", { text: word("only_one") })],
    few: () => [],
    several: () => [],
    many: () => [],
  };
  const kindOf = (count) => ["nobody", "only_one"][count] ?? (count < 4 ? "few" : count < 10 ? "several" : "many");
  const names = (some) => {
    const told = some.map(thx.name).sort(thx.collate).slice(0, NAMED);
    return some.length > NAMED ? [...told, "…"].join(", ") : told.join(", ");
  };

  const isChosen = ({ therapies, stages }) =>
    String(view.state.therapies) === String(therapies) && String(view.state.stages) === String(stages);
  const choose = (wanted, title) => {
    view.change(isChosen(wanted) ? { therapies: [], stages: [] } : wanted);
    drawing.showWhole();
    byId("status").textContent = isChosen(wanted) ? title : byId("shown").textContent;
  };
  const button = (wanted, title, ...content) =>
    element("button", {
      type: "button",
      "data-place": [...wanted.therapies, "|", ...wanted.stages].join(""),
      "aria-pressed": String(isChosen(wanted)),
      title,
      click: () => choose(wanted, title),
    }, ...content);

  const cell = (therapy, stage, some) => {
    const kind = kindOf(some.length);
    const where = `${thx.term(therapy)}, ${thx.term(stage)}`;
    const title = some.length ? `${where}: ${names(some)}` : `${where}: ${word("nobody_means")}`;
    const count = some.length ? [element("b", { text: thx.number(some.length) })] : [];
    const choice = button({ therapies: [therapy], stages: [stage] }, title, ...count, ...MARKS[kind]());
    return element("td", { class: kind }, choice);
  };
  const heading = (scope, wanted, id, some) =>
    element("th", { scope }, button(wanted, names(some), element("span", { text: thx.term(id) }), element("small", { text: thx.number(some.length) })));
  const unknown = (some) => element("td", { class: "unknown", text: thx.number(some.length) });

  const row = (therapy, all) => {
    const here = on(all, therapy);
    const head = heading("row", { therapies: [therapy], stages: [] }, therapy, here);
    head.dataset.level = (above[therapy] ?? []).length;
    const cells = columns.map((stage) => cell(therapy, stage, at(here, stage)));
    return element("tr", {}, head, ...cells, unknown(here.filter(({ stages }) => !stages.length)));
  };
  const table = (state) => {
    const all = actors(state);
    const heads = columns.map((stage) => heading("col", { therapies: [], stages: [stage] }, stage, at(all, stage)));
    const untold = columns.map((stage) => unknown(at(all, stage).filter(({ therapies }) => !therapies.length)));
    return element("table", { "aria-describedby": "matrix-means" },
      element("caption", { class: "unseen", text: word("matrix_caption", { n: thx.number(all.length) }) }),
      element("thead", {}, element("tr", {}, element("td"), ...heads, element("th", { scope: "col", class: "unknown", text: word("stage_unknown") }))),
      element("tbody", {}, ...rows.map((therapy) => row(therapy, all))),
      element("tfoot", {}, element("tr", {}, element("th", { scope: "row", class: "unknown", text: word("therapy_unknown") }), ...untold, element("td"))));
  };

  view.on((state) => {
    if (state.panel !== "matrix") return;
    const focused = document.activeElement?.dataset?.place;
    byId("matrix-count").textContent = word("matrix_caption", { n: thx.number(actors(state).length) });
    byId("matrix-table").replaceChildren(rows.length && columns.length ? table(state) : element("p", { text: word("matrix_empty") }));
    byId("matrix-table").querySelector(`[data-place="${CSS.escape(focused ?? "")}"]`)?.focus({ preventScroll: true });
  });
})();
