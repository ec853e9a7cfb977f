"use strict";

// Where the reader looks, once the picture was moved by hand: it stands in the address, so that a link shows the same.
thx.camera = (() => {
  const { drawing, view } = thx;
  const { network } = drawing;
  const PAUSE = 450; // a wheel turns many times, and keys glide: what counts is where it comes to rest

  const turned = ([x, y]) => (drawing.isTurned ? [y, x] : [x, y]);
  const spot = () => {
    const { x, y } = network.getViewPosition();
    return [...turned([x, y]).map(Math.round), Number(network.getScale().toFixed(3))].map(String);
  };
  let waiting = 0;
  const keep = () => {
    clearTimeout(waiting);
    waiting = setTimeout(() => view.amend({ at: spot() }), PAUSE);
  };
  network.on("zoom", keep);
  network.on("dragEnd", ({ nodes }) => nodes.length || keep());

  const restore = () => {
    const [one, other, scale] = view.state.at.map(Number);
    const [x, y] = turned([one, other]);
    if ([x, y, scale].every(Number.isFinite) && scale > 0) network.moveTo({ position: { x, y }, scale });
  };
  // An address or undo may lead elsewhere; who moves the picture is there already.
  view.on(({ at }, changed) => {
    if (changed.has("at") && at.length && String(at) !== String(spot())) restore();
  });

  return { keep, restore };
})();
