"use strict";

// What a reader takes away: the view as a picture or on paper, what is shown as tables or for other programs.
(() => {
  const { byId, element, formats, picture, word, xml } = thx;
  const SHARPNESS = 2; // pixels of a picture for each of the screen
  const LONGEST = 60;

  // ------------------------------------------------------------ files

  const svg = () => xml.text(picture.of());
  const drawnOn = (canvas, image) => {
    [canvas.width, canvas.height] = [image.width * SHARPNESS, image.height * SHARPNESS];
    canvas.getContext("2d").drawImage(image, 0, 0, canvas.width, canvas.height);
    return canvas;
  };
  const png = async () => {
    const image = new Image();
    image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(svg())}`;
    await image.decode();
    return new Promise((done) => drawnOn(element("canvas"), image).toBlob(done, "image/png"));
  };

  const FILES = {
    png: { ending: "png", type: "image/png", make: png },
    svg: { ending: "svg", type: "image/svg+xml", make: svg },
    nodes: { ending: "csv", type: "text/csv", make: formats.nodeTable, part: () => `${word("actors")} ${word("initiatives")}` },
    ties: { ending: "csv", type: "text/csv", make: formats.tieTable, part: () => word("ties") },
    graphml: { ending: "graphml", type: "application/xml", make: formats.graphml },
    gexf: { ending: "gexf", type: "application/xml", make: formats.gexf },
    jsonld: { ending: "jsonld", type: "application/ld+json", make: formats.jsonld },
  };
  const nameOf = ({ ending, part }) => {
    const title = thx.fold(byId("title").textContent).slice(0, LONGEST).trim() || "map";
    return `${[title, part && thx.fold(part())].filter(Boolean).join(" ").replaceAll(" ", "-")}.${ending}`;
  };
  const download = (blob, name) => {
    const address = URL.createObjectURL(blob);
    element("a", { href: address, download: name }).click();
    // the browser has taken hold of what it saves well before
    setTimeout(() => URL.revokeObjectURL(address), 10_000);
  };
  const take = async (file) => {
    const name = nameOf(file);
    download(new Blob([await file.make()], { type: file.type }), name);
    byId("status").textContent = word("saved", { file: name });
  };

  // ------------------------------------------------------------ the menu

  const [button, menu] = [byId("take-away"), byId("take-menu")];
  const show = (open) => {
    menu.hidden = !open;
    button.setAttribute("aria-expanded", String(open));
  };
  const leave = () => {
    show(false);
    button.focus();
  };
  button.addEventListener("click", () => show(menu.hidden));
  menu.addEventListener("click", ({ target }) => {
    const wanted = target.closest("button")?.dataset.take;
    if (!wanted) return;
    leave();
    if (wanted === "print") window.print();
    else take(FILES[wanted]);
  });
  const isInside = (target) => target instanceof Element && (menu.contains(target) || button.contains(target));
  document.addEventListener("pointerdown", ({ target }) => menu.hidden || isInside(target) || show(false));
  menu.addEventListener("focusout", ({ relatedTarget }) => relatedTarget && !isInside(relatedTarget) && show(false));
  for (const each of [menu, button]) {
    each.addEventListener("keydown", (event) => {
      if (event.key !== "Escape" || menu.hidden) return;
      event.stopPropagation();
      leave();
    });
  }

  // ------------------------------------------------------------ paper

  // Printed is the picture, in light colours, for a canvas would be stretched and is as coarse as the screen.
  // Lists of documents that are folded on the screen are unfolded on paper.
  let unfolded = [];
  const unfold = (open) => unfolded.forEach((each) => (each.open = open));
  window.addEventListener("beforeprint", () => {
    byId("paper").replaceChildren(picture.of(byId("paper")));
    unfolded = [...byId("details").querySelectorAll("details:not([open])")];
    unfold(true);
  });
  window.addEventListener("afterprint", () => {
    byId("paper").replaceChildren();
    unfold(false);
  });
})();
