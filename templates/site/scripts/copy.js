// A button behind each code, which copies it.
"use strict";
(() => {
  const told = document.createElement("p");
  told.className = "told-aloud";
  told.setAttribute("role", "status");
  document.body.append(told);

  /**
   * @param {string} text
   * @returns {Promise<void>}
   */
  function copy(text) {
    if (navigator.clipboard) return navigator.clipboard.writeText(text).catch(() => select(text));
    return Promise.resolve(select(text));
  }

  /**
   * Copy as it was done before there was a clipboard to write to.
   * @param {string} text
   */
  function select(text) {
    const area = document.createElement("textarea");
    area.value = text;
    area.className = "told-aloud";
    document.body.append(area);
    area.select();
    document.execCommand("copy");
    area.remove();
  }

  /**
   * @param {HTMLElement} button
   * @param {string} icon
   */
  function draw(button, icon) {
    button.querySelector("use")?.setAttribute("href", `#i-${icon}`);
  }

  /** @type {NodeListOf<HTMLElement>} */
  const codes = document.querySelectorAll("[data-copy]");
  for (const code of codes) {
    const text = code.textContent?.replace(/[\u2060†‡]/g, "").trim() || "";
    const button = document.createElement("button");
    button.type = "button";
    button.className = "copy";
    button.setAttribute("aria-label", `${code.dataset.copy} ${text}`);
    const icon = document.querySelector(".icon")?.cloneNode(true);
    if (icon) button.append(icon);
    draw(button, "copy");
    code.append(button);
    button.addEventListener("click", async () => {
      await copy(text);
      told.textContent = `${code.dataset.copied}: ${text}`;
      draw(button, "check");
      setTimeout(() => draw(button, "copy"), 2000);
    });
  }
})();
