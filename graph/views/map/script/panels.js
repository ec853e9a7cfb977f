"use strict";

// The views beside the map: the table and the matrix, behind tabs as WAI-ARIA describes them.
(() => {
  const { byId, drawing, view } = thx;
  const tabs = [...document.querySelectorAll("[role=tab]")];

  const choose = (tab) => {
    view.change({ panel: tab.dataset.panel });
    tab.focus();
  };
  const STEPS = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 };
  for (const [place, tab] of tabs.entries()) {
    tab.addEventListener("click", () => choose(tab));
    tab.addEventListener("keydown", ({ key }) => {
      const next = key === "Home" ? tabs[0] : key === "End" ? tabs.at(-1) : STEPS[key] && tabs.at((place + STEPS[key]) % tabs.length);
      if (next) choose(next);
    });
  }

  view.on((state, changed) => {
    if (!changed.has("panel")) return;
    for (const tab of tabs) {
      const isChosen = tab.dataset.panel === state.panel;
      tab.setAttribute("aria-selected", String(isChosen));
      tab.tabIndex = isChosen ? 0 : -1;
    }
    byId("second").hidden = !state.panel;
    for (const panel of byId("second").children) panel.hidden = panel.dataset.panel !== state.panel;
    document.body.classList.toggle("with-second", Boolean(state.panel));
    drawing.showWhole(false);
  });
})();
