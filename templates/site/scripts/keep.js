// What is ticked and written stays on this device, and nothing of it leaves it.
"use strict";
(() => {
  const KEY = `vademecum ${document.body.dataset.guide}`;

  /** @returns {Record<string, string | boolean>} what was kept, or nothing where nothing can be */
  function read() {
    try {
      return JSON.parse(localStorage.getItem(KEY) || "{}");
    } catch {
      return {};
    }
  }

  /** @param {Record<string, string | boolean>} kept */
  function write(kept) {
    try {
      localStorage.setItem(KEY, JSON.stringify(kept));
    } catch {
      // A browser that keeps nothing still ticks.
    }
  }

  /** @type {NodeListOf<HTMLInputElement | HTMLTextAreaElement>} */
  const fields = document.querySelectorAll("[data-keep]");
  const kept = read();

  for (const field of fields) {
    const name = field.dataset.keep || "";
    const value = kept[name];
    if (field instanceof HTMLInputElement && field.type === "checkbox") {
      if (typeof value === "boolean") field.checked = value;
    } else if (typeof value === "string") {
      field.value = value;
    }
    field.addEventListener("input", () => {
      const ticked = field instanceof HTMLInputElement && field.type === "checkbox";
      const now = ticked ? field.checked : field.value;
      const all = read();
      if (now === "" || (ticked && now === field.defaultChecked)) delete all[name];
      else all[name] = now;
      write(all);
    });
  }

  for (const note of document.querySelectorAll("[data-scripted]")) note.removeAttribute("hidden");
  document.querySelector("[data-forget]")?.addEventListener("click", () => {
    write({});
    for (const field of fields) {
      field.value = field.defaultValue;
      if (field instanceof HTMLInputElement) field.checked = field.defaultChecked;
    }
  });
})();
