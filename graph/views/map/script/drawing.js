"use strict";

// The drawing: vis-network with the positions that came with the page. What it shows follows the view.
thx.drawing = (() => {
  const { byId, drawn, known, knowledge, nodes, shown, small, still, ties, tiesOf, view } = thx;
  const stage = byId("map");
  const drawnNodes = new vis.DataSet();
  const drawnEdges = new vis.DataSet();
  const place = new Map(drawn.nodes.map((node) => [node.id, node]));

  // A screen that is higher than wide shows the map turned.
  const isTurned = stage.clientHeight > stage.clientWidth;
  if (isTurned) for (const node of drawn.nodes) [node.x, node.y] = [node.y, node.x];
  const network = new vis.Network(stage, { nodes: drawnNodes, edges: drawnEdges }, drawn.options);
  stage.firstElementChild.tabIndex = -1; // the stage is the stop of the keyboard: it has a name and the keys

  let focus = null; // the ids that stand out while something is selected; null: all alike
  let marked = new Set(); // the ties that stand out

  // ------------------------------------------------------------ colours and sizes

  const GREY = ["#8a929a", "#555c63"];
  const colourOf = (node, by) => knowledge.palettes[by]?.[groupOf(node, by)] ?? GREY;
  const groupOf = (node, by) => {
    if (by === "family") return node.kind;
    if (by === "helix") return node.helix;
    if (by === "community") return node.community;
    return node.therapies.length > 1 ? "several" : (node.therapies[0] ?? "");
  };

  const largest = Object.fromEntries(
    ["degree", "strength", "betweenness"].map((by) => [by, Math.max(...nodes.map((node) => node[by] ?? 0), 0)]));
  // Half the width: the area grows with the measure, and whatever the measure, the largest is as large.
  const sizeOf = (node, by) => {
    const share = largest[by] ? Math.max(node[by] ?? 0, 0) / largest[by] : 0;
    return Math.round((7 + 3 * Math.sqrt(largest.degree * share)) * 10) / 10;
  };

  const css = (name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();
  let ink = {};
  const readInk = () => {
    ink = { ink: css("--ink"), edge: css("--edge"), deduced: css("--deduced"), halo: css("--halo"), accent: css("--accent") };
  };

  // ------------------------------------------------------------ what is drawn, by the view

  const standsOut = (id) => !focus || focus.has(id) || [...(standIns.get(id)?.members ?? [])].some((member) => focus.has(member));
  const styledNode = (node, state) => {
    const [background, border] = colourOf(node, state.colour);
    const colour = { background, border, highlight: { background, border: ink.ink }, hover: { background, border: ink.ink } };
    const spot = place.get(node.id);
    spot.size = sizeOf(node, state.size);
    const faint = state.year !== null && node.group === "initiative" && shown.holds(node.when, state.year) === "maybe";
    return {
      id: node.id,
      hidden: !isDrawn(node.id),
      color: colour,
      size: spot.size,
      opacity: standsOut(node.id) ? (faint ? 0.5 : 1) : 0.14,
    };
  };
  const styledTie = (tie) => {
    const opacity = focus ? (marked.has(tie.number) ? 0.8 : 0.05) : drawn.options.edges.color.opacity;
    const perhaps = shown.now.maybe.has(tie.number) ? 0.5 : 1;
    const colour = tie.deduced ? ink.deduced : ink.edge;
    return {
      id: tie.number,
      hidden: !shown.tie(tie.number) || !isDrawn(tie.source) || !isDrawn(tie.target),
      color: { color: colour, highlight: ink.ink, hover: ink.ink, opacity: opacity * perhaps },
    };
  };

  // Others may put nodes out of sight (an initiative that is folded, the members of a community that is one symbol)
  // and add nodes and edges of their own in their place.
  const hiders = [];
  const standIns = new Map(); // what has a name on the drawing without being a node, by its id
  const also = []; // whoever draws such things, or lines beside the ties, whenever the drawing is styled
  const isDrawn = (id) => standIns.has(id) || (shown.node(id) && !hiders.some((hides) => hides(id)));
  // The network gets all that came with the page when it is first styled: that is half the work of doing one after the other.
  const styled = new Map();
  const changedOnly = (data, items, whole = (item) => item) => {
    if (!styled.has(data)) styled.set(data, new Map());
    const before = styled.get(data);
    const news = [];
    for (const item of items) {
      const looks = JSON.stringify(item);
      if (looks === before.get(item.id)) continue;
      news.push(before.has(item.id) ? item : whole(item));
      before.set(item.id, looks);
    }
    if (news.length) data.update(news);
  };
  // What somebody draws beside the nodes and ties; what was drawn for the same purpose before, and is no more, goes.
  const extras = new Map();
  const drawExtras = (data, purpose, items) => {
    const wanted = new Set(items.map(({ id }) => id));
    const gone = [...(extras.get(purpose) ?? [])].filter((id) => !wanted.has(id));
    for (const id of gone) styled.get(data).delete(id);
    data.remove(gone);
    extras.set(purpose, wanted);
    changedOnly(data, items);
  };
  const style = () => {
    const { state } = view;
    changedOnly(drawnNodes, nodes.map((node) => styledNode(node, state)), (node) => ({ ...place.get(node.id), ...node }));
    changedOnly(drawnEdges, ties.map(styledTie), (tie) => ({ ...drawn.edges[tie.id], ...tie }));
  };
  const restyle = () => {
    style();
    for (const draw of also) draw();
  };

  // What stands out: nodes by their ids and ties by their numbers; null for everything.
  const emphasise = (ids, numbers = []) => {
    focus = ids && new Set(ids);
    marked = new Set(numbers);
  };

  // ------------------------------------------------------------ the camera

  // What the page itself brings into the picture stands in no address: it follows from what is chosen.
  const forget = () => {
    if (view.hasBegun && view.state.at.length) view.amend({ at: [] });
  };
  const motion = () => (still.matches ? false : { duration: 350, easingFunction: "easeInOutQuad" });

  // What the legend, the details and the slider leave free of the stage, in pixels.
  const freeArea = () => {
    const slider = byId("time").offsetHeight;
    const [width, height] = [stage.clientWidth, stage.clientHeight - (slider && slider + 8)];
    const panel = byId("details").hidden ? null : byId("details").getBoundingClientRect();
    if (small.matches) return { left: 0, top: 0, width, height: height - (panel ? panel.height : 0) };
    const left = byId("legend").open ? byId("legend").offsetWidth + 16 : 0;
    const below = byId("second").hidden ? 0 : byId("second").offsetHeight + 16;
    return { left, top: 0, width: width - left - (panel ? panel.width + 16 : 0), height: height - below };
  };
  const offsetTo = (area) => ({
    x: area.left + area.width / 2 - stage.clientWidth / 2,
    y: area.top + area.height / 2 - stage.clientHeight / 2,
  });

  // All of some nodes, or of all that are drawn, as large as the free area allows.
  const frame = (ids, animation = motion()) => {
    const spots = ids.map((id) => place.get(id)).filter(Boolean);
    if (!spots.length) return;
    const span = (axis) => spots.reduce(([low, high], spot) => [Math.min(low, spot[axis]), Math.max(high, spot[axis])], [Infinity, -Infinity]);
    const [[left, right], [top, bottom]] = [span("x"), span("y")];
    const area = freeArea();
    const sides = small.matches ? 10 : Math.max(60, ...thx.names.widthsAt(left, right));
    const scale = Math.min((area.width - sides) / (right - left + 60), (area.height - 60) / (bottom - top + 60), 1.6);
    network.moveTo({
      position: { x: (left + right) / 2, y: (top + bottom) / 2 },
      scale: Math.max(scale, 0.02),
      offset: offsetTo(area),
      animation,
    });
    forget();
  };
  const showWhole = (animation) => frame(shown.nodes().map(({ id }) => id), animation);

  // Near enough to read, far enough to see most of those that it is tied to.
  const centreOn = (id) => {
    const area = freeArea();
    const { x, y } = place.get(id);
    const fitting = [...(focus ?? [id])]
      .map((other) => place.get(other))
      .map((other) => Math.min((area.width / 2 - 60) / Math.abs(other.x - x), (area.height / 2 - 40) / Math.abs(other.y - y)))
      .sort((a, b) => b - a);
    const scale = Math.min(Math.max(fitting[Math.floor(fitting.length * 0.8)], 0.4), 0.9);
    network.moveTo({ position: { x, y }, scale, offset: offsetTo(area), animation: motion() });
    forget();
  };
  const zoomBy = (factor) => {
    network.moveTo({ scale: Math.min(Math.max(network.getScale() * factor, 0.02), 8), animation: motion() });
  };
  const panBy = (x, y) => {
    const centre = network.getViewPosition();
    const scale = network.getScale();
    network.moveTo({ position: { x: centre.x + x / scale, y: centre.y + y / scale } });
  };

  const follow = ({ nodes: moved }) => moved.forEach((id) => Object.assign(place.get(id) ?? {}, network.getPosition(id)));
  network.on("dragging", follow);
  network.on("dragEnd", follow);

  const night = window.matchMedia("(prefers-color-scheme: dark)");
  const light = () => {
    document.documentElement.dataset.theme = view.state.theme || (night.matches ? "dark" : "light");
    readInk();
  };
  view.on((state, changed) => {
    if (changed.has("theme")) light();
    if (!drawnNodes.length) style(); // whoever reads the view behind this one finds all nodes there
  });
  night.addEventListener("change", () => {
    light();
    restyle();
  });

  return {
    also, centreOn, changedOnly, colourOf, drawExtras, drawnEdges, drawnNodes, emphasise, frame, freeArea, groupOf, hiders,
    get focus() {
      return focus;
    },
    get ink() {
      return ink;
    },
    isDrawn, isTurned,
    isMarked: (number) => marked.has(number),
    network, panBy, place, restyle, showWhole, sizeOf, stage, standIns, standsOut, zoomBy,
    neighbours: (id) => tiesOf.get(id).filter(({ number }) => shown.tie(number)),
    known,
  };
})();
