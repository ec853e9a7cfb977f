"use strict";

// Search as one types: by name, alias or former name, whatever case, accents and punctuation.
thx.search = (() => {
  const { byId, element, fold, nodes, small, word } = thx;
  const LISTED = 12;

  const foldAll = () => {
    for (const node of nodes) {
      node.spellings = [...new Set([thx.name(node), node.name, ...node.aliases])];
      node.folded = node.spellings.map(fold);
    }
  };
  thx.view.on((state, changed) => {
    if (changed.has("language")) foldAll();
  });

  const scoreOf = (folded, wanted) => {
    if (folded === wanted) return 4;
    if (folded.startsWith(wanted)) return 3;
    if (` ${folded}`.includes(` ${wanted}`)) return 2;
    return wanted.split(" ").every((part) => folded.includes(part)) ? 1 : 0;
  };
  const find = (text, among = nodes) => {
    const wanted = fold(text);
    if (!wanted) return [];
    return among
      .map((node) => {
        const scores = node.folded.map((name) => scoreOf(name, wanted));
        const score = Math.max(...scores);
        const spelling = node.spellings[scores.indexOf(score)];
        return { node, score, alias: spelling === thx.name(node) ? "" : spelling };
      })
      .filter(({ score }) => score)
      .sort((a, b) => b.score - a.score || a.node.rank - b.node.rank)
      .slice(0, LISTED);
  };

  // A field with a list of what it may mean (a combobox, as WAI-ARIA describes it); `choose` is told the node.
  const combobox = (field, list, choose, among) => {
    let active = -1;
    const options = () => [...list.querySelectorAll("[role=option]:not([aria-disabled])")];
    const activate = (index) => {
      const all = options();
      active = all.length ? (index + all.length) % all.length : -1;
      all.forEach((option, position) => option.setAttribute("aria-selected", String(position === active)));
      if (active < 0) return field.removeAttribute("aria-activedescendant");
      field.setAttribute("aria-activedescendant", all[active].id);
      return all[active].scrollIntoView({ block: "nearest" });
    };
    const close = () => {
      list.hidden = true;
      field.setAttribute("aria-expanded", "false");
      field.removeAttribute("aria-activedescendant");
    };
    const take = (node) => {
      close();
      field.value = thx.name(node);
      choose(node);
    };
    const entry = ({ node, alias }, index) => {
      const kind = thx.kindOf(node);
      const text = element("span", {}, thx.name(node), element("small", { text: alias ? `${kind} · ${alias}` : kind }));
      const item = element("li", { role: "option", id: `${list.id}-${index}`, "aria-selected": "false" }, thx.legend.markOf(node), text);
      item.addEventListener("pointerdown", (event) => event.preventDefault());
      item.addEventListener("click", () => take(node));
      item.node = node;
      return item;
    };
    const show = () => {
      if (!fold(field.value)) return close();
      const found = find(field.value, among?.());
      list.replaceChildren(...found.map(entry));
      if (!found.length) list.replaceChildren(element("li", { role: "option", "aria-disabled": "true", class: "none", text: word("no_result") }));
      list.hidden = false;
      field.setAttribute("aria-expanded", String(found.length > 0));
      byId("status").textContent = found.length ? `${thx.number(found.length)} ${word("results")}` : word("no_result");
      return activate(0);
    };
    field.addEventListener("input", show);
    field.addEventListener("focus", () => field.select());
    field.addEventListener("blur", close);
    field.addEventListener("keydown", (event) => {
      const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
      if (step) {
        event.preventDefault();
        if (list.hidden) show();
        else activate(active + step);
      } else if (event.key === "Enter" && !list.hidden) {
        const chosen = options()[active];
        if (chosen) take(chosen.node);
      } else if (event.key === "Escape" && !list.hidden) {
        event.stopPropagation();
        close();
      }
    });
  };

  combobox(byId("search"), byId("results"), (node) => {
    if (small.matches) byId("legend").open = false;
    thx.details.select(node.id, { centre: true, read: true });
  });
  return { combobox, find };
})();
