"use strict";

// Keys and buttons, and the first picture.
(() => {
  const { byId, drawing, small, view } = thx;

  const zoomBy = (factor) => {
    drawing.zoomBy(factor);
    thx.camera.keep();
  };
  const panBy = (x, y) => {
    drawing.panBy(x, y);
    thx.camera.keep();
  };
  const CLICKS = {
    "zoom-in": () => zoomBy(1.5),
    "zoom-out": () => zoomBy(1 / 1.5),
    "whole-map": () => drawing.showWhole(),
    undo: () => view.undo(),
    redo: () => view.redo(),
  };
  for (const [id, act] of Object.entries(CLICKS)) byId(id).addEventListener("click", act);
  for (const key of ["language", "theme"]) byId(key).addEventListener("change", ({ target }) => view.change({ [key]: target.value }));

  const KEYS = {
    ArrowLeft: () => panBy(-80, 0),
    ArrowRight: () => panBy(80, 0),
    ArrowUp: () => panBy(0, -80),
    ArrowDown: () => panBy(0, 80),
    "+": () => zoomBy(1.3),
    "=": () => zoomBy(1.3),
    "-": () => zoomBy(1 / 1.3),
    0: () => drawing.showWhole(),
  };
  drawing.stage.addEventListener("keydown", (event) => {
    if (!KEYS[event.key] || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    KEYS[event.key]();
  });
  const typing = () => document.activeElement?.matches("input:not([type=range]), select, textarea") ?? false;
  document.addEventListener("keydown", (event) => {
    if (byId("help").open) return;
    const isSingle = view.state.shortcuts && !typing();
    const isUndo = (event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "z";
    if (event.key === "Escape" && (view.state.selected !== null || thx.pathfinder.isAsked(view.state))) thx.details.leave();
    else if (event.key === "/" && isSingle) {
      event.preventDefault();
      byId("search").focus();
    } else if (event.key === "?" && isSingle) {
      event.preventDefault();
      thx.help.open();
    } else if (event.key === "w" && isSingle && !byId("find-way").hidden) {
      event.preventDefault();
      thx.pathfinder.ask();
    } else if (isUndo && !typing()) {
      event.preventDefault();
      if (event.shiftKey) view.redo();
      else view.undo();
    }
  });

  view.on((state, changed) => {
    for (const key of ["language", "theme"]) byId(key).value = state[key];
    // a button that is disabled loses the focus, which whoever uses the keyboard then has to look for
    byId("undo").setAttribute("aria-disabled", !view.canUndo);
    byId("redo").setAttribute("aria-disabled", !view.canRedo);
    if (changed.size > 1 || !changed.has("at")) drawing.restyle();
    if (view.hasBegun && (changed.has("focus") || (changed.has("depth") && state.focus))) drawing.showWhole();
    if (view.hasBegun && (changed.has("from") || changed.has("to"))) thx.pathfinder.frame();
  });

  let touched = false;
  byId("legend").open = !small.matches;
  view.begin();
  const firstPicture = () => {
    if (view.state.at.length) return thx.camera.restore();
    const chosen = thx.keyed.get(view.state.selected);
    drawing.showWhole(false);
    return chosen ? drawing.centreOn(chosen.id) : thx.pathfinder.frame(false);
  };
  firstPicture();
  for (const event of ["dragStart", "zoom", "click"]) drawing.network.on(event, () => (touched = true));
  drawing.network.on("resize", () => touched || view.state.at.length || firstPicture());
})();
