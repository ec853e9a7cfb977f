"use strict";

// The view: all that a reader has chosen. It stands in the address behind #, so that a link shows what its sender saw.
thx.view = (() => {
  const START = Object.freeze({
    colour: thx.knowledge.opening.colour, // family, helix, therapy or community
    size: thx.knowledge.opening.size, // degree, strength or betweenness
    folded: false, // initiatives become ties between those who take part
    groups: thx.knowledge.opening.groups, // communities as hulls, or as one symbol each
    opened: [], // the communities of which the members are shown though groups are folded
    kinds: [], // kinds of nodes that are hidden
    ties: [], // kinds of ties that are hidden
    stated: false, // without what was deduced
    helices: [], // of these only, where there are any
    therapies: [],
    stages: [],
    regions: [],
    year: null, // as it stood then
    focus: null, // the key of a node: only who is near it
    depth: 1,
    at: [], // where the reader looks, once the picture was moved by hand: the middle, and the scale
    selected: null, // the key of a node, or the number of a tie
    from: null, // the keys of the two ends of a way ("" while nobody is chosen), and which of the ways is shown
    to: null,
    way: 0,
    panel: "", // table or matrix
    rows: "nodes", // of the table; or ties
    sort: "", // the column by which it is sorted, with - in front from the end
    language: thx.knowledge.language,
    theme: "", // light or dark; else as the reader's system has it
    shortcuts: true, // whether single keys act wherever the focus is
  });
  const KEYS = Object.keys(START);

  let state = START;
  let hasBegun = false;
  const past = [];
  const future = [];
  const readers = [];
  const same = (one, other) => JSON.stringify(one) === JSON.stringify(other);

  // ------------------------------------------------------------ in the address

  const written = () => {
    const parts = new URLSearchParams();
    for (const key of KEYS) if (!same(state[key], START[key])) parts.set(key, [state[key]].flat().join("~"));
    return parts.toString();
  };
  const typed = (key, text) => {
    if (Array.isArray(START[key])) return text ? text.split("~") : [];
    if (typeof START[key] === "boolean") return text === "true";
    if (typeof START[key] === "number" || key === "year") return Number.isFinite(Number(text)) ? Number(text) : START[key];
    return text;
  };
  const readAddress = () => {
    const parts = new URLSearchParams(window.location.hash.slice(1));
    return KEYS.reduce((read, key) => (parts.has(key) ? { ...read, [key]: typed(key, parts.get(key)) } : read), START);
  };

  // ------------------------------------------------------------ changes

  const tell = (before) => {
    const changed = new Set(KEYS.filter((key) => !same(before[key], state[key])));
    if (changed.size) for (const reader of readers) reader(state, changed);
    document.dispatchEvent(new CustomEvent("view", { detail: changed }));
  };
  const put = (next) => {
    const before = state;
    state = Object.freeze(next);
    // the address of the page itself is not part of its history: back leaves the page, undo is our own
    window.history.replaceState(null, "", `#${written()}`);
    tell(before);
  };
  const change = (wanted) => {
    const next = { ...state, ...wanted };
    if (same(next, state)) return;
    past.push(state);
    future.length = 0;
    put(next);
  };
  // What goes on with the last change, as a slider that is dragged does, is undone together with it.
  const amend = (wanted) => put({ ...state, ...wanted });
  const step = (from, to) => {
    if (!from.length) return;
    to.push(state);
    put({ ...from.pop(), at: state.at }); // where one looks is no choice that was made
  };
  // Whoever toggles a thing of a list puts it in, or takes it out.
  const toggled = (key, value) =>
    state[key].includes(value) ? state[key].filter((each) => each !== value) : [...state[key], value];

  readers.push((now, changed) => {
    if (changed.has("language")) thx.speak(now.language);
  });

  window.addEventListener("hashchange", () => {
    past.push(state);
    put(readAddress());
  });

  return {
    START,
    amend,
    change,
    toggle: (key, value) => change({ [key]: toggled(key, value) }),
    get state() {
      return state;
    },
    // a reader is told of every change: the state, and the set of the keys that changed
    on: (reader) => readers.push(reader),
    begin: () => {
      state = Object.freeze(readAddress());
      for (const reader of readers) reader(state, new Set(KEYS));
      hasBegun = true;
    },
    undo: () => step(past, future),
    redo: () => step(future, past),
    reset: () => change({ ...START, language: state.language, theme: state.theme, shortcuts: state.shortcuts }),
    get hasBegun() {
      return hasBegun;
    },
    get canUndo() {
      return past.length > 0;
    },
    get canRedo() {
      return future.length > 0;
    },
  };
})();
