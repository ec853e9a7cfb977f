"use strict";

// The slider over years: what holds in a year, what may, and play, which goes through them one by one.
(() => {
  const { byId, nodes, shown, ties, view, word } = thx;
  const bar = byId("time");
  const slider = byId("year");
  const PAUSE = 1500;
  const PART_OF = "PartOf"; // a line, but no tie

  // From the earliest to the latest year that the data names; left of them is the place for all years.
  const years = [...nodes, ...ties]
    .flatMap(({ when }) => Object.values(when).filter((bound) => typeof bound === "string"))
    .map((day) => Number(day.slice(0, 4)));
  if (!years.length) return;
  const [first, last] = years.reduce(([low, high], year) => [Math.min(low, year), Math.max(high, year)], [Infinity, -Infinity]);
  const ALL = first - 1;
  const yearAt = (value) => (value === ALL ? null : value);
  [slider.min, slider.max] = [ALL, last];
  bar.hidden = false;

  // ------------------------------------------------------------ the year that is chosen

  let isMoving = false; // one drag, and one play, is one step to undo
  const go = (year) => {
    if (isMoving) view.amend({ year });
    else view.change({ year });
    isMoving = true;
  };
  slider.addEventListener("input", () => go(yearAt(Number(slider.value))));
  slider.addEventListener("change", () => (isMoving = false));
  byId("all-years").addEventListener("click", () => {
    view.change({ year: null });
    slider.focus();
  });

  // ------------------------------------------------------------ play

  let playing = null;
  const wear = () => {
    const [key, text] = playing ? ["pause", word("pause")] : ["play", word("play")];
    for (const [place, property] of [["label", "aria-label"], ["hint", "title"]]) {
      byId("play").dataset[place] = key;
      byId("play").setAttribute(property, text);
    }
    byId("year-tells").setAttribute("aria-live", playing ? "polite" : "off"); // else the slider speaks
    byId("play").querySelector("path").setAttribute("d", playing ? "M-4-6v12M4-6v12" : "M-4-6v12l10-6z");
  };
  const stop = () => {
    if (!playing) return;
    window.clearInterval(playing);
    playing = null;
    isMoving = false;
    wear();
  };
  const step = () => {
    const { year } = view.state;
    go(year === null || year >= last ? first : year + 1);
    if (view.state.year === last) stop();
  };
  const play = () => {
    playing = window.setInterval(step, PAUSE);
    wear();
    step();
  };
  byId("play").addEventListener("click", () => (playing ? stop() : play()));
  // whatever else the reader does ends it
  for (const deed of ["pointerdown", "keydown", "wheel"]) {
    document.addEventListener(deed, ({ target }) => byId("play").contains(target) || stop(), { capture: true, passive: true });
  }

  // ------------------------------------------------------------ follow the view

  const told = (year) => {
    if (year === null) return word("all_years");
    const counted = shown.ties().filter(({ kind }) => kind !== PART_OF);
    const maybe = counted.filter(({ number }) => shown.now.maybe.has(number)).length;
    return word("year_tells", { year, yes: thx.number(counted.length - maybe), maybe: thx.number(maybe) });
  };
  wear();
  view.on(({ year }) => {
    slider.value = year ?? ALL;
    byId("year-tells").textContent = told(year);
    slider.setAttribute("aria-valuetext", told(year));
    byId("all-years").hidden = year === null;
    byId("may-hold-sample").hidden = year === null;
  });
})();
