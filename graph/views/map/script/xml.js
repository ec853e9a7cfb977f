"use strict";

// XML made from elements, so that no text of the data is ever read as markup.
thx.xml = (() => {
  // what no XML may hold, not even escaped
  const FORBIDDEN = /[^\t\n\r\u{20}-\u{D7FF}\u{E000}-\u{FFFD}\u{10000}-\u{10FFFF}]/gu;
  const clean = (value) => String(value).replace(FORBIDDEN, "");

  // A maker of elements of one namespace; attributes that are undefined are left out.
  const maker = (namespace) => (name, attributes = {}, ...children) => {
    const made = document.createElementNS(namespace, name);
    for (const [key, value] of Object.entries(attributes)) if (value !== undefined) made.setAttribute(key, clean(value));
    made.append(...children.map((child) => (child instanceof Node ? child : clean(child))));
    return made;
  };
  const text = (root) => `<?xml version="1.0" encoding="UTF-8"?>\n${new XMLSerializer().serializeToString(root)}\n`;

  return { maker, text };
})();
