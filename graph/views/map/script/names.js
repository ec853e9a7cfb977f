"use strict";

// Names on the drawing: one size on the screen at every zoom, the important first, none over another.
thx.names = (() => {
  const { collate, drawing, nodes, shown, small, view } = thx;
  const { network, place, stage } = drawing;
  const FONT = '"Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif';
  const ALWAYS = 24;
  const LONGEST = small.matches ? 26 : 34;
  const ruler = document.createElement("canvas").getContext("2d");

  const rank = () => {
    const measure = (node) => node[view.state.size] ?? 0;
    ordered.sort((a, b) => b.strong - a.strong || measure(b) - measure(a) || b.degree - a.degree || collate(a.name, b.name));
    ordered.forEach((node, position) => (node.rank = position));
  };
  const ordered = [...nodes];

  const shortened = (name) => {
    if (name.length <= LONGEST) return name;
    const bare = name.replace(/\s*\(.*\)$/, "");
    return bare.length <= LONGEST ? bare : `${bare.slice(0, LONGEST - 1).trimEnd()}…`;
  };
  const written = (node, whole) => {
    const name = thx.name(node);
    const text = whole || node.group === "community" ? name : shortened(name);
    const pixels = (node.group === "together" ? 17 : node.rank < 12 ? 14 : node.rank < 60 ? 12.5 : 11.5) - (small.matches ? 2 : 0);
    const [style, weight] = [node.group === "initiative" ? "italic" : "normal", node.rank < 12 ? 600 : 500];
    const font = (size) => `${style} ${weight} ${size}px ${FONT}`;
    ruler.font = font(pixels);
    return { text, pixels, style, weight, font, width: ruler.measureText(text).width };
  };
  const measure = (some) => {
    for (const node of some) [node.short, node.long] = [written(node, false), written(node, true)];
  };

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
    const { focus, standIns } = drawing;
    const standing = [...standIns.values()].filter(({ id }) => drawing.standsOut(id));
    if (!focus) return [...standing, ...ordered];
    const first = view.state.selected;
    return [...standing, ...ordered.filter((node) => focus.has(node.id)).sort((a, b) => (b.key === first) - (a.key === first))];
  };

  // The nodes on the screen whose names may be written, with their place and radius in pixels.
  const candidates = (scale) => {
    const corner = network.DOMtoCanvas({ x: 0, y: 0 });
    return inOrder()
      .filter((node) => drawing.isDrawn(node.id))
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
  const placed = (scale) => {
    const candidate = candidates(scale);
    const area = drawing.freeArea();
    const isFree = ({ left, right }) => left >= area.left && right <= area.left + area.width;
    const [everything, important] = [new Taken(), new Taken()];
    const bodyOf = ({ x, y, radius }) => ({ left: x - radius, right: x + radius, top: y - radius, bottom: y + radius });
    for (const spot of candidate) everything.add(bodyOf(spot), spot.node.id);
    const found = [];
    for (const spot of candidate) {
      const { node, radius } = spot;
      important.add(bodyOf(spot), node.id);
      if (!drawing.focus && node.rank >= 40 && radius < 5.5) continue;
      const own = view.state.selected === node.key;
      const name = own || radius > 16 ? node.long : node.short;
      const boxes = boxesOf(spot, name).filter((free) => own || isFree(free));
      const box =
        boxes.find((free) => everything.isFree(free, node.id)) ??
        (node.rank < ALWAYS || own ? boxes.find((free) => important.isFree(free, node.id)) : undefined) ??
        (own ? boxes[0] : undefined);
      if (!box) continue;
      everything.add(box, node.id);
      important.add(box, node.id);
      found.push({ node, name, own, box });
    }
    return found;
  };

  const write = (context, { node, name, own, box }, scale) => {
    const { x, y } = network.DOMtoCanvas({ x: (box.left + box.right) / 2, y: box.top + 1 });
    context.font = name.font(name.pixels / scale);
    context.lineWidth = 3.5 / scale;
    context.strokeStyle = drawing.ink.halo;
    context.strokeText(name.text, x, y);
    context.fillStyle = own ? drawing.ink.accent : drawing.ink.ink;
    context.fillText(name.text, x, y);
    if (node.group !== "community") return;
    context.fillStyle = node.colour[0];
    context.fillRect(x - name.width / 2 / scale, y + (name.pixels + 1) / scale, name.width / scale, 2.5 / scale);
  };

  let last = []; // the names that are to be seen
  network.on("afterDrawing", (context) => {
    if (nodes.length && !nodes[0].long) return; // the drawing may come before the first view
    const scale = network.getScale();
    context.textAlign = "center";
    context.textBaseline = "top";
    context.lineJoin = "round";
    last = placed(scale);
    for (const each of last) write(context, each, scale);
  });

  view.on((state, changed) => {
    if (!changed.has("language") && !changed.has("size")) return;
    rank();
    measure(nodes);
    network.redraw();
  });

  return {
    // whose name is at a point of the screen
    at: ({ x, y }) => last.find(({ box }) => x >= box.left && x <= box.right && y >= box.top && y <= box.bottom)?.node,
    measure,
    placed,
    // how wide the names of those at the two sides of the map are that are always written
    widthsAt: (left, right) =>
      nodes
        .filter(({ id, rank: position }) => position < ALWAYS && [left, right].includes(place.get(id).x) && shown.node(id))
        .map(({ short }) => short.width),
  };
})();
