// Shows what the press tells, as it tells it: the pages, the problems, the HTML edition.
"use strict";

(() => {
  /** @typedef {{parts: Record<string, string>, site: string, isOlder: boolean, state: string, lead: string}} Shown */

  const STEP = 1.2;
  const LEAST = 0.4;
  const MOST = 3;
  /** How many pixels wider than it is shown a picture may be drawn. */
  const ROUND = 200;

  /** @param {string} id @returns {HTMLElement} */
  const element = (id) => {
    const found = document.getElementById(id);
    if (!found) throw new Error(id);
    return found;
  };
  const choice = /** @type {HTMLFormElement} */ (element("choice"));
  const help = /** @type {HTMLDialogElement} */ (element("help"));
  const problems = element("problems");
  const screen = element("screen");
  let zoom = Number(localStorage.getItem("zoom")) || 1;

  /** Gives pictures the size that the author likes, and asks for as many pixels as that needs.
   * @param {ParentNode} among
   * @returns {HTMLImageElement[]}
   */
  const sized = (among) => {
    const pictures = [...among.querySelectorAll("img")];
    for (const picture of pictures) {
      const width = Number(picture.dataset.width) * zoom;
      const pixels = Math.ceil((width * devicePixelRatio) / ROUND) * ROUND;
      picture.style.width = `${width}px`;
      const address = `${picture.dataset.address}?width=${pixels}`;
      if (picture.getAttribute("src") !== address) picture.src = address;
    }
    return pictures;
  };

  /** Puts a part of the page in its place; pictures are there before they are shown.
   * @param {string} id
   * @param {string} html
   */
  const put = async (id, html) => {
    const place = element(id);
    if (place.dataset.html === html) return;
    place.dataset.html = html;
    const made = document.createElement("template");
    made.innerHTML = html;
    const ready = document.importNode(made.content, true); // inside a template nothing is loaded
    await Promise.all(sized(ready).map((picture) => picture.decode().catch(() => undefined)));
    if (place.dataset.html === html) place.replaceChildren(ready);
  };

  /** Shows the HTML edition as it is now, where the reader had scrolled to.
   * @param {string} address another one whenever the edition has been made again
   */
  const load = (address) => {
    const before = document.body.dataset.site ?? "";
    screen.hidden = !address;
    document.body.dataset.site = address;
    if (address === before) return;
    const frame = screen.querySelector("iframe");
    if (frame && address && address.split("?")[0] === before.split("?")[0]) {
      frame.contentWindow?.location.reload();
      return;
    }
    frame?.remove();
    if (!address) return;
    const made = document.createElement("iframe");
    made.title = "The HTML edition";
    made.src = address;
    screen.querySelector(".phone")?.append(made);
  };

  /** @param {Shown} shown */
  const show = async (shown) => {
    if (shown.lead) {
      location.replace(shown.lead);
      return;
    }
    const before = document.body.dataset.state;
    if (shown.state === "making") document.body.dataset.state = shown.state;
    const { choice: options, ...others } = shown.parts;
    if (choice.dataset.html !== options && !choice.contains(document.activeElement)) {
      await put("choice", options ?? "");
    }
    await Promise.all(Object.entries(others).map(([id, html]) => put(id, html)));
    document.body.dataset.state = shown.state;
    if (shown.state !== "making" && before !== shown.state) problems.classList.remove("aside-put");
    load(shown.site);
    screen.classList.toggle("older", shown.isOlder);
  };

  const listen = () => {
    const events = new EventSource(document.body.dataset.events ?? "/events");
    let turn = Promise.resolve();
    events.addEventListener("shown", (event) => {
      const shown = /** @type {Shown} */ (JSON.parse(event.data));
      turn = turn.then(() => show(shown));
    });
    events.addEventListener("error", () => {
      const told = document.createElement("span");
      told.className = "state away";
      told.textContent = "the press has stopped";
      element("status").dataset.html = "";
      element("status").replaceChildren(told);
      document.body.dataset.state = "away";
    });
  };

  /** Goes to the next of what can be chosen, or the one before.
   * @param {string} name
   * @param {number} step
   */
  const turn = (name, step) => {
    const select = choice.elements.namedItem(name);
    if (!(select instanceof HTMLSelectElement) || select.length < 2) return;
    select.selectedIndex = (select.selectedIndex + step + select.length) % select.length;
    choice.requestSubmit();
  };

  /** @param {number} to */
  const enlarge = (to) => {
    zoom = Math.min(MOST, Math.max(LEAST, to));
    localStorage.setItem("zoom", String(zoom));
    sized(element("papers"));
  };

  /** @type {Record<string, () => void>} */
  const KEYS = {
    g: () => turn("guide", 1),
    G: () => turn("guide", -1),
    l: () => turn("language", 1),
    L: () => turn("language", -1),
    p: () => turn("product", 1),
    P: () => turn("product", -1),
    s: () => turn("paper", 1),
    S: () => turn("paper", -1),
    "+": () => enlarge(zoom * STEP),
    "=": () => enlarge(zoom * STEP),
    "-": () => enlarge(zoom / STEP),
    0: () => enlarge(1),
    Escape: () => problems.classList.toggle("aside-put"),
    "?": () => help.showModal(),
  };

  document.addEventListener("keydown", (event) => {
    const isTyped = event.target instanceof Element && event.target.closest("select, input, dialog");
    const act = KEYS[event.key];
    if (!act || isTyped || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    act();
  });
  choice.addEventListener("change", () => choice.requestSubmit());
  element("keys").hidden = false;
  element("keys").addEventListener("click", () => help.showModal());
  sized(element("papers"));
  listen();
})();
