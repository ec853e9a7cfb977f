"use strict";

// Communities: outlined behind their members, or one symbol each, which opens.
thx.communities = (() => {
  const { byId, drawing, element, knowledge, nodes, shown, small, view, word } = thx;
  const { network, place, standIns } = drawing;
  const FEWEST = 3; // actors, of which a community is told
  const CALLED_AFTER = small.matches ? 1 : 2;
  const AROUND = 16; // how far an outline stays away from the middle of its members

  // ------------------------------------------------------------ who belongs together, and what that is called

  const all = new Map();
  for (const node of nodes) {
    if (!node.community) continue;
    if (!all.has(node.community)) all.set(node.community, { number: node.community, id: `community-${node.community}`, members: [] });
    all.get(node.community).members.push(node);
  }
  for (const community of all.values()) {
    const actors = community.members.filter(({ group }) => group === "actor");
    const central = actors.sort((a, b) => b.central - a.central || a.number - b.number);
    community.central = central.slice(0, CALLED_AFTER);
    community.isTold = actors.length >= FEWEST;
  }
  const told = [...all.values()].filter(({ isTold }) => isTold).sort((a, b) => a.number - b.number);

  const nameOf = (number) => all.get(Number(number))?.central.map(thx.name).join(", ") ?? "";
  const isOpen = ({ number }) => view.state.opened.includes(String(number));
  const isFolded = (community) => view.state.groups === "folded" && Boolean(community?.isTold) && !isOpen(community);
  const seenOf = ({ members }) => members.filter(({ id }) => shown.node(id) && !thx.folding.isAway(id));
  const toggle = ({ number }) => view.toggle("opened", String(number));
  const colourOf = ({ number }) => knowledge.palettes.community[number];

  // ------------------------------------------------------------ a symbol in place of its members

  const sizeOf = (count) => 12 + 5 * Math.sqrt(count);
  const middleOf = ({ members }) => {
    const spots = members.map(({ id }) => place.get(id));
    const mean = (axis) => spots.reduce((sum, spot) => sum + spot[axis], 0) / spots.length;
    return { x: mean("x"), y: mean("y") };
  };
  // Symbols that would lie on each other push each other away.
  const part = (spots) => {
    for (let turn = 0; turn < 60; turn += 1) {
      for (const [index, one] of spots.entries()) {
        for (const other of spots.slice(index + 1)) {
          const [x, y] = [other.x - one.x || 1, other.y - one.y || 1];
          const overlap = (one.size + other.size + 50 - Math.hypot(x, y)) / 2;
          if (overlap <= 0) continue;
          const [right, down] = [(x / Math.hypot(x, y)) * overlap, (y / Math.hypot(x, y)) * overlap];
          [one.x, one.y, other.x, other.y] = [one.x - right, one.y - down, other.x + right, other.y + down];
        }
      }
    }
  };
  const placeAll = () => {
    const spots = told.map((community) => ({ ...middleOf(community), size: sizeOf(community.members.length) }));
    part(spots);
    told.forEach(({ id }, index) => place.set(id, spots[index]));
  };
  const symbol = (community) => {
    const [background, border] = colourOf(community);
    const { x, y } = place.get(community.id);
    const size = sizeOf(seenOf(community).length);
    place.get(community.id).size = size;
    const chosen = { background, border: drawing.ink.ink };
    return {
      id: community.id, x, y, size, shape: "dot", borderWidth: 5, fixed: false,
      color: { background, border, highlight: chosen, hover: chosen },
      opacity: drawing.standsOut(community.id) ? 1 : 0.14,
    };
  };

  // What has a name on the drawing: a symbol with how many it stands for, or an outline.
  const named = (community) => {
    const seen = seenOf(community);
    const name = isFolded(community) ? word("community_of", { names: nameOf(community.number), n: thx.number(seen.length) }) : nameOf(community.number);
    return { ...community, name, key: community.id, group: "community", rank: 0, members: new Set(seen.map(({ id }) => id)), colour: colourOf(community) };
  };
  const isSeen = (community) => Boolean(isFolded(community) ? seenOf(community).length : outlineOf(community));
  const nameAll = () => {
    standIns.clear();
    for (const community of view.state.groups ? told.filter(isSeen) : []) standIns.set(community.id, named(community));
    thx.names.measure([...standIns.values()]);
  };
  let wereNamed = false; // outlines and their names are no data of the network: it would not see that they change
  const draw = () => {
    const folded = told.filter((community) => standIns.has(community.id) && isFolded(community));
    drawing.drawExtras(drawing.drawnNodes, "communities", folded.map(symbol));
    if (standIns.size || wereNamed) network.redraw();
    wereNamed = standIns.size > 0;
  };

  drawing.hiders.push((id) => isFolded(all.get(thx.known.get(id)?.community)));
  drawing.also.push(draw);

  // ------------------------------------------------------------ an outline behind its members

  const turnsLeft = (one, two, three) => (two.x - one.x) * (three.y - one.y) - (two.y - one.y) * (three.x - one.x) <= 0;
  const half = (points) => {
    const found = [];
    for (const point of points) {
      while (found.length > 1 && turnsLeft(found.at(-2), found.at(-1), point)) found.pop();
      found.push(point);
    }
    return found.slice(0, -1);
  };
  // The corners of the convex hull, clockwise on the screen (Andrew's monotone chain).
  const hull = (points) => {
    const sorted = [...points].sort((a, b) => a.x - b.x || a.y - b.y);
    return sorted.length < 3 ? sorted : [...half(sorted), ...half(sorted.reverse())];
  };
  const outlineOf = (community) => {
    const spots = seenOf(community).map(({ id }) => place.get(id));
    return spots.length > 1 && hull(spots);
  };
  const trace = (context, corners) => {
    const outward = (one, other) => Math.atan2(one.x - other.x, other.y - one.y);
    context.beginPath();
    corners.forEach((corner, index) => {
      const [before, after] = [corners.at(index - 1), corners[(index + 1) % corners.length]];
      context.arc(corner.x, corner.y, AROUND, outward(before, corner), outward(corner, after));
    });
    context.closePath();
  };
  const outline = (context, community) => {
    const corners = outlineOf(community);
    if (!corners) return;
    const [fill, border] = colourOf(community);
    const top = corners.reduce((highest, corner) => (corner.y < highest.y ? corner : highest));
    place.set(community.id, { x: top.x, y: top.y - AROUND, size: 0 });
    trace(context, corners);
    const faint = drawing.standsOut(community.id) ? 1 : 0.3;
    context.globalAlpha = 0.1 * faint;
    context.fillStyle = fill;
    context.fill();
    context.globalAlpha = 0.7 * faint;
    context.strokeStyle = border;
    context.lineWidth = 1.5 / network.getScale();
    context.stroke();
    context.globalAlpha = 1;
  };
  network.on("beforeDrawing", (context) => {
    for (const community of told) if (standIns.has(community.id) && !isFolded(community)) outline(context, community);
  });

  // ------------------------------------------------------------ in the legend, where the keyboard reaches them

  const entry = (community) => {
    const isFolding = view.state.groups === "folded";
    const act = () => {
      if (isFolding) toggle(community);
      else drawing.frame(seenOf(community).map(({ id }) => id));
    };
    const name = element("span", { text: nameOf(community.number) });
    const count = element("b", { text: thx.number(seenOf(community).length) });
    const button = element("button", { type: "button", class: "community", "data-community": community.number, click: act }, thx.legend.swatch(colourOf(community)), name, count);
    if (isFolding) button.setAttribute("aria-expanded", String(isOpen(community)));
    return element("li", {}, button);
  };
  const list = () => {
    const focused = document.activeElement?.dataset?.community;
    const isListed = Boolean(view.state.groups) && told.length > 0;
    byId("groups").closest("label").hidden = !told.length;
    byId("communities").hidden = !isListed;
    byId("communities-means").hidden = !isListed;
    byId("communities-means").textContent = view.state.groups === "folded" ? word("communities_open") : word("communities_frame");
    byId("communities").replaceChildren(...(isListed ? told.map(entry) : []));
    byId("communities").querySelector(`[data-community="${focused}"]`)?.focus();
  };
  view.on((state, changed) => {
    if (changed.has("groups") && state.groups === "folded") placeAll();
    nameAll();
    list();
  });

  // ------------------------------------------------------------ by mouse

  const communityAt = (id) => told.find((community) => community.id === id);
  network.on("click", ({ nodes: [id], pointer }) => {
    const community = communityAt(id) ?? communityAt(thx.names.at(pointer.DOM)?.id);
    if (community && view.state.groups === "folded") toggle(community);
  });
  network.on("hoverNode", ({ node, pointer }) => {
    const community = communityAt(node);
    if (community) thx.details.say(standIns.get(node).name, word("communities_open"), pointer.DOM);
  });

  return {
    nameOf,
    // the outlines that are to be seen: the corners stand where the outermost members do
    outlines: () =>
      told
        .filter((community) => standIns.has(community.id) && !isFolded(community))
        .map((community) => ({ name: nameOf(community.number), colour: colourOf(community), corners: outlineOf(community), around: AROUND })),
    // what is drawn for a node: the node itself, or the symbol of its community
    standIn: (id) => {
      const community = all.get(thx.known.get(id).community);
      return isFolded(community) ? community.id : id;
    },
    // what must be open for a node to be seen
    opening: ({ community }) =>
      isFolded(all.get(community)) ? [...view.state.opened, String(community)] : view.state.opened,
  };
})();
