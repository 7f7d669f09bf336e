// Paper: the reader's own first, whether the sheet in hand is the newest, and until when facts are good.
"use strict";
(() => {
  // Where paper is Letter (CLDR, territoryInfo: paperSize US-Letter).
  const LETTER = "BZ CA CL CO CR GT MX NI PA PH PR SV US VE".split(" ");

  /** @typedef {Record<string, string>} Hashes */
  /** @typedef {{version: string, day: string, words: Hashes, facts: Hashes, pictures: Hashes}} Release */

  function sortPapers() {
    const regions = navigator.languages.map((tag) => {
      try {
        return new Intl.Locale(tag).region;
      } catch {
        return undefined;
      }
    });
    const region = regions.find(Boolean) || "";
    const own = LETTER.includes(region) ? "letter" : region && "a4";
    for (const list of document.querySelectorAll("[data-papers]")) {
      const item = own && list.querySelector(`[data-paper="${own}"]`);
      if (item) list.prepend(item);
    }
  }

  function tellAge() {
    /** @type {HTMLElement | null} */
    const notice = document.querySelector("[data-until]");
    if (notice && new Date().toISOString().slice(0, 10) > (notice.dataset.until || "")) notice.hidden = false;
  }

  /**
   * @param {Release[]} since the releases after that of the sheet in hand
   * @returns {Set<Element>} the blocks that have changed
   */
  function changed(since) {
    const found = new Set();
    const blocks = [...document.querySelectorAll("[data-facts]")];
    for (const release of since) {
      for (const place of Object.keys(release.words)) {
        const steps = place.split(".");
        const id = steps[0] === "blocks" || steps[0] === "labels" ? steps[1] : steps[0];
        const phrase = steps[0] === "phrases" && document.querySelector(`[data-phrase="${steps[1]}"]`);
        found.add(phrase ? phrase.closest("[data-facts]") : document.getElementById(id));
      }
      for (const fact of Object.keys(release.facts)) {
        for (const block of blocks) {
          if (block.getAttribute("data-facts")?.split(" ").includes(fact)) found.add(block);
        }
      }
      for (const picture of Object.keys(release.pictures)) {
        found.add(document.querySelector(`[data-picture="${picture}"]`)?.closest("[data-facts]"));
      }
    }
    return new Set(blocks.filter((block) => found.has(block)));
  }

  /** @param {Element} block */
  function link(block) {
    const title = block.querySelector(".title span, .head, .say, p");
    const item = document.createElement("li"), anchor = document.createElement("a");
    anchor.href = `#${block.id}`;
    anchor.textContent = title?.textContent?.trim() || block.id;
    for (const name of ["lang", "dir"]) {
      const value = block.getAttribute(name);
      if (value) anchor.setAttribute(name, value);
    }
    item.append(anchor);
    return item;
  }

  /**
   * @param {Release[]} releases the newest last
   * @param {string} version that of the sheet in hand
   */
  function tellVersion(releases, version) {
    const known = releases.findIndex((release) => release.version === version);
    const state = known < 0 ? "unknown" : known === releases.length - 1 ? "newest" : "older";
    /** @type {HTMLElement | null} */
    const notice = document.querySelector(`.notice[data-paper="${state}"]`);
    if (!notice) return;
    if (state === "older") notice.querySelector("ul")?.append(...[...changed(releases.slice(known + 1))].map(link));
    notice.hidden = false;
  }

  async function compareVersion() {
    const version = new URLSearchParams(location.search).get("v") || "";
    const versions = document.body.dataset.versions;
    if (!versions || !/^[0-9a-f]{8}$/.test(version) || !location.protocol.startsWith("http")) return;
    try {
      const answer = await fetch(versions);
      const releases = answer.ok ? await answer.json() : [];
      if (releases.length) tellVersion(releases, version);
    } catch {
      // Without network nothing can be said of it.
    }
  }

  sortPapers();
  tellAge();
  compareVersion();
})();
