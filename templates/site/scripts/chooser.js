// The reader's own language first.
"use strict";
(() => {
  /**
   * @param {string} tag
   * @returns {{language: string, script: string}} of a BCP 47 tag, its script as Unicode thinks likely
   */
  function meant(tag) {
    try {
      const { language, script } = new Intl.Locale(tag).maximize();
      return { language, script: script || "" };
    } catch {
      return { language: tag.toLowerCase().split("-")[0], script: "" };
    }
  }

  /**
   * How well a page suits a reader: 2 for the same language and script, 1 for the language alone.
   * @param {string} page
   * @param {string} reader
   */
  function suits(page, reader) {
    const [one, other] = [meant(page), meant(reader)];
    return one.language !== other.language ? 0 : one.script === other.script ? 2 : 1;
  }

  for (const list of document.querySelectorAll("[data-choices]")) {
    const items = /** @type {HTMLElement[]} */ ([...list.children]);
    /** @type {HTMLElement[]} */
    const own = [];
    for (const tag of navigator.languages) {
      for (const grade of [2, 1]) {
        const found = items.filter((item) => suits(item.dataset.language || "", tag) === grade);
        if (found.length) {
          own.push(...found);
          break;
        }
      }
    }
    const [first] = own;
    if (first) first.classList.add("own");
    list.prepend(...new Set(own));
  }
})();
