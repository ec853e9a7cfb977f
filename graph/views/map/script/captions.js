"use strict";

// What stands around the map on a picture: paragraphs, and the legend of what is drawn.
thx.captions = (() => {
  const { byId, documents, shown, sketch, ties, view, word } = thx;
  const { make, written } = sketch;
  const FONT = "Segoe UI, Roboto, Helvetica Neue, Arial, sans-serif";
  const [WIDTH, ROW, GAP] = [230, 17, 8]; // of the legend, of one of its rows, and before each of its groups
  const [WORDS, COUNT] = [26, WIDTH - 30]; // where the words of a row begin, and where its number ends
  const ruler = document.createElement("canvas").getContext("2d");

  // The words of a text in lines no wider than told.
  const lines = (text, size, width, weight = 400) => {
    ruler.font = `${weight} ${size}px ${FONT}`;
    return text.split(/\s+/).reduce((done, next) => {
      const longer = done.length ? `${done.at(-1)} ${next}` : next;
      return done.length && ruler.measureText(longer).width <= width ? [...done.slice(0, -1), longer] : [...done, next];
    }, []);
  };

  // Each row is as high as its words need, and is drawn at the base of its first line.
  const labelled = (row, indent, ink) => {
    const told = lines(row.querySelector("span").textContent, 12, COUNT - indent - 28);
    const count = row.querySelector("b")?.textContent ?? "";
    const draw = (y) => [
      ...told.map((line, place) => written(line, indent, y + place * ROW, 12, ink.ink)),
      written(count, COUNT, y, 12, ink.soft, { "text-anchor": "end" }),
    ];
    return { height: told.length * ROW, draw };
  };
  const marked = (row, indent, ink, mark) => {
    const { height, draw } = labelled(row, indent, ink);
    return { height, draw: (y) => [mark(row.querySelector("path"), y), ...draw(y)] };
  };
  const markRow = (row, ink) =>
    marked(row, WORDS, ink, (path, y) => {
      const { fill, stroke } = getComputedStyle(path);
      return make("path", { d: path.getAttribute("d"), fill, stroke, "stroke-width": 1.3, transform: `translate(10 ${y - 4}) scale(0.75)` });
    });
  const lineRow = (row, stroke, ink) =>
    marked(row, WORDS + 12, ink, (path, y) =>
      make("path", { d: path.getAttribute("d"), stroke, "stroke-width": 1.6, "stroke-dasharray": path.getAttribute("stroke-dasharray") || undefined, transform: `translate(0 ${y - 8})` }));
  const heading = (text, ink) => {
    const title = text.charAt(0).toLocaleUpperCase(thx.language) + text.slice(1);
    return { height: ROW, draw: (y) => [written(title, 0, y, 11, ink.soft, { "font-weight": 600 })] };
  };
  // Rows under each other, groups a little apart: what they are, and how high.
  const stacked = (groups) => {
    let y = ROW;
    const content = groups.flatMap((rows, place) => {
      y += place ? GAP : 0;
      return rows.flatMap(({ height, draw }) => {
        y += height;
        return draw(y - height);
      });
    });
    return { content, height: y };
  };
  const isThere = (row) => row.getAttribute("aria-pressed") !== "false" && row.querySelector("b").textContent !== thx.number(0);

  // The rows of the legend that say something of what is drawn, in groups.
  const legendGroups = (ink) => {
    const legend = byId("legend");
    const under = (title, rows) => (rows.length ? [[heading(title, ink), ...rows]] : []);
    const chosen = byId("colour").selectedOptions[0].textContent;
    const colours = view.state.colour === "family" ? [] : [...byId("colours").children];
    const families = [...legend.querySelectorAll("section")].map((section) => [section, [...section.querySelectorAll(".kind")].filter(isThere)]);
    const lined = [...legend.querySelectorAll(".tie-kind")].filter(isThere).map((row) => lineRow(row, ink.edge, ink));
    const deduced = ties.some((tie) => tie.deduced && shown.tie(tie.number)) ? [lineRow(legend.querySelector(".sample"), ink.deduced, ink)] : [];
    const perhaps = byId("may-hold-sample").hidden ? [] : [lineRow(byId("may-hold-sample"), ink.edge, ink)];
    return [
      ...under(`${word("colour")} ${chosen}`, colours.map((row) => markRow(row, ink))),
      ...families.flatMap(([section, rows]) => under(rows.length ? section.querySelector("h2").textContent : "", rows.map((row) => markRow(row, ink)))),
      ...under(legend.querySelector(".lines h2").textContent, [...lined, ...deduced, ...perhaps]),
    ];
  };
  const imprint = () => {
    const told = [
      shown.told(),
      view.state.year === null ? "" : String(view.state.year),
      byId("date") && `${word("date")} ${byId("date").textContent}`,
      `${thx.number(documents.length)} ${word("documents")}`,
      document.querySelector(".imprint")?.textContent.replace(/\s+/g, " ").trim(),
      byId("left-out").textContent,
    ];
    return told.filter(Boolean).join(" · ");
  };
  const paragraph = (text, size, width, fill, weight) => {
    const all = lines(text, size, width, weight);
    const height = all.length * size * 1.35;
    return { height, at: (y) => all.map((line, place) => written(line, 0, y + (place + 1) * size * 1.35 - size * 0.35, size, fill, { "font-weight": weight })) };
  };

  return { FONT, WIDTH, imprint, legend: (ink) => stacked(legendGroups(ink)), paragraph };
})();
