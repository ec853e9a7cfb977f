"use strict";

// What this map is, and its keys; whether single keys act is the reader's choice.
thx.help = (() => {
  const { byId, view } = thx;
  const dialog = byId("help");
  const open = () => dialog.open || dialog.showModal();

  byId("open-help").addEventListener("click", open);
  byId("close-help").addEventListener("click", () => dialog.close());
  // a click beside the dialog's content meets the dialog itself
  dialog.addEventListener("click", ({ target }) => target === dialog && dialog.close());
  byId("shortcuts").addEventListener("change", ({ target }) => view.change({ shortcuts: target.checked }));
  view.on((state) => {
    byId("shortcuts").checked = state.shortcuts;
    byId("about").textContent = byId("description").textContent;
  });

  return { open };
})();
