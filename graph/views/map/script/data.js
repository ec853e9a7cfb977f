"use strict";

// What the page knows, and how it speaks. Every other script finds here what it needs, under one name.
const thx = (() => {
  const byId = (id) => document.getElementById(id);
  const read = (id) => JSON.parse(byId(id).textContent);
  const drawn = read("network-data");
  const knowledge = read("knowledge-data");
  const { documents, nodes, ties } = knowledge;

  const known = new Map(nodes.map((node) => [node.id, node]));
  const keyed = new Map(nodes.map((node) => [node.key, node]));
  const tiesOf = new Map(nodes.map((node) => [node.id, []]));
  ties.forEach((tie, number) => {
    tie.number = number;
    for (const party of new Set([tie.source, tie.target])) tiesOf.get(party).push(tie);
  });
  nodes.forEach((node, number) => (node.number = number));

  // Whoever works on a narrower therapy works on the wider one, too; so with stages.
  const widened = (some) => [...new Set(some.flatMap((one) => [one, ...(knowledge.scheme.above[one] ?? [])]))];
  for (const node of nodes) {
    const { helix, therapies, stages, regions } = node;
    node.among = { helices: [helix], therapies: widened(therapies), stages: widened(stages), regions };
  }

  // Elements are made from text only: no string of the data is ever read as markup.
  const element = (name, options = {}, ...children) => {
    const made = document.createElement(name);
    for (const [key, value] of Object.entries(options)) {
      if (key === "class") made.className = value;
      else if (key === "text") made.textContent = value;
      else if (key === "click") made.addEventListener("click", value);
      else if (value !== undefined) made.setAttribute(key, value);
    }
    made.append(...children);
    return made;
  };

  // ------------------------------------------------------------ languages

  let language = knowledge.language;
  let collator = new Intl.Collator(language, { sensitivity: "base", numeric: true });
  const tongue = () => knowledge.tongues[language] ?? knowledge.tongues.en ?? Object.values(knowledge.tongues)[0];

  // A word of the page's own; values stand in it in {braces}.
  const word = (key, values = {}) =>
    (knowledge.words[language][key] ?? key).replace(/\{(\w+)\}/g, (all, name) => values[name] ?? all);
  const term = (id) => knowledge.words[language][id] ?? tongue().terms[id] ?? id;
  const name = (node) => tongue().names[node.id] ?? node.name;
  const kindOf = (node) => term(node.kind);
  const sentence = (tie) => tongue().sentences[tie.number];
  const became = (node) => tongue().became[node.id];
  // What is known of a node: label, value, whether documents contradict each other, and the numbers of the documents.
  const facts = (node) =>
    node.facts.map((fact, place) => ({
      ...fact,
      label: tongue().labels[fact.label] ?? fact.label,
      value: tongue().values[node.id]?.[place] ?? fact.value,
    }));
  const number = (value, digits = 0) =>
    value.toLocaleString(language, { minimumFractionDigits: digits, maximumFractionDigits: digits, roundingMode: "halfEven" });

  // Words that stand in the page are marked with their key, so that another language can take their place.
  const PLACES = { word: "textContent", label: "aria-label", hint: "title", placeholder: "placeholder" };
  const speak = (wanted) => {
    language = knowledge.words[wanted] ? wanted : language;
    collator = new Intl.Collator(language, { sensitivity: "base", numeric: true });
    document.documentElement.lang = language;
    for (const [place, property] of Object.entries(PLACES)) {
      for (const each of document.querySelectorAll(`[data-${place}]`)) {
        if (property === "textContent") each.textContent = term(each.dataset[place]);
        else each.setAttribute(property, word(each.dataset[place]));
      }
    }
    for (const each of document.querySelectorAll("[data-number]")) each.textContent = number(Number(each.dataset.number));
    document.title = tongue().title;
    byId("title").textContent = tongue().title;
    byId("description").textContent = tongue().description;
    byId("left-out").textContent = tongue().left_out;
  };

  const LIGATURES = { œ: "oe", æ: "ae", ø: "o", ł: "l", ß: "ss", đ: "d" };
  const fold = (text) =>
    text
      .normalize("NFKD")
      .replace(/\p{M}/gu, "")
      .toLowerCase()
      .replace(/[œæøłßđ]/g, (letter) => LIGATURES[letter])
      .replace(/[^\p{L}\p{N}]+/gu, " ")
      .trim();

  // When something ended, as exactly as its bounds tell: the year, the month or the day.
  const endOf = ({ endsNotBefore = "", endsNotAfter }) => {
    const shape = { year: "numeric" };
    if (endsNotBefore.slice(0, 7) === endsNotAfter.slice(0, 7)) shape.month = "long";
    if (endsNotBefore === endsNotAfter) shape.day = "numeric";
    return new Date(`${endsNotAfter}T12:00`).toLocaleDateString(language === "en" ? "en-GB" : language, shape);
  };

  return {
    became, byId, collate: (a, b) => collator.compare(a, b), documents, drawn, element, endOf, facts, fold, keyed, kindOf, knowledge, known,
    get language() {
      return language;
    },
    name, nodes, number, sentence, speak, term, ties, tiesOf, word,
    small: window.matchMedia("(max-width: 45rem)"),
    still: window.matchMedia("(prefers-reduced-motion: reduce)"),
  };
})();
