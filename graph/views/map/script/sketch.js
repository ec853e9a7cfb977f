"use strict";

// The map as SVG: ties, nodes and names as they are drawn, where they are drawn.
thx.sketch = (() => {
  const { byId, drawing, drawn, known, names, shown, ties, xml } = thx;
  const make = xml.maker("http://www.w3.org/2000/svg");
  const MARK = 7; // half the width of a mark of the legend, in its own units

  const written = (text, x, y, size, fill, more = {}) => make("text", { x, y, "font-size": size, fill, ...more }, text);

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

  const drawWay = ({ ids, width, opacity }, ink) => {
    const points = ids.map((id) => spotOf({ id })).map(({ x, y }) => `${x} ${y}`);
    const look = { fill: "none", stroke: ink.accent, "stroke-width": width, "stroke-opacity": opacity, "stroke-linejoin": "round", "stroke-linecap": "round" };
    return make("path", { d: `M${points.join("L")}`, ...look });
  };

  // ------------------------------------------------------------ communities

  // Straight lines beside the corners of an outline, joined by an arc around each.
  const drawOutline = ({ name, corners, around, colour: [fill, stroke] }) => {
    const points = corners.map((corner) => drawing.network.canvasToDOM(corner));
    const reach = around * drawing.network.getScale();
    const outward = (one, other) => Math.atan2(one.x - other.x, other.y - one.y);
    const onRim = ({ x, y }, angle) => `${x + reach * Math.cos(angle)} ${y + reach * Math.sin(angle)}`;
    const d = points.map((point, place) => {
      const [from, to] = [outward(points.at(place - 1), point), outward(point, points[(place + 1) % points.length])];
      return `${place ? "L" : "M"}${onRim(point, from)}A${reach} ${reach} 0 0 1 ${onRim(point, to)}`;
    });
    const look = { fill, stroke, "fill-opacity": 0.1, "stroke-opacity": 0.7, "stroke-width": 1.5 };
    return make("path", { d: `${d.join("")}Z`, ...look }, make("title", {}, name));
  };

  // ------------------------------------------------------------ nodes and names

  const outlineOf = (node) => {
    const mark = node ? thx.legend.markOf(node) : byId("swatch").content.firstElementChild;
    return mark.querySelector("path").getAttribute("d");
  };
  const drawNode = (item, spot) => {
    const { background, border } = item.color;
    const transform = `translate(${spot.x} ${spot.y}) scale(${spot.radius / MARK})`;
    const look = { fill: background, stroke: border, "stroke-width": ((item.borderWidth ?? 1) * MARK) / spot.radius, opacity: item.opacity };
    const name = known.has(item.id) ? shown.name(item.id) : drawing.standIns.get(item.id).name;
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
  const of = (area, ink) => {
    const visible = drawing.drawnNodes.get({ filter: ({ hidden }) => !hidden });
    const spots = new Map(visible.map((item) => [item.id, spotOf(item)]));
    const edges = drawing.drawnEdges.get({ filter: ({ hidden, from, to }) => !hidden && spots.has(from) && spots.has(to) });
    const placed = names.placed(drawing.network.getScale()).filter(({ box }) => within(box, area));
    return [
      make("g", {}, ...thx.communities.outlines().map(drawOutline)),
      make("g", {}, ...thx.pathfinder.drawnWays().map((way) => drawWay(way, ink))),
      make("g", {}, ...edges.flatMap((edge) => drawTie(edge, spots, ink))),
      make("g", {}, ...visible.filter(({ id }) => meets(spots.get(id), area)).map((item) => drawNode(item, spots.get(item.id)))),
      make("g", {}, ...placed.flatMap((each) => drawName(each, ink))),
    ];
  };

  return { make, of, written };
})();
