"use strict";

// The table twin: what is on the map, as rows to sort, read and copy.
(() => {
  const { byId, collate, communities, documents, element, known, shown, view, word } = thx;
  const SLICE = 300; // rows that are made at once
  const place = byId("rows-table");

  // ------------------------------------------------------------ what stands in it

  const terms = (ids) => ids.map(thx.term).join(", ");
  const helixOf = ({ helix }) => (helix ? thx.term(helix) : "");
  const basis = ({ deduced }) => (deduced ? word("deduced") : word("stated_short"));
  const year = ({ when }) => (when.startsNotBefore ?? when.startsNotAfter ?? "").slice(0, 4);
  const titles = ({ sources }) => sources.map((number) => documents[number].title).join("; ");
  // Each column: its name, whose word heads it, and what stands in it; numbers are sorted as such.
  const COLUMNS = {
    nodes: [
      { id: "name", head: () => word("name"), value: thx.name },
      { id: "kind", head: () => word("kind"), value: thx.kindOf },
      { id: "helix", head: () => word("helix"), value: helixOf },
      { id: "therapies", head: () => word("therapies"), value: ({ therapies }) => terms(therapies) },
      { id: "stages", head: () => word("stages"), value: ({ stages }) => terms(stages) },
      { id: "regions", head: () => word("regions"), value: ({ regions }) => terms(regions) },
      { id: "community", head: () => word("community"), value: ({ community }) => communities.nameOf(community) },
      { id: "ties", head: () => word("rows_ties"), value: ({ id }) => counted.get(id) ?? 0 },
      { id: "strength", head: () => word("strength"), value: ({ strength }) => strength, digits: 2 },
    ],
    ties: [
      { id: "source", head: () => word("party"), value: ({ source }) => shown.name(source) },
      { id: "target", head: () => word("other_party"), value: ({ target }) => shown.name(target) },
      { id: "kind", head: () => word("kind"), value: (tie) => thx.details.headingOf(tie.kind) },
      { id: "sentence", head: () => word("sentence"), value: thx.sentence },
      { id: "since", head: () => word("since"), value: year },
      { id: "basis", head: () => word("basis"), value: basis },
      { id: "sources", head: () => word("sources"), value: titles },
    ],
  };
  const columns = () => COLUMNS[view.state.rows] ?? COLUMNS.nodes;
  const isOfTies = () => columns() === COLUMNS.ties;
  let counted = new Map(); // the ties of each node that are on the map

  const count = () => {
    counted = new Map();
    for (const { source, target } of shown.ties()) {
      for (const id of new Set([source, target])) counted.set(id, (counted.get(id) ?? 0) + 1);
    }
  };
  const compare = (one, other) => (typeof one === "number" ? one - other : collate(String(one), String(other)));
  const sorted = (things) => {
    const { sort } = view.state;
    const column = columns().find(({ id }) => id === sort.replace(/^-/, "")) ?? columns()[0];
    const turn = sort.startsWith("-") ? -1 : 1;
    const isNothing = (value) => value === "" || value === undefined;
    return things
      .map((thing) => ({ thing, value: column.value(thing) }))
      .sort((a, b) => isNothing(a.value) - isNothing(b.value) || turn * compare(a.value, b.value))
      .map(({ thing }) => thing);
  };
  const things = () => {
    count();
    return sorted(isOfTies() ? shown.ties() : shown.nodes());
  };

  // ------------------------------------------------------------ as a table

  const sortBy = (id) => view.change({ sort: currentSort() === id ? `-${id}` : id });
  const currentSort = () => view.state.sort || columns()[0].id;
  const head = ({ id, head: title }) => {
    const order = { [id]: "ascending", [`-${id}`]: "descending" }[currentSort()];
    const button = element("button", { type: "button", "data-sort": id, text: title(), click: () => sortBy(id) });
    return element("th", { scope: "col", "aria-sort": order ?? "none" }, button);
  };
  const text = (thing, { value, digits = 0 }) => {
    const told = value(thing);
    return typeof told === "number" ? thx.number(told, digits) : String(told);
  };
  const cell = (thing, column) =>
    element("td", { class: typeof column.value(thing) === "number" ? "number" : undefined, text: text(thing, column) });
  const select = (thing) => {
    if (isOfTies()) view.change({ selected: String(thing.number) });
    else thx.details.select(thing.id, { centre: true });
  };
  const selectedKey = (thing) => (isOfTies() ? String(thing.number) : thing.key);
  const row = (thing) => {
    const [first, ...others] = columns();
    const button = element("button", { type: "button", class: "party", "data-row": selectedKey(thing), text: text(thing, first), click: () => select(thing) });
    const isSelected = view.state.selected === selectedKey(thing);
    return element("tr", { "aria-current": isSelected ? "true" : undefined }, element("th", { scope: "row" }, button), ...others.map((column) => cell(thing, column)));
  };

  // The rows come in slices, so that a large map is as quick as a small one.
  const fill = (body, rest) => {
    body.append(...rest.slice(0, SLICE).map(row));
    const left = rest.slice(SLICE);
    byId("more-rows").hidden = !left.length;
    byId("more-rows").textContent = word("more", { n: thx.number(left.length) });
    byId("more-rows").onclick = () => {
      const next = body.rows.length;
      fill(body, left);
      body.rows[next].querySelector("button").focus();
    };
  };
  const show = () => {
    const all = things();
    const body = element("tbody");
    const n = thx.number(all.filter(({ kind }) => kind !== "PartOf").length); // which is a line, but no tie
    const caption = isOfTies() ? word("table_ties", { n }) : word("table_nodes", { n });
    byId("table-count").textContent = caption;
    place.replaceChildren(element("table", {},
      element("caption", { class: "unseen", text: caption }),
      element("thead", {}, element("tr", {}, ...columns().map(head))), body));
    fill(body, all);
  };
  const markSelected = ({ selected }) => {
    for (const each of place.querySelectorAll("[aria-current]")) each.removeAttribute("aria-current");
    place.querySelector(`[data-row="${CSS.escape(selected ?? "")}"]`)?.closest("tr").setAttribute("aria-current", "true");
  };

  // ------------------------------------------------------------ to take away

  // A cell is one line; what a spreadsheet would take for a formula stays text there.
  const line = (texts) => texts.map((each) => each.replace(/\s+/g, " ").replace(/^[=+\-@]/, "'$&")).join("\t");
  const written = () => [line(columns().map(({ head: title }) => title())), ...things().map((thing) => line(columns().map((column) => text(thing, column))))].join("\n");
  const say = (message) => {
    byId("copied").textContent = message;
    byId("status").textContent = message;
  };
  // Where a browser does not let a page write, the rows are marked, for the reader to copy.
  const mark = () => {
    window.getSelection().selectAllChildren(place);
    say(word("copy_marked"));
  };
  byId("copy").addEventListener("click", () => {
    const copied = navigator.clipboard?.writeText(written()) ?? Promise.reject(new Error("no clipboard"));
    copied.then(() => say(word("copied", { n: thx.number(things().length) })), mark);
  });
  for (const choice of document.querySelectorAll("[name=rows]")) {
    choice.addEventListener("change", () => view.change({ rows: choice.value, sort: "" }));
  }

  view.on((state, changed) => {
    for (const choice of document.querySelectorAll("[name=rows]")) choice.checked = choice.value === state.rows;
    if (state.panel !== "table") return;
    if (changed.size === 1 && changed.has("selected")) return markSelected(state);
    const { sort, row: key } = document.activeElement?.dataset ?? {};
    byId("copied").textContent = "";
    show();
    const again = sort ? `[data-sort="${sort}"]` : key && `[data-row="${CSS.escape(key)}"]`;
    if (again) place.querySelector(again)?.focus({ preventScroll: true });
  });
})();
