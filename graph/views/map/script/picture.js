"use strict";

// A picture of the view: the map with title, legend, date, licence and number of documents, as SVG.
thx.picture = (() => {
  const { byId, captions, drawing, sketch } = thx;
  const { make } = sketch;
  const MARGIN = 24;

  // The colours of an element's surroundings: the page as it looks, or the paper that it is printed on.
  const inkOf = (surface) => {
    const style = getComputedStyle(surface);
    return Object.fromEntries(["ink", "soft", "line", "paper", "edge", "deduced", "accent"].map((key) => [key, style.getPropertyValue(`--${key}`).trim()]));
  };

  const of = (surface = document.documentElement) => {
    const ink = inkOf(surface);
    const area = drawing.freeArea();
    const legend = captions.legend(ink);
    const width = area.width + captions.WIDTH + 2 * MARGIN;
    const inner = width - 2 * MARGIN;
    const title = captions.paragraph(byId("title").textContent, 22, inner, ink.ink, 650);
    const about = captions.paragraph(byId("description").textContent, 13, inner, ink.soft);
    const foot = captions.paragraph(captions.imprint(), 12, inner, ink.soft);
    const top = MARGIN + title.height + about.height + 12;
    const middle = Math.max(area.height, legend.height);
    const height = Math.ceil(top + middle + foot.height + MARGIN + 8);
    const clip = make("clipPath", { id: "frame" }, make("rect", { x: area.left, y: area.top, width: area.width, height: area.height }));
    const map = make("g", { "clip-path": "url(#frame)" }, ...sketch.of(area, ink));
    const at = (x, y, ...content) => make("g", { transform: `translate(${x} ${y})` }, ...content);
    return make(
      "svg",
      { viewBox: `0 0 ${width} ${height}`, width, height, role: "img", "font-family": captions.FONT },
      make("title", {}, byId("title").textContent),
      make("rect", { width, height, fill: ink.paper }),
      make("defs", {}, clip),
      at(MARGIN, MARGIN, ...title.at(0), ...about.at(title.height)),
      at(MARGIN, top, ...legend.content),
      at(MARGIN + captions.WIDTH - area.left, top - area.top + (middle - area.height) / 2, map),
      at(MARGIN, top + middle + 8, ...foot.at(0)),
    );
  };

  return { of };
})();
