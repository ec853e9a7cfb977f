"use strict";

// The details of what is selected: its facts and ties, each with the documents that say so.
thx.details = (() => {
  const { byId, collate, documents, drawing, element, knowledge, known, keyed, shown, small, ties, tiesOf, view, word } = thx;
  const panel = byId("details");

  const linkTo = (number) => {
    const { title, url, from } = documents[number];
    const name = url
      ? element("a", { href: url, target: "_blank", rel: "noopener noreferrer", text: title, title: word("opens_new_tab") })
      : element("span", { text: title });
    return element("li", {}, name, from ? ` · ${from}` : "");
  };
  const sourceList = (numbers) => {
    if (!numbers.length) return element("p", { class: "documents", text: word("no_source") });
    const list = element("ul", { class: "documents" }, ...numbers.map(linkTo));
    if (numbers.length < 3) return list;
    const summary = element("summary", { text: `${word("sources")} (${numbers.length})` });
    return element("details", { class: "documents" }, summary, list);
  };

  const mark = (key) => element("span", { class: "mark-text", text: word(key), title: word(`${key}_means`) });
  const partyButton = (id) =>
    element("button", { type: "button", class: "party", text: thx.name(known.get(id)), click: () => select(id, { centre: true, read: true }) });

  const tieEntry = (tie, parties) => {
    const heading = element("div", {}, ...parties.flatMap((id, index) => (index ? [" – ", partyButton(id)] : [partyButton(id)])));
    if (tie.deduced) heading.append(" ", mark("deduced"));
    if (tie.contested) heading.append(" ", mark("contested"));
    if (shown.now.maybe.has(tie.number)) heading.append(" ", mark("may_hold"));
    return element("li", { class: "tie" }, heading, element("p", { class: "sentence", text: thx.sentence(tie) }), sourceList(tie.sources));
  };
  const headingOf = (kind) => word(`ties_${kind}`);
  const yearOf = ({ when }) => (when.startsNotBefore || when.startsNotAfter || "").slice(0, 4);

  // Ties stand together by their kind, the newest first.
  const tieGroups = (id) => {
    const otherOf = (tie) => (tie.source === id ? tie.target : tie.source);
    const groups = Map.groupBy ? Map.groupBy(tiesOf.get(id), ({ kind }) => kind) : grouped(tiesOf.get(id));
    const byYear = (one, other) => yearOf(other).localeCompare(yearOf(one)) || collate(shown.name(otherOf(one)), shown.name(otherOf(other)));
    return [...groups]
      .sort(([a, some], [b, others]) => others.length - some.length || collate(headingOf(a), headingOf(b)))
      .flatMap(([kind, group]) => [
        element("h3", { class: "kind-of-tie" }, headingOf(kind), " ", element("small", { text: `(${group.length})` })),
        element("ul", {}, ...group.sort(byYear).map((tie) => tieEntry(tie, [otherOf(tie)]))),
      ]);
  };
  const grouped = (some) => {
    const groups = new Map();
    for (const tie of some) groups.set(tie.kind, [...(groups.get(tie.kind) ?? []), tie]);
    return groups;
  };

  const valueOf = (text) =>
    /^https?:\/\/\S+$/i.test(text) ? element("a", { href: text, target: "_blank", rel: "noopener noreferrer", text }) : text;

  // Facts that follow each other and rest on the same documents are told together.
  const factList = (node) => {
    const groups = [];
    thx.facts(node).forEach((fact) => {
      const last = groups.at(-1);
      if (last && String(last[0].sources) === String(fact.sources)) last.push(fact);
      else groups.push([fact]);
    });
    const entry = ({ label, value, contested }) => [
      element("dt", { text: label }),
      element("dd", {}, valueOf(value), ...(contested ? [" ", mark("contested")] : [])),
    ];
    const told = groups.flatMap((group) => [element("dl", {}, ...group.flatMap(entry)), sourceList(group[0].sources)]);
    return told.length ? [element("h3", { text: word("facts") }), ...told] : [];
  };

  const closeButton = () => {
    const button = element("button", { type: "button", class: "close", "data-label": "close", "data-hint": "close", "aria-label": word("close"), title: word("close"), click: () => leave() });
    const cross = byId("zoom-in").firstElementChild.cloneNode(true);
    cross.firstElementChild.setAttribute("d", "M-5-5l10 10M5-5l-10 10");
    button.append(cross);
    return button;
  };
  // Whoever has just used a control of the panel stays on it.
  const open = (...content) => {
    const hadFocus = panel.contains(document.activeElement);
    const held = hadFocus ? document.activeElement.dataset.control : undefined;
    panel.replaceChildren(closeButton(), ...content);
    panel.hidden = false;
    panel.scrollTop = 0;
    if (hadFocus) (panel.querySelector(`[data-control="${held}"]`) ?? panel.querySelector("h2")).focus({ preventScroll: true });
    document.body.classList.add("with-details");
  };
  const close = () => {
    if (panel.contains(document.activeElement)) drawing.stage.focus({ preventScroll: true });
    panel.hidden = true;
    document.body.classList.remove("with-details");
  };

  // ------------------------------------------------------------ a node

  const DEPTHS = [1, 2, 3];
  const chips = (ids, label) =>
    ids.length ? [element("ul", { class: "chips", "aria-label": word(label) }, ...ids.map((id) => element("li", { text: thx.term(id) })))] : [];
  const near = (node) => {
    const is = view.state.focus === node.key;
    const toggle = () => view.change({ focus: is ? null : node.key });
    const button = element("button", { type: "button", class: "action", "data-control": "focus", text: word(is ? "unfocus" : "focus_on"), click: toggle });
    const way = (end, text) => element("button", { type: "button", class: "action", text, click: () => thx.pathfinder.choose(end, node) });
    const ends = node.group === "actor" && knowledge.meetings.length ? [way("from", word("way_from_here")), way("to", word("way_to_here"))] : [];
    return element("div", { class: "actions" }, button, ...ends, ...(is ? [reach()] : []));
  };
  // How many ties away a neighbour is at most.
  const reach = () => {
    const select = element("select", { "data-control": "depth" }, ...DEPTHS.map((depth) => element("option", { value: depth, text: thx.number(depth) })));
    select.value = view.state.depth;
    select.addEventListener("change", () => view.change({ depth: Number(select.value) }));
    return element("label", { class: "choice" }, element("span", { text: word("depth") }), select);
  };
  const tellNode = (node) => {
    const count = tiesOf.get(node.id).length;
    const toTies = () => panel.querySelector(".kind-of-tie")?.scrollIntoView({ block: "start" });
    const many = element("button", { type: "button", class: "party", text: `${thx.number(count)} ${word("ties")}`, click: toTies });
    const content = [
      element("h2", { text: thx.name(node), tabindex: "-1" }),
      element("p", { class: "what" }, thx.legend.markOf(node), element("span", { text: thx.kindOf(node) }), "·", many),
    ];
    const alias = element("span", { text: word("also_known_as") });
    if (node.aliases.length) content.push(element("p", { class: "aliases" }, alias, " ", node.aliases.join(", ")));
    open(...content, ...chips(node.therapies, "therapies"), ...chips(node.stages, "stages"), near(node), ...factList(node), ...thx.bundles.entries(node.id), ...tieGroups(node.id));
    byId("status").textContent = `${thx.name(node)}, ${thx.kindOf(node)}, ${thx.number(count)} ${word("ties")}`;
  };

  const tellTie = (tie) => {
    open(
      element("h2", { text: headingOf(tie.kind), tabindex: "-1" }),
      element("p", { class: "what", text: word("tie") }),
      element("ul", {}, tieEntry(tie, [tie.source, tie.target])),
    );
    byId("status").textContent = thx.sentence(tie);
  };

  // ------------------------------------------------------------ what is selected

  const selectedTie = (selected) => (/^\d+$/.test(selected ?? "") ? ties[Number(selected)] : undefined);
  const tell = ({ selected }) => {
    const node = keyed.get(selected);
    const tie = selectedTie(selected);
    if (node) {
      const own = drawing.neighbours(node.id);
      const near = [...own.flatMap(({ source, target }) => [source, target]), ...thx.bundles.partners(node.id)];
      drawing.emphasise([node.id, ...near], own.map(({ number }) => number));
      drawing.network.selectNodes(drawing.isDrawn(node.id) ? [node.id] : [], false);
      tellNode(node);
    } else if (tie) {
      drawing.emphasise([tie.source, tie.target], [tie.number]);
      drawing.network.unselectAll();
      tellTie(tie);
    } else if (!thx.bundles.tell(selected) && !thx.pathfinder.isAsked(view.state)) {
      drawing.emphasise(null);
      drawing.network.unselectAll();
      byId("status").textContent = "";
      close();
    }
  };
  const TELLS = [
    ...["selected", "language", "focus", "depth", "year", "kinds", "ties", "stated", "helices", "therapies", "stages", "regions"],
    ...["from", "to", "folded", "groups", "opened"],
  ];
  view.on((state, changed) => {
    if (TELLS.some((key) => changed.has(key))) tell(state);
  });

  // Whoever is sought is shown: what hides it is taken away.
  const select = (id, { centre = false, read = false } = {}) => {
    const node = known.get(id);
    const kinds = view.state.kinds.filter((kind) => kind !== node.kind);
    const wanted = { selected: node.key, kinds, opened: thx.communities.opening(node) };
    const { helices, therapies, stages, regions, year, focus } = view.START;
    const isHidden = !shown.of({ ...view.state, ...wanted }).nodes.has(id);
    view.change(isHidden ? { ...wanted, helices, therapies, stages, regions, year, focus } : wanted);
    if (centre) drawing.centreOn(id);
    if (read) panel.querySelector("h2").focus({ preventScroll: true });
  };
  // Whoever looks at somebody on a way comes back to the way; whoever reads the table meanwhile stays there.
  const leave = () => {
    const isElsewhere = byId("second").contains(document.activeElement);
    const isOnWay = view.state.selected !== null && thx.pathfinder.isAsked(view.state);
    view.change(isOnWay ? { selected: null } : { selected: null, from: null, to: null, way: 0 });
    if (!isElsewhere) drawing.stage.focus({ preventScroll: true });
  };

  drawing.network.on("click", ({ nodes: [id], edges: [number] }) => {
    if (known.has(id)) select(id);
    else if (ties[number]) view.change({ selected: String(number) });
    else if (id === undefined && number === undefined && view.state.selected !== null) view.change({ selected: null });
  });

  // ------------------------------------------------------------ the name under the pointer

  const hint = byId("hint");
  const say = (text, kind, { x, y }) => {
    hint.replaceChildren(text, element("small", { text: kind }));
    hint.hidden = false;
    hint.style.left = `${Math.min(x + 14, drawing.stage.clientWidth - hint.offsetWidth - 8)}px`;
    hint.style.top = `${Math.min(y + 14, drawing.stage.clientHeight - hint.offsetHeight - 8)}px`;
  };
  drawing.network.on("hoverNode", ({ node, pointer }) => {
    if (!known.has(node)) return;
    drawing.stage.style.cursor = "pointer";
    say(shown.name(node), thx.kindOf(known.get(node)), pointer.DOM);
  });
  drawing.network.on("hoverEdge", ({ edge, pointer }) => {
    if (!ties[edge]) return;
    drawing.stage.style.cursor = "pointer";
    say(thx.sentence(ties[edge]), headingOf(ties[edge].kind), pointer.DOM);
  });
  const quiet = () => {
    drawing.stage.style.cursor = "";
    hint.hidden = true;
  };
  for (const event of ["blurNode", "blurEdge", "dragStart", "zoom"]) drawing.network.on(event, quiet);

  return { headingOf, leave, mark, open, partyButton, say, select, small, sourceList, tieEntry };
})();
