"use strict";

(() => {
  const read = (id) => JSON.parse(document.getElementById(id).textContent);
  const byId = (id) => document.getElementById(id);
  const drawing = read("network-data");
  const { documents, lang, nodes, ties, words } = read("knowledge-data");

  const known = new Map(nodes.map((node) => [node.id, node]));
  const tiesOf = new Map(nodes.map((node) => [node.id, []]));
  ties.forEach((tie, number) => {
    tie.number = number;
    for (const party of new Set([tie.source, tie.target])) tiesOf.get(party).push(tie);
  });
  const order = new Intl.Collator(lang, { sensitivity: "base", numeric: true });
  const still = window.matchMedia("(prefers-reduced-motion: reduce)");
  const small = window.matchMedia("(max-width: 45rem)");

  // Elements are made from text only: no string of the data is ever read as markup.
  const element = (name, options = {}, ...children) => {
    const made = document.createElement(name);
    for (const [key, value] of Object.entries(options)) {
      if (key === "class") made.className = value;
      else if (key === "text") made.textContent = value;
      else if (key === "click") made.addEventListener("click", value);
      else made.setAttribute(key, value);
    }
    made.append(...children);
    return made;
  };
  const markOf = (node) =>
    document.querySelector(`.kind[data-kind="${CSS.escape(node.kind)}"] .mark`).cloneNode(true);

  // ---------------------------------------------------------------- the drawing

  const drawnNodes = new vis.DataSet(drawing.nodes);
  const drawnEdges = new vis.DataSet(drawing.edges);
  const place = new Map(drawing.nodes.map((node) => [node.id, node]));
  const stage = byId("map");
  const network = new vis.Network(stage, { nodes: drawnNodes, edges: drawnEdges }, drawing.options);

  const hiddenKinds = new Set();
  const shown = (id) => !hiddenKinds.has(known.get(id).kind);
  let focus = null; // the ids that stand out while something is selected; null: all alike
  let selected = null;

  const motion = () => (still.matches ? false : { duration: 350, easingFunction: "easeInOutQuad" });

  // A screen that is higher than wide shows the map turned.
  if (stage.clientHeight > stage.clientWidth) {
    for (const node of drawing.nodes) [node.x, node.y] = [node.y, node.x];
    drawnNodes.update(drawing.nodes);
  }

  // What the legend and the details leave free of the stage, in pixels.
  const freeArea = () => {
    const width = stage.clientWidth;
    const height = stage.clientHeight;
    const panel = byId("details").hidden ? null : byId("details").getBoundingClientRect();
    if (small.matches) return { left: 0, top: 0, width, height: height - (panel ? panel.height : 0) };
    const left = byId("legend").open ? byId("legend").offsetWidth + 16 : 0;
    return { left, top: 0, width: width - left - (panel ? panel.width + 16 : 0), height };
  };

  const offsetTo = (area) => ({
    x: area.left + area.width / 2 - stage.clientWidth / 2,
    y: area.top + area.height / 2 - stage.clientHeight / 2,
  });

  const showWhole = (animation = motion()) => {
    const visible = drawing.nodes.filter((node) => shown(node.id));
    if (!visible.length) return;
    const span = (axis) => {
      const all = visible.map((node) => node[axis]);
      return [Math.min(...all), Math.max(...all)];
    };
    const [left, right] = span("x");
    const [top, bottom] = span("y");
    const area = freeArea();
    const margin = small.matches ? 10 : 60;
    // Names that are always written need their room, which is the same at every zoom.
    const atSides = visible.filter(({ x }) => x === left || x === right).map(({ id }) => known.get(id));
    const names = atSides.filter(({ rank }) => rank < ALWAYS_NAMED).map(({ short }) => short.width);
    const sides = small.matches ? margin : Math.max(margin, ...names);
    const scale = Math.min((area.width - sides) / (right - left + 60), (area.height - Math.max(margin, 36)) / (bottom - top + 60), 1.6);
    network.moveTo({
      position: { x: (left + right) / 2, y: (top + bottom) / 2 },
      scale: Math.max(scale, 0.02),
      offset: offsetTo(area),
      animation,
    });
  };

  // Near enough to read, far enough to see most of those that it is tied to.
  const centreOn = (id) => {
    const area = freeArea();
    const { x, y } = place.get(id);
    const fitting = [...focus]
      .map((other) => place.get(other))
      .map((other) => Math.min((area.width / 2 - 60) / Math.abs(other.x - x), (area.height / 2 - 40) / Math.abs(other.y - y)))
      .sort((a, b) => b - a);
    const scale = Math.min(Math.max(fitting[Math.floor(fitting.length * 0.8)], 0.4), 0.9);
    network.moveTo({ position: { x, y }, scale, offset: offsetTo(area), animation: motion() });
  };

  const zoomBy = (factor) => {
    const scale = Math.min(Math.max(network.getScale() * factor, 0.02), 8);
    network.moveTo({ scale, animation: motion() });
  };

  const panBy = (x, y) => {
    const centre = network.getViewPosition();
    const scale = network.getScale();
    network.moveTo({ position: { x: centre.x + x / scale, y: centre.y + y / scale } });
  };

  const standsOut = (id) => !focus || focus.has(id);

  const restyle = () => {
    const plain = drawing.options.edges.color;
    drawnNodes.update(nodes.map(({ id }) => ({ id, hidden: !shown(id), opacity: standsOut(id) ? 1 : 0.14 })));
    drawnEdges.update(
      ties.map(({ source, target, number }) => {
        const near = selected?.node ? source === selected.node || target === selected.node : selected?.tie === number;
        const opacity = focus ? (near ? 0.75 : 0.05) : plain.opacity;
        return { id: number, hidden: !shown(source) || !shown(target), color: { ...plain, opacity } };
      }),
    );
  };

  // ---------------------------------------------------------------- names on the drawing

  // Names have one size on the screen at every zoom; the important come first, and none is written over another.
  const FONT = '"Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif';
  const ruler = document.createElement("canvas").getContext("2d");
  const byImportance = [...nodes].sort((a, b) => b.strong - a.strong || b.degree - a.degree || order.compare(a.name, b.name));
  byImportance.forEach((node, rank) => (node.rank = rank));
  const ALWAYS_NAMED = 24;
  const LONGEST = small.matches ? 26 : 34;

  const shortened = (name) => {
    if (name.length <= LONGEST) return name;
    const bare = name.replace(/\s*\(.*\)$/, "");
    return bare.length <= LONGEST ? bare : `${bare.slice(0, LONGEST - 1).trimEnd()}…`;
  };

  const written = (node, whole) => {
    const text = whole ? node.name : shortened(node.name);
    const pixels = (node.rank < 12 ? 14 : node.rank < 60 ? 12.5 : 11.5) - (small.matches ? 2 : 0);
    const font = (size) => `${node.group === "initiative" ? "italic " : ""}${node.rank < 12 ? 600 : 500} ${size}px ${FONT}`;
    ruler.font = font(pixels);
    return { text, pixels, font, width: ruler.measureText(text).width };
  };
  for (const node of nodes) {
    node.short = written(node, false);
    node.long = written(node, true);
  }

  class Taken {
    constructor() {
      this.cells = new Map();
    }
    *#cellsOf(box) {
      for (let x = Math.floor(box.left / 80); x <= Math.floor(box.right / 80); x += 1)
        for (let y = Math.floor(box.top / 40); y <= Math.floor(box.bottom / 40); y += 1) yield `${x},${y}`;
    }
    isFree(box, owner) {
      const meets = (other) =>
        other.owner !== owner && box.left < other.right && other.left < box.right && box.top < other.bottom && other.top < box.bottom;
      for (const cell of this.#cellsOf(box)) if (this.cells.get(cell)?.some(meets)) return false;
      return true;
    }
    add(box, owner) {
      for (const cell of this.#cellsOf(box)) {
        if (!this.cells.has(cell)) this.cells.set(cell, []);
        this.cells.get(cell).push({ ...box, owner });
      }
    }
  }

  const inOrder = () => {
    if (!focus) return byImportance;
    const first = selected?.node;
    return byImportance.filter((node) => focus.has(node.id)).sort((a, b) => (b.id === first) - (a.id === first));
  };

  // The nodes on the screen whose names may be written, with their place and radius in pixels.
  const candidates = (scale) => {
    const corner = network.DOMtoCanvas({ x: 0, y: 0 });
    return inOrder()
      .filter((node) => shown(node.id))
      .map((node) => {
        const { x, y, size } = place.get(node.id);
        return { node, x: (x - corner.x) * scale, y: (y - corner.y) * scale, radius: size * scale };
      })
      .filter(({ x, y }) => x > -50 && y > -20 && x < stage.clientWidth + 50 && y < stage.clientHeight + 20);
  };

  // Below the node if that is free, else above it or beside it.
  const boxesOf = ({ x, y, radius }, { width, pixels }) => {
    const half = width / 2;
    const around = (centre, top) => ({ left: centre - half - 2, right: centre + half + 2, top, bottom: top + pixels + 3 });
    return [
      around(x, y + radius + 2),
      around(x, y - radius - pixels - 5),
      around(x + radius + half + 4, y - pixels / 2 - 1),
      around(x - radius - half - 4, y - pixels / 2 - 1),
    ];
  };

  // A name keeps off all names and nodes; the most important may lie on lesser nodes rather than be missing.
  const writeNames = (context) => {
    const scale = network.getScale();
    const candidate = candidates(scale);
    const everything = new Taken();
    const important = new Taken();
    const bodyOf = ({ x, y, radius }) => ({ left: x - radius, right: x + radius, top: y - radius, bottom: y + radius });
    for (const spot of candidate) everything.add(bodyOf(spot), spot.node.id);
    context.textAlign = "center";
    context.textBaseline = "top";
    context.lineJoin = "round";
    for (const spot of candidate) {
      const { node, radius } = spot;
      important.add(bodyOf(spot), node.id);
      if (!focus && node.rank >= 40 && radius < 5.5) continue;
      const own = selected?.node === node.id;
      const name = own || radius > 16 ? node.long : node.short;
      const boxes = boxesOf(spot, name).filter(({ left, right }) => own || (left >= 0 && right <= stage.clientWidth));
      const box =
        boxes.find((free) => everything.isFree(free, node.id)) ??
        (node.rank < ALWAYS_NAMED || own ? boxes.find((free) => important.isFree(free, node.id)) : undefined) ??
        (own ? boxes[0] : undefined);
      if (!box) continue;
      everything.add(box, node.id);
      important.add(box, node.id);
      writeName(context, name, network.DOMtoCanvas({ x: (box.left + box.right) / 2, y: box.top + 1 }), scale, own);
    }
  };

  const writeName = (context, name, { x, y }, scale, own) => {
    context.font = name.font(name.pixels / scale);
    context.lineWidth = 3.5 / scale;
    context.strokeStyle = "rgba(255, 255, 255, 0.92)";
    context.strokeText(name.text, x, y);
    context.fillStyle = own ? "#004a80" : "#14202e";
    context.fillText(name.text, x, y);
  };

  network.on("afterDrawing", writeNames);
  const follow = ({ nodes: moved }) => moved.forEach((id) => Object.assign(place.get(id), network.getPosition(id)));
  network.on("dragging", follow);
  network.on("dragEnd", follow);

  // ---------------------------------------------------------------- details

  const linkTo = (number) => {
    const { title, url, from } = documents[number];
    const name = url
      ? element("a", { href: url, target: "_blank", rel: "noopener noreferrer", text: title, title: words.opens_new_tab })
      : element("span", { text: title });
    return element("li", {}, name, from ? ` · ${from}` : "");
  };

  const sourceList = (numbers) => {
    if (!numbers.length) return element("p", { class: "documents", text: words.no_source });
    const list = element("ul", { class: "documents" }, ...numbers.map(linkTo));
    if (numbers.length < 3) return list;
    const summary = element("summary", { text: `${words.sources} (${numbers.length})` });
    return element("details", { class: "documents" }, summary, list);
  };

  const deducedMark = () => element("span", { class: "deduced", text: words.deduced, title: words.deduced_means });

  const partyButton = (id) =>
    element("button", { type: "button", class: "party", text: known.get(id).name, click: () => select(id, { centre: true, read: true }) });

  const tieEntry = (tie, parties) => {
    const heading = element("div", {}, ...parties.flatMap((id, index) => (index ? [" – ", partyButton(id)] : [partyButton(id)])));
    if (tie.deduced) heading.append(" ", deducedMark());
    return element("li", { class: "tie" }, heading, element("p", { class: "sentence", text: tie.sentence }), sourceList(tie.sources));
  };

  const headingOf = (kind) => words[`ties_${kind}`] ?? kind;

  const tieGroups = (id) => {
    const otherOf = (tie) => (tie.source === id ? tie.target : tie.source);
    const groups = new Map();
    for (const tie of tiesOf.get(id)) groups.set(tie.kind, [...(groups.get(tie.kind) ?? []), tie]);
    const nameOf = (tie) => known.get(otherOf(tie)).name;
    return [...groups]
      .sort(([a, some], [b, others]) => others.length - some.length || order.compare(headingOf(a), headingOf(b)))
      .flatMap(([kind, group]) => [
        element("h3", { class: "kind-of-tie" }, headingOf(kind), " ", element("small", { text: `(${group.length})` })),
        element("ul", {}, ...group.sort((a, b) => order.compare(nameOf(a), nameOf(b))).map((tie) => tieEntry(tie, [otherOf(tie)]))),
      ]);
  };

  const valueOf = (text) =>
    /^https?:\/\/\S+$/i.test(text) ? element("a", { href: text, target: "_blank", rel: "noopener noreferrer", text }) : text;

  // Facts that follow each other and rest on the same documents are told together.
  const factList = (facts) => {
    const groups = [];
    for (const fact of facts) {
      const last = groups.at(-1);
      if (last && String(last[0].sources) === String(fact.sources)) last.push(fact);
      else groups.push([fact]);
    }
    const told = groups.flatMap((group) => [
      element("dl", {}, ...group.flatMap(({ label, value }) => [element("dt", { text: label }), element("dd", {}, valueOf(value))])),
      sourceList(group[0].sources),
    ]);
    return told.length ? [element("h3", { text: words.facts }), ...told] : [];
  };

  const closeButton = () => {
    const button = element("button", { type: "button", class: "close", "aria-label": words.close, title: words.close, click: () => unselect(true) });
    const cross = byId("zoom-in").firstElementChild.cloneNode(true);
    cross.firstElementChild.setAttribute("d", "M-5-5l10 10M5-5l-10 10");
    button.append(cross);
    return button;
  };

  const openDetails = (...content) => {
    const panel = byId("details");
    panel.replaceChildren(closeButton(), ...content);
    panel.hidden = false;
    panel.scrollTop = 0;
    document.body.classList.add("with-details");
  };

  const tiesButton = (count) => {
    const toTies = () => byId("details").querySelector(".kind-of-tie")?.scrollIntoView({ block: "start" });
    return element("button", { type: "button", class: "party", text: `${count} ${words.ties}`, click: toTies });
  };

  const tellNode = (node) => {
    const count = tiesOf.get(node.id).length;
    const content = [
      element("h2", { text: node.name, tabindex: "-1" }),
      element("p", { class: "what" }, markOf(node), element("span", { text: node.kind_label }), "·", tiesButton(count)),
    ];
    const alias = element("span", { text: words.also_known_as });
    if (node.aliases.length) content.push(element("p", { class: "aliases" }, alias, " ", node.aliases.join(", ")));
    if (node.therapies.length)
      content.push(element("ul", { class: "chips", "aria-label": words.therapies }, ...node.therapies.map((text) => element("li", { text }))));
    openDetails(...content, ...factList(node.facts), ...tieGroups(node.id));
    byId("status").textContent = `${node.name}, ${node.kind_label}, ${count} ${words.ties}`;
  };

  const tellTie = (tie) => {
    openDetails(
      element("h2", { text: headingOf(tie.kind), tabindex: "-1" }),
      element("p", { class: "what", text: words.tie }),
      element("ul", {}, tieEntry(tie, [tie.source, tie.target])),
    );
    byId("status").textContent = tie.sentence;
  };

  const select = (id, { centre = false, read = false } = {}) => {
    const node = known.get(id);
    if (!shown(id)) toggleKind(node.kind);
    focus = new Set([id, ...tiesOf.get(id).flatMap((tie) => [tie.source, tie.target])]);
    selected = { node: id };
    network.selectNodes([id], false);
    tellNode(node);
    restyle();
    if (centre) centreOn(id);
    if (read) byId("details").querySelector("h2").focus({ preventScroll: true });
  };

  const selectTie = (number) => {
    const tie = ties[number];
    focus = new Set([tie.source, tie.target]);
    selected = { tie: number };
    tellTie(tie);
    restyle();
  };

  const unselect = (back = false) => {
    focus = null;
    selected = null;
    network.unselectAll();
    byId("details").hidden = true;
    byId("status").textContent = "";
    document.body.classList.remove("with-details");
    restyle();
    if (back) stage.focus({ preventScroll: true });
  };

  network.on("click", ({ nodes: [id], edges: [number] }) => {
    if (id !== undefined) select(id);
    else if (number !== undefined) selectTie(number);
    else if (selected) unselect();
  });

  // ---------------------------------------------------------------- the name under the pointer

  const hint = byId("hint");
  const tell = (name, kind, { x, y }) => {
    hint.replaceChildren(name, element("small", { text: kind }));
    hint.hidden = false;
    hint.style.left = `${Math.min(x + 14, stage.clientWidth - hint.offsetWidth - 8)}px`;
    hint.style.top = `${Math.min(y + 14, stage.clientHeight - hint.offsetHeight - 8)}px`;
  };
  network.on("hoverNode", ({ node, pointer }) => {
    stage.style.cursor = "pointer";
    tell(known.get(node).name, known.get(node).kind_label, pointer.DOM);
  });
  network.on("hoverEdge", ({ edge, pointer }) => {
    stage.style.cursor = "pointer";
    tell(ties[edge].sentence, headingOf(ties[edge].kind), pointer.DOM);
  });
  const quiet = () => {
    stage.style.cursor = "";
    hint.hidden = true;
  };
  for (const event of ["blurNode", "blurEdge", "dragStart", "zoom"]) network.on(event, quiet);

  // ---------------------------------------------------------------- legend

  const toggleKind = (kind) => {
    if (!hiddenKinds.delete(kind)) hiddenKinds.add(kind);
    for (const button of document.querySelectorAll(".kind"))
      button.setAttribute("aria-pressed", String(!hiddenKinds.has(button.dataset.kind)));
    byId("show-all").hidden = hiddenKinds.size === 0;
    restyle();
  };
  for (const button of document.querySelectorAll(".kind")) button.addEventListener("click", () => toggleKind(button.dataset.kind));
  byId("show-all").addEventListener("click", () => [...hiddenKinds].forEach(toggleKind));

  // ---------------------------------------------------------------- search

  const LIGATURES = { œ: "oe", æ: "ae", ø: "o", ł: "l", ß: "ss", đ: "d" };
  const fold = (text) =>
    text
      .normalize("NFKD")
      .replace(/\p{M}/gu, "")
      .toLowerCase()
      .replace(/[œæøłßđ]/g, (letter) => LIGATURES[letter])
      .replace(/[^\p{L}\p{N}]+/gu, " ")
      .trim();
  for (const node of nodes) node.folded = [node.name, ...node.aliases].map(fold);

  const scoreOf = (folded, wanted) => {
    if (folded === wanted) return 4;
    if (folded.startsWith(wanted)) return 3;
    if (` ${folded}`.includes(` ${wanted}`)) return 2;
    return wanted.split(" ").every((word) => folded.includes(word)) ? 1 : 0;
  };

  const find = (text) => {
    const wanted = fold(text);
    if (!wanted) return [];
    return nodes
      .map((node) => {
        const scores = node.folded.map((name) => scoreOf(name, wanted));
        const score = Math.max(...scores);
        return { node, score, alias: scores[0] === score ? "" : node.aliases[scores.indexOf(score) - 1] };
      })
      .filter(({ score }) => score)
      .sort((a, b) => b.score - a.score || a.node.rank - b.node.rank)
      .slice(0, 12);
  };

  const search = byId("search");
  const results = byId("results");
  let active = -1;

  const activate = (index) => {
    const options = [...results.querySelectorAll("[role=option]")];
    active = options.length ? (index + options.length) % options.length : -1;
    options.forEach((option, position) => option.setAttribute("aria-selected", String(position === active)));
    if (active < 0) return search.removeAttribute("aria-activedescendant");
    search.setAttribute("aria-activedescendant", options[active].id);
    options[active].scrollIntoView({ block: "nearest" });
  };

  const closeResults = () => {
    results.hidden = true;
    search.setAttribute("aria-expanded", "false");
    search.removeAttribute("aria-activedescendant");
  };

  const choose = (id) => {
    closeResults();
    search.value = known.get(id).name;
    if (small.matches) byId("legend").open = false;
    select(id, { centre: true, read: true });
  };

  const resultEntry = ({ node, alias }, index) => {
    const text = element("span", {}, node.name, element("small", { text: alias ? `${node.kind_label} · ${alias}` : node.kind_label }));
    const entry = element("li", { role: "option", id: `result-${index}`, "aria-selected": "false" }, markOf(node), text);
    entry.addEventListener("pointerdown", (event) => event.preventDefault());
    entry.addEventListener("click", () => choose(node.id));
    entry.dataset.id = node.id;
    return entry;
  };

  const showResults = () => {
    const found = find(search.value);
    const none = element("li", { class: "none", text: words.no_result });
    results.replaceChildren(...(found.length ? found.map(resultEntry) : [none]));
    results.hidden = !search.value.trim();
    search.setAttribute("aria-expanded", String(!results.hidden));
    byId("status").textContent = results.hidden ? "" : found.length ? `${found.length} ${words.results}` : words.no_result;
    activate(0);
  };

  search.addEventListener("input", showResults);
  search.addEventListener("focus", () => search.select());
  search.addEventListener("blur", closeResults);
  search.addEventListener("keydown", (event) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step) {
      event.preventDefault();
      if (results.hidden) showResults();
      else activate(active + step);
    } else if (event.key === "Enter" && !results.hidden) {
      const option = results.querySelectorAll("[role=option]")[active];
      if (option) choose(option.dataset.id);
    } else if (event.key === "Escape") {
      event.stopPropagation();
      closeResults();
    }
  });

  // ---------------------------------------------------------------- keys and buttons

  byId("zoom-in").addEventListener("click", () => zoomBy(1.5));
  byId("zoom-out").addEventListener("click", () => zoomBy(1 / 1.5));
  byId("whole-map").addEventListener("click", () => showWhole());

  const KEYS = {
    ArrowLeft: () => panBy(-80, 0),
    ArrowRight: () => panBy(80, 0),
    ArrowUp: () => panBy(0, -80),
    ArrowDown: () => panBy(0, 80),
    "+": () => zoomBy(1.3),
    "=": () => zoomBy(1.3),
    "-": () => zoomBy(1 / 1.3),
    0: () => showWhole(),
  };
  stage.addEventListener("keydown", (event) => {
    if (!KEYS[event.key] || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    KEYS[event.key]();
  });
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && selected) unselect(true);
    if (event.key === "/" && document.activeElement !== search) {
      event.preventDefault();
      search.focus();
    }
  });

  // ---------------------------------------------------------------- start

  byId("legend").open = !small.matches;
  showWhole(false);
  let touched = false;
  for (const event of ["dragStart", "zoom", "click"]) network.on(event, () => (touched = true));
  network.on("resize", () => touched || showWhole(false));
})();
