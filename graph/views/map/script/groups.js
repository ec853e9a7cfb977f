"use strict";

// Where those stand together who have their helix or region in common, the name of each such group stands above it.
(() => {
  const { drawing, knowledge, nodes, shown, term, view } = thx;
  const { place, standIns } = drawing;
  const ABOVE = 30;
  const FEWEST = 3; // of whom a group is told

  const keyOf = { helix: ({ helix }) => helix, region: ({ regions }) => regions[0] }[knowledge.opening.together];
  if (!keyOf) return;
  const keys = [...new Set(nodes.map(keyOf))].filter(Boolean);
  const groups = keys.map((key) => ({ key, members: nodes.filter((node) => keyOf(node) === key) }));

  const spotAbove = (members) => {
    const spots = members.map(({ id }) => place.get(id)).sort((a, b) => a.x - b.x);
    return { x: spots[Math.floor(spots.length / 2)].x, y: Math.min(...spots.map(({ y }) => y)) - ABOVE, size: 0 };
  };
  const stand = ({ key, members }) => {
    const id = `group-${key}`;
    place.set(id, spotAbove(members));
    standIns.set(id, { id, key: id, name: term(key), group: "together", rank: 0, members: new Set(members.map((node) => node.id)) });
  };
  view.on(() => {
    const seen = groups.map(({ key, members }) => ({ key, members: members.filter(({ id }) => drawing.isDrawn(id) && shown.node(id)) }));
    seen.filter(({ members }) => members.length >= FEWEST).forEach(stand);
    thx.names.measure([...standIns.values()]);
  });
})();
