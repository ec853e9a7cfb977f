"use strict";

// The panel of ways: two actors, the best ways between them, and what each rests on. What the map shows counts.
thx.pathfinder = (() => {
  const { byId, cautions, details, drawing, element, keyed, knowledge, nodes, search, shown, ties, view, ways, word } = thx;
  const OFFERED = 3;
  const ENDS = ["from", "to"];
  const canBeEnd = ({ group }) => group === "actor";
  const endOf = (key) => {
    const node = keyed.get(key);
    return node && canBeEnd(node) ? node : null;
  };
  const canBeAsked = knowledge.meetings.length > 0; // a map of some ways alone knows of no others
  const isAsked = ({ from, to }) => canBeAsked && (from !== null || to !== null);
  const bothEnds = ({ from, to }) => [endOf(from), endOf(to)];

  // ------------------------------------------------------------ the search

  // The filters on ties decide how large a venue is; whom other filters hide is still there, but not passed.
  const networkFor = (start, end) => {
    const { START, state } = view;
    const counted = shown.of({ ...START, ties: state.ties, stated: state.stated, year: state.year }).ties;
    const isHolder = ({ kind }) => kind === "OfficeHolder";
    return ways.networkOf(knowledge.meetings, {
      counts: (tie) => counted.has(tie),
      sees: shown.tie,
      admits: (number) => !isHolder(nodes[number]) || number === start.number || number === end.number,
    });
  };
  const find = (start, end) =>
    ways.between(networkFor(start, end), start.number, end.number, {
      k: OFFERED,
      closed: new Set(nodes.filter(({ id }) => !shown.node(id)).map(({ number }) => number)),
      isDeduced: (tie) => ties[tie].deduced,
    });

  let found = [];
  const chosen = () => found[view.state.way] ?? found[0];
  const look = (state) => {
    const [start, end] = bothEnds(state);
    const can = start && end && start !== end && shown.node(start.id) && shown.node(end.id);
    found = can ? find(start, end) : [];
  };

  // ------------------------------------------------------------ the form

  const fieldFor = (key, named) => {
    const field = element("input", {
      type: "search", role: "combobox", id: `way-${key}`, autocomplete: "off", spellcheck: "false",
      "aria-expanded": "false", "aria-autocomplete": "list", "aria-controls": `way-${key}-results`,
    });
    const label = element("label", { for: field.id, "data-word": `way_${key}`, text: named });
    const list = element("ul", { class: "suggestions", role: "listbox", id: `way-${key}-results`, "data-label": "results", "aria-label": word("results") });
    list.hidden = true;
    search.combobox(field, list, (node) => choose(key, node), () => nodes.filter(canBeEnd));
    return { field, row: element("div", { class: "way-end" }, label, element("div", { class: "seek" }, field, list)) };
  };
  const choose = (key, node) => {
    view.change({ [key]: node.key, way: 0, selected: null });
    const missing = ENDS.find((each) => !endOf(view.state[each]));
    if (missing) fields[missing].field.focus();
  };
  const turn = () => view.change({ from: view.state.to, to: view.state.from });
  const answer = element("div", { class: "ways" });
  let fields = {};
  // The form stays while the answer changes, so that whoever types keeps the place.
  const open = () => {
    fields = { from: fieldFor("from", word("way_from")), to: fieldFor("to", word("way_to")) };
    const title = element("h2", { tabindex: "-1", "data-word": "ways", text: word("ways") });
    const button = element("button", { type: "button", class: "action", "data-word": "way_turned", text: word("way_turned"), click: turn });
    const form = element("div", { role: "search", "data-label": "ways", "aria-label": word("ways") }, title, fields.from.row, fields.to.row, button);
    details.open(form, answer);
  };

  // ------------------------------------------------------------ what is found, in words

  const names = (actors) => actors.map((number) => thx.name(nodes[number])).join(" → ");
  const introductions = ({ hops }) => (hops.length === 1 ? word("introduction", { n: 1 }) : word("introductions", { n: thx.number(hops.length) }));
  const distanceOf = ({ distance }) => word("distance_n", { n: thx.number(distance, 2) });

  const placeOf = ({ kind, about, size }) => {
    const place = about === undefined ? word(`ties_${kind}`) : word(`meet_${kind}`, { place: thx.name(nodes[about]) });
    return size > 2 ? `${place} (${word("parties_n", { n: thx.number(size) })})` : place;
  };
  // Ties that are told by the same sentence are one.
  const entries = (numbers) => {
    const once = new Map(numbers.map((number) => [thx.sentence(ties[number]), ties[number]]));
    return element("ul", {}, ...[...once.values()].map((tie) => details.tieEntry(tie, [])));
  };
  const venueEntry = (venue) => element("li", { class: "venue" }, element("p", { class: "place", text: placeOf(venue) }), entries(venue.ties));
  const venuesOf = ({ venues: [first, ...others] }) => {
    const list = element("ul", {}, venueEntry(first));
    if (!others.length) return [list];
    const summary = element("summary", { text: `${word("also_in_common")} (${thx.number(others.length)})` });
    return [list, element("details", { class: "also" }, summary, element("ul", {}, ...others.map(venueEntry)))];
  };
  const hopEntry = (hop, isWeakest) => {
    const [one, other] = [hop.start, hop.end].map((number) => details.partyButton(nodes[number].id));
    const heading = element("h4", {}, one, " – ", other, " ", element("small", { text: thx.number(hop.distance, 2) }));
    if (hop.deduced) heading.append(" ", details.mark("deduced"));
    if (isWeakest) heading.append(" ", details.mark("weakest"));
    return element("li", { class: "hop" }, heading, ...cautions.endedFor(hop).map(caution), ...venuesOf(hop));
  };
  const readingOf = (way) => {
    const { start, end } = way.hops[way.weakest];
    const link = [start, end].map((number) => thx.name(nodes[number])).join(" – ");
    const weakest = way.hops.length > 1 ? [word("weakest_link", { link })] : [];
    return [introductions(way), ...weakest, distanceOf(way)].join(word("and_then"));
  };
  const caution = (told) => element("p", { class: "caution", text: word("caution", { told }) });
  const wayTold = (way) => [
    element("h3", { text: names(way.actors) }),
    element("p", { class: "reading", text: readingOf(way) }),
    ...cautions.becameOthers(way).map(caution),
    element("ol", { class: "hops" }, ...way.hops.map((hop, place) => hopEntry(hop, way.hops.length > 1 && place === way.weakest))),
  ];
  const wayButton = (way, number) => {
    const small = element("small", { text: `${introductions(way)} · ${distanceOf(way)}` });
    const pressed = String(way === chosen());
    return element("li", {}, element("button", { type: "button", class: "way", "aria-pressed": pressed, click: () => follow(number) }, `${number + 1}. ${names(way.actors)}`, small));
  };
  const follow = (number) => {
    view.change({ way: number, selected: null });
    answer.querySelectorAll(".way")[number].focus({ preventScroll: true });
  };

  const hidden = () => bothEnds(view.state).find((node) => !shown.node(node.id));
  const whyNone = () => {
    const [start, end] = bothEnds(view.state);
    const values = { from: start && thx.name(start), to: end && thx.name(end) };
    if (!start || !end) return word("way_hint");
    if (start === end) return word("same_ends", values);
    if (hidden()) return word("end_hidden", { name: thx.name(hidden()) });
    return word("no_way", values);
  };
  const FILTERS = ["kinds", "ties", "stated", "helices", "therapies", "stages", "regions", "year", "focus"];
  const isFiltered = ({ state, START } = view) => FILTERS.some((key) => String(state[key]) !== String(START[key]));
  const showAll = () => {
    byId("show-all").click();
    byId("details").querySelector("h2").focus({ preventScroll: true });
  };
  // Filters count: a way leads only by what the map shows.
  const filtered = () => {
    if (!isFiltered()) return [];
    const all = element("button", { type: "button", class: "action", text: word("show_all"), click: showAll });
    return [element("p", { class: "caution" }, word("ways_filtered"), " ", all)];
  };
  const tell = () => {
    const way = chosen();
    const list = element("ol", { class: "found", "aria-label": word("ways") }, ...found.map(wayButton));
    const content = way ? [...(found.length > 1 ? [list] : []), ...wayTold(way)] : [element("p", { class: "none", text: whyNone() })];
    answer.replaceChildren(...filtered(), ...content);
    byId("status").textContent = way ? `${names(way.actors)}: ${readingOf(way)}` : whyNone();
  };

  // ------------------------------------------------------------ on the drawing

  // Of the chosen way the actors, venues and ties stand out; of the others the actors do.
  const evidence = (way) => {
    const venues = way.hops.flatMap((hop) => hop.venues);
    const numbers = new Set(venues.flatMap((venue) => venue.ties));
    const abouts = venues.map(({ about }) => about).filter((about) => about !== undefined);
    return { ids: [...way.actors, ...abouts].map((number) => nodes[number].id), numbers };
  };
  const actorsFound = () => found.flatMap(({ actors }) => actors).map((number) => nodes[number].id);
  const emphasise = () => {
    const way = chosen();
    if (!way) return drawing.emphasise(null);
    const { ids, numbers } = evidence(way);
    return drawing.emphasise([...ids, ...actorsFound()], numbers);
  };
  const frame = (animation) => found.length && drawing.frame(actorsFound(), animation);

  // The ways as they are drawn, the chosen one last.
  const drawnWays = () =>
    [...found].sort((one, other) => (one === chosen()) - (other === chosen())).map((way) => ({
      ids: way.actors.map((number) => nodes[number].id),
      ...(way === chosen() ? { width: 9, opacity: 0.55 } : { width: 4, opacity: 0.22 }),
    }));
  const line = (context, { ids, width, opacity }) => {
    context.globalAlpha = opacity;
    context.lineWidth = width / drawing.network.getScale();
    context.beginPath();
    for (const { x, y } of ids.map((id) => drawing.place.get(id))) context.lineTo(x, y);
    context.stroke();
  };
  drawing.network.on("beforeDrawing", (context) => {
    if (!found.length) return;
    context.save();
    context.lineJoin = context.lineCap = "round";
    context.strokeStyle = drawing.ink.accent;
    for (const way of drawnWays()) line(context, way);
    context.restore();
  });

  // ------------------------------------------------------------ follow the view

  const fill = (state) => {
    for (const key of ENDS) {
      const node = endOf(state[key]);
      if (document.activeElement !== fields[key].field || node) fields[key].field.value = node ? thx.name(node) : "";
    }
  };
  const LOOKS = [...FILTERS, "depth", "folded", "from", "to"];
  view.on((state, changed) => {
    byId("find-way").setAttribute("aria-expanded", String(isAsked(state)));
    if (LOOKS.some((key) => changed.has(key))) look(state);
    if (!isAsked(state) || state.selected !== null) return;
    if (!answer.isConnected || byId("details").hidden) open();
    fill(state);
    tell();
    emphasise();
  });

  const ask = () => {
    if (!isAsked(view.state)) view.change({ from: "", selected: null });
    else if (view.state.selected !== null) view.change({ selected: null });
    fields[endOf(view.state.from) ? "to" : "from"].field.focus();
  };
  byId("find-way").addEventListener("click", () => (answer.isConnected && !byId("details").hidden ? details.leave() : ask()));
  byId("find-way").hidden = !canBeAsked;

  return { ask, choose, drawnWays, find, frame, isAsked };
})();
