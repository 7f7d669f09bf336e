// A tap on a sentence fills the screen with it, to be held out to somebody.
"use strict";
(() => {
  const SMALLEST = 16;
  const SWIPE = 48;
  const first = /** @type {HTMLButtonElement | null} */ (document.querySelector("[data-show-first]"));
  const dialog = /** @type {HTMLDialogElement | null} */ (document.querySelector("dialog.show"));
  if (!first || !dialog || !dialog.showModal) return;

  /**
   * @param {string} name
   * @returns {HTMLElement}
   */
  const part = (name) => /** @type {HTMLElement} */ (dialog.querySelector(`[data-${name}]`));
  const box = part("showing"), sentence = part("sentence"), meaning = part("meaning");
  const typed = part("typed"), typeHere = part("type-here"), count = part("count");
  const previous = /** @type {HTMLButtonElement} */ (part("previous"));
  const next = /** @type {HTMLButtonElement} */ (part("next"));
  const input = /** @type {HTMLInputElement} */ (typeHere.querySelector("input"));
  const phrases = /** @type {HTMLElement[]} */ ([...document.querySelectorAll("[data-phrase]")]);
  const forward = document.documentElement.dir === "rtl" ? -1 : 1;
  let at = 0;

  /** @returns {HTMLInputElement | HTMLTextAreaElement | null} where a number is written on the page */
  const field = () => phrases[at].querySelector("input[type=text][data-keep], textarea[data-keep]");

  /**
   * @param {string} text
   * @param {string} groups how many digits stand together, with spaces between
   */
  function grouped(text, groups) {
    const digits = text.replace(/\s/g, "");
    if (!groups || /\D/.test(digits)) return text;
    let start = 0;
    const parts = groups.split(" ").map((size) => digits.slice(start, (start += Number(size))));
    return [...parts, digits.slice(start)].filter(Boolean).join(" ");
  }

  /** Show under the sentence what was typed or chosen. */
  function tell() {
    const phrase = phrases[at], own = field();
    const chosen = [...phrase.querySelectorAll("input[type=checkbox]:checked + span")];
    const prefix = phrase.querySelector("[data-prefix]")?.textContent || "";
    const written = own && own.value ? `${prefix} ${grouped(own.value, own.dataset.groups || "")}` : "";
    const words = chosen.map((span) => (span.querySelector(".lead") || span).textContent);
    typed.textContent = [written.trim(), ...words].filter(Boolean).join(" · ");
    typed.hidden = typed.textContent === "";
    fit();
  }

  /** Make the sentence as large as fits. */
  function fit() {
    if (!dialog || !dialog.open) return;
    const fits = () => {
      const inside = sentence.getBoundingClientRect();
      const inner = box.scrollWidth <= box.clientWidth && box.scrollHeight <= box.clientHeight;
      return inner && inside.height <= box.clientHeight && inside.width <= box.clientWidth;
    };
    let low = SMALLEST, high = Math.max(box.clientHeight, SMALLEST);
    while (high - low > 0.5) {
      const size = (low + high) / 2;
      box.style.fontSize = `${size}px`;
      if (fits()) low = size;
      else high = size;
    }
    box.style.fontSize = `${Math.floor(low)}px`;
  }

  /** @param {number} number the sentence to show */
  function show(number) {
    if (number < 0 || number >= phrases.length) return;
    at = number;
    const phrase = phrases[at], own = field();
    sentence.textContent = phrase.querySelector("[data-say]")?.textContent?.replace(/[\u2060†‡]/g, "") || "";
    meaning.textContent = phrase.querySelector("[data-means]")?.textContent || "";
    typeHere.hidden = own === null;
    input.value = own ? own.value : "";
    input.inputMode = own ? own.inputMode : "";
    count.textContent = `${at + 1} / ${phrases.length}`;
    count.hidden = phrases.length < 2;
    previous.disabled = at === 0;
    next.disabled = at === phrases.length - 1;
    box.scrollTop = 0;
    tell();
  }

  /** @type {WakeLockSentinel | null} */
  let awake = null;
  async function stayAwake() {
    try {
      awake = (await navigator.wakeLock?.request("screen")) || null;
    } catch {
      awake = null; // the battery is low, or the page is not seen
    }
  }

  /** @param {number} number */
  function open(number) {
    dialog?.showModal();
    show(number);
    document.fonts?.ready.then(fit);
    stayAwake();
  }

  const word = first.textContent?.trim() || "";
  for (const [number, phrase] of phrases.entries()) {
    const say = /** @type {HTMLElement} */ (phrase.querySelector("[data-say]"));
    say.classList.add("can-show");
    say.addEventListener("click", (event) => {
      if (!(event.target instanceof HTMLAnchorElement)) open(number);
    });
    const button = document.createElement("button");
    button.type = "button";
    button.className = "show-button";
    button.lang = document.documentElement.lang;
    button.dir = document.documentElement.dir;
    const icon = first.querySelector("svg")?.cloneNode(true);
    button.append(...(icon ? [icon] : []), word);
    button.setAttribute("aria-label", `${word}: ${phrase.querySelector("[data-means]")?.textContent || ""}`);
    button.addEventListener("click", () => open(number));
    phrase.append(button);
  }

  first.hidden = false;
  first.addEventListener("click", () => open(0));
  previous.addEventListener("click", () => show(at - 1));
  next.addEventListener("click", () => show(at + 1));
  part("close").addEventListener("click", () => dialog.close());
  dialog.addEventListener("close", () => {
    awake?.release();
    awake = null;
  });
  document.addEventListener("visibilitychange", () => {
    if (dialog.open && document.visibilityState === "visible") stayAwake();
  });
  input.addEventListener("input", () => {
    const own = field();
    if (own) {
      own.value = input.value;
      own.dispatchEvent(new Event("input"));
    }
    tell();
  });
  dialog.addEventListener("keydown", (event) => {
    if (event.target === input) return;
    /** @type {Record<string, number>} */
    const moves = { ArrowRight: forward, ArrowLeft: -forward, ArrowDown: 1, ArrowUp: -1, PageDown: 1, PageUp: -1 };
    const move = moves[event.key];
    if (move) {
      event.preventDefault();
      show(at + move);
    }
  });

  let x = 0, y = 0;
  dialog.addEventListener("pointerdown", (event) => ([x, y] = [event.clientX, event.clientY]));
  dialog.addEventListener("pointerup", (event) => {
    const across = event.clientX - x, down = event.clientY - y;
    if (event.target !== input && Math.abs(across) > SWIPE && Math.abs(across) > 2 * Math.abs(down)) {
      show(at - forward * Math.sign(across));
    }
  });
  window.addEventListener("resize", fit);
})();
