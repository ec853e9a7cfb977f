"use strict";

// A picture of the view as SVG: what is drawn, where it is drawn, with title, legend, date, licence and documents.
thx.picture = (() => {
  const { byId, documents, drawing, drawn, knowledge, known, names, shown, ties, view, word, xml } = thx;
  const make = xml.maker("http://www.w3.org/2000/svg");
  const FONT = "Segoe UI, Roboto, Helvetica Neue, Arial, sans-serif";
  const [MARGIN, LEGEND, ROW, GAP] = [24, 230, 17, 8];
  const MARK = 7; // half the width of a mark of the legend, in its own units
  const ruler = document.createElement("canvas").getContext("2d");

  // The colours of an element's surroundings: the page as it looks, or the paper that it is printed on.
  const inkOf = (surface) => {
    const style = getComputedStyle(surface);
    return Object.fromEntries(["ink", "soft", "line", "paper", "edge", "deduced", "accent"].map((key) => [key, style.getPropertyValue(`--${key}`).trim()]));
  };
  const written = (text, x, y, size, fill, more = {}) => make("text", { x, y, "font-size": size, fill, ...more }, text);

  // The words of a text in lines no wider than told.
  const lines = (text, size, width, weight = 400) => {
    ruler.font = `${weight} ${size}px ${FONT}`;
    return text.split(/\s+/).reduce((done, next) => {
      const longer = done.length ? `${done.at(-1)} ${next}` : next;
      return done.length && ruler.measureText(longer).width <= width ? [...done.slice(0, -1), longer] : [...done, next];
    }, []);
  };

  // ------------------------------------------------------------ ties

  const spotOf = ({ id, size = 0 }) => ({ ...drawing.network.canvasToDOM(drawing.place.get(id)), radius: size * drawing.network.getScale() });

  // Where vis-network pulls the line of a bent tie to.
  const pull = (from, to, { type, roundness }) => {
    const half = 0.5 + roundness / 2;
    const angle = Math.atan2(from.y - to.y, to.x - from.x) + (type === "curvedCW" ? half : 1 - half) * Math.PI;
    const reach = half * Math.hypot(to.x - from.x, to.y - from.y);
    return { x: from.x + reach * Math.sin(angle), y: from.y + reach * Math.cos(angle) };
  };
  const arrowAt = (tip, before, size, look) => {
    const angle = (Math.atan2(tip.y - before.y, tip.x - before.x) * 180) / Math.PI;
    const points = [[0, 0], [-1, 0.3], [-0.9, 0], [-1, -0.3]].map(([x, y]) => `${x * size},${y * size}`).join(" ");
    return make("polygon", { points, transform: `translate(${tip.x} ${tip.y}) rotate(${angle})`, ...look });
  };
  const drawTie = (edge, spots, ink) => {
    const [from, to] = [spots.get(edge.from), spots.get(edge.to)];
    const scale = drawing.network.getScale();
    const width = (edge.width ?? drawn.options.edges.width) * scale;
    const via = edge.smooth?.enabled ? pull(from, to, edge.smooth) : null;
    const before = via ?? from;
    const far = Math.hypot(to.x - before.x, to.y - before.y) || 1;
    const rim = { x: to.x - ((to.x - before.x) * to.radius) / far, y: to.y - ((to.y - before.y) * to.radius) / far };
    const end = edge.arrows ? rim : to;
    const colour = ties[edge.id] ? (ties[edge.id].deduced ? ink.deduced : ink.edge) : (edge.color?.color ?? ink.edge);
    const opacity = edge.color?.opacity ?? 1;
    const dashes = Array.isArray(edge.dashes) ? edge.dashes.map((dash) => dash * scale).join(" ") : undefined;
    const d = `M${from.x} ${from.y}${via ? `Q${via.x} ${via.y} ` : "L"}${end.x} ${end.y}`;
    const line = make("path", { d, fill: "none", stroke: colour, "stroke-width": width, "stroke-opacity": opacity, "stroke-dasharray": dashes });
    const arrow = (15 * drawn.options.edges.arrows.to.scaleFactor) * scale + 3 * width;
    return edge.arrows ? [line, arrowAt(rim, before, arrow, { fill: colour, "fill-opacity": opacity })] : [line];
  };

  // ------------------------------------------------------------ nodes and names

  const outlineOf = (node) => {
    const mark = node ? thx.legend.markOf(node) : byId("swatch").content.firstElementChild;
    return mark.querySelector("path").getAttribute("d");
  };
  const drawNode = (item, spot) => {
    const { background, border } = item.color;
    const transform = `translate(${spot.x} ${spot.y}) scale(${spot.radius / MARK})`;
    const look = { fill: background, stroke: border, "stroke-width": MARK / spot.radius, opacity: item.opacity };
    const name = known.has(item.id) ? shown.name(item.id) : (item.label ?? "");
    return make("path", { d: outlineOf(known.get(item.id)), transform, ...look }, make("title", {}, name));
  };
  // Behind each name lies its halo, as an element of its own: not every program knows the order of stroke and fill.
  const drawName = ({ name, own, box }, ink) => {
    const place = [(box.left + box.right) / 2, box.top + 1 + name.pixels * 0.85, name.pixels];
    const look = { "text-anchor": "middle", "font-weight": name.weight, "font-style": name.style };
    const halo = { ...look, stroke: ink.paper, "stroke-width": 3.5, "stroke-linejoin": "round", "stroke-opacity": 0.9, "aria-hidden": "true" };
    return [written(name.text, ...place, ink.paper, halo), written(name.text, ...place, own ? ink.accent : ink.ink, look)];
  };

  const within = (box, { left, top, width, height }) =>
    box.left >= left && box.right <= left + width && box.top >= top && box.bottom <= top + height;
  const meets = ({ x, y, radius }, area) =>
    within({ left: x, right: x, top: y, bottom: y }, { left: area.left - radius, top: area.top - radius, width: area.width + 2 * radius, height: area.height + 2 * radius });

  // What lies in the part of the stage that legend and details leave free.
  const drawMap = (area, ink) => {
    const visible = drawing.drawnNodes.get({ filter: ({ hidden }) => !hidden });
    const spots = new Map(visible.map((item) => [item.id, spotOf(item)]));
    const edges = drawing.drawnEdges.get({ filter: ({ hidden, from, to }) => !hidden && spots.has(from) && spots.has(to) });
    const placed = names.placed(drawing.network.getScale()).filter(({ box }) => within(box, area));
    return [
      make("g", {}, ...edges.flatMap((edge) => drawTie(edge, spots, ink))),
      make("g", {}, ...visible.filter(({ id }) => meets(spots.get(id), area)).map((item) => drawNode(item, spots.get(item.id)))),
      make("g", {}, ...placed.flatMap((each) => drawName(each, ink))),
    ];
  };

  // ------------------------------------------------------------ legend, title and imprint

  const pathLike = (path, more) => make("path", { d: path.getAttribute("d"), ...more });
  const markRow = (row, ink) => (y) => {
    const path = row.querySelector("path");
    const look = { fill: path.getAttribute("fill"), stroke: path.getAttribute("stroke"), "stroke-width": 1.3 };
    const count = row.querySelector("b").textContent;
    return [
      pathLike(path, { ...look, transform: `translate(10 ${y - 4}) scale(0.75)` }),
      written(row.querySelector("span").textContent, 26, y, 12, ink.ink),
      written(count, LEGEND - 30, y, 12, ink.soft, { "text-anchor": "end" }),
    ];
  };
  const lineRow = (row, stroke, ink) => (y) => [
    pathLike(row.querySelector("path"), { stroke, "stroke-width": 1.6, "stroke-dasharray": row.querySelector("path").getAttribute("stroke-dasharray") || undefined, transform: `translate(0 ${y - 8})` }),
    written(row.querySelector("span").textContent, 38, y, 12, ink.ink),
    ...(row.querySelector("b") ? [written(row.querySelector("b").textContent, LEGEND - 30, y, 12, ink.soft, { "text-anchor": "end" })] : []),
  ];
  const heading = (text, ink) => (y) => [written(text.charAt(0).toLocaleUpperCase(thx.language) + text.slice(1), 0, y, 11, ink.soft, { "font-weight": 600 })];
  // Rows under each other, a little apart before each heading; what they are, and how high.
  const stacked = (groups) => {
    let y = 0;
    const content = groups.flatMap((rows, place) => {
      y += place ? GAP : 0;
      return rows.flatMap((row) => row((y += ROW)));
    });
    return { content, height: y };
  };
  const isThere = (row) => row.getAttribute("aria-pressed") !== "false" && row.querySelector("b").textContent !== thx.number(0);

  // The rows of the legend that say something of what is drawn, in groups; each is a function of its place.
  const legendGroups = (ink) => {
    const legend = byId("legend");
    const under = (title, rows) => (rows.length ? [[heading(title, ink), ...rows]] : []);
    const chosen = byId("colour").selectedOptions[0].textContent;
    const colours = view.state.colour === "family" ? [] : [...byId("colours").children];
    const families = [...legend.querySelectorAll("section")].map((section) => [section, [...section.querySelectorAll(".kind")].filter(isThere)]);
    const lined = [...legend.querySelectorAll(".tie-kind")].filter(isThere).map((row) => lineRow(row, ink.edge, ink));
    const deduced = ties.some((tie) => tie.deduced && shown.tie(tie.number)) ? [lineRow(legend.querySelector(".sample"), ink.deduced, ink)] : [];
    return [
      ...under(`${word("colour")} ${chosen}`, colours.map((row) => markRow(row, ink))),
      ...families.flatMap(([section, rows]) => under(rows.length ? section.querySelector("h2").textContent : "", rows.map((row) => markRow(row, ink)))),
      ...under(legend.querySelector(".lines h2").textContent, [...lined, ...deduced]),
    ];
  };
  const imprint = () => {
    const { nodes, ties: seen } = { nodes: shown.nodes().length, ties: shown.ties().length };
    const told = [
      word("shown", { nodes: thx.number(nodes), ties: thx.number(seen) }),
      view.state.year === null ? "" : String(view.state.year),
      `${word("date")} ${byId("date").textContent}`,
      `${thx.number(documents.length)} ${word("documents")}`,
      document.querySelector(".imprint").textContent.replace(/\s+/g, " ").trim(),
      knowledge.tongues[thx.language]?.left_out,
    ];
    return told.filter(Boolean).join(" · ");
  };
  const paragraph = (text, size, width, fill, weight) => {
    const all = lines(text, size, width, weight);
    const height = all.length * size * 1.35;
    return { height, at: (y) => all.map((line, place) => written(line, 0, y + (place + 1) * size * 1.35 - size * 0.35, size, fill, { "font-weight": weight })) };
  };

  // ------------------------------------------------------------ the whole

  const of = (surface = document.documentElement) => {
    const ink = inkOf(surface);
    const area = drawing.freeArea();
    const legend = stacked(legendGroups(ink));
    const width = area.width + LEGEND + 2 * MARGIN;
    const inner = width - 2 * MARGIN;
    const title = paragraph(byId("title").textContent, 22, inner, ink.ink, 650);
    const about = paragraph(byId("description").textContent, 13, inner, ink.soft);
    const foot = paragraph(imprint(), 12, inner, ink.soft);
    const top = MARGIN + title.height + about.height + 12;
    const middle = Math.max(area.height, legend.height + ROW);
    const height = Math.ceil(top + middle + foot.height + MARGIN + 8);
    const clip = make("clipPath", { id: "frame" }, make("rect", { x: area.left, y: area.top, width: area.width, height: area.height }));
    const map = make("g", { "clip-path": "url(#frame)" }, ...drawMap(area, ink));
    const at = (x, y, ...content) => make("g", { transform: `translate(${x} ${y})` }, ...content);
    return make(
      "svg",
      { viewBox: `0 0 ${width} ${height}`, width, height, role: "img", "font-family": FONT },
      make("title", {}, byId("title").textContent),
      make("rect", { width, height, fill: ink.paper }),
      make("defs", {}, clip),
      at(MARGIN, MARGIN, ...title.at(0), ...about.at(title.height)),
      at(MARGIN, top, ...legend.content),
      at(MARGIN + LEGEND - area.left, top - area.top, map),
      at(MARGIN, top + middle + 8, ...foot.at(0)),
    );
  };

  return { of };
})();
