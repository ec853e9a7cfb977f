"use strict";

// From node to node by keys, the important first: each is ringed and told, and Enter opens its details.
(() => {
  const { byId, drawing, known, shown, view, word } = thx;
  const { network, place, stage } = drawing;
  let at = null; // the node that is ringed

  const inOrder = () => shown.nodes().filter(({ id }) => drawing.isDrawn(id)).sort((a, b) => a.rank - b.rank);
  const tell = (node, position, all) => {
    const ties = thx.number(drawing.neighbours(node.id).length);
    const values = { name: thx.name(node), kind: thx.kindOf(node), ties, position: thx.number(position + 1), all: thx.number(all) };
    byId("status").textContent = word("walked", values);
  };
  // Whoever lies beside the part of the map that is to be seen is moved into its middle.
  const bringIntoView = (id) => {
    const { x, y } = network.canvasToDOM(place.get(id));
    const { left, top, width, height } = drawing.freeArea();
    const edge = 24;
    if (x < left + edge || y < top + edge || x > left + width - edge || y > top + height - edge) drawing.centreOn(id);
    else network.redraw();
  };
  const step = (by) => {
    const nodes = inOrder();
    if (!nodes.length) return;
    const before = nodes.findIndex(({ id }) => id === at);
    const next = before < 0 ? (by > 0 ? 0 : nodes.length - 1) : (before + by + nodes.length) % nodes.length;
    at = nodes[next].id;
    bringIntoView(at);
    tell(nodes[next], next, nodes.length);
  };
  const leave = () => {
    at = null;
    byId("hint").hidden = true;
    network.redraw();
  };

  const KEYS = { n: () => step(1), p: () => step(-1), Enter: () => at && thx.details.select(at, { read: true }), Escape: leave };
  stage.addEventListener("keydown", (event) => {
    if (!KEYS[event.key] || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    KEYS[event.key]();
  });
  view.on(() => {
    if (at !== null && !drawing.isDrawn(at)) leave();
  });

  // The ring, light around dark, is seen on every ground; beside it stands the name, which the map may have left out.
  const ring = (context, { x, y, size }) => {
    const scale = network.getScale();
    for (const [width, colour] of [[8, drawing.ink.halo], [4, drawing.ink.accent]]) {
      context.beginPath();
      context.arc(x, y, size * 1.3 + 6 / scale, 0, 2 * Math.PI);
      context.lineWidth = width / scale;
      context.strokeStyle = colour;
      context.stroke();
    }
  };
  network.on("afterDrawing", (context) => {
    if (at === null || !stage.contains(document.activeElement)) return; // a click focuses what lies in the stage
    ring(context, place.get(at));
    thx.details.say(shown.name(at), thx.kindOf(known.get(at)), network.canvasToDOM(place.get(at)));
  });
  stage.addEventListener("focusin", () => network.redraw());
  stage.addEventListener("focusout", () => {
    if (at !== null) byId("hint").hidden = true;
    network.redraw();
  });
})();
