// Keeps a folder of the site on the device: what the page needs at once, the rest once it was opened.
// Above stand FIRST and LATER, the files of the folder, each with the hash of its content.
"use strict";
(() => {
  const worker = /** @type {ServiceWorkerGlobalScope} */ (/** @type {unknown} */ (self));
  const CACHE = `vademecum ${worker.registration.scope}`;
  const PATIENCE = 4000;
  /** @type {Record<string, string>} */
  const FILES = { ...FIRST, ...LATER };
  const FRESH = ["index.html", "versions.json"];

  /** @param {string} name */
  const key = (name) => `${worker.registration.scope}${name}?${FILES[name]}`;

  /**
   * The answer that may be kept: a browser refuses to open a page by one that was redirected.
   * @param {Response} answer
   */
  const whole = async (answer) =>
    new Response(await answer.blob(), { status: answer.status, headers: answer.headers });

  /**
   * @param {string} name
   * @param {RequestInit} how
   */
  async function load(name, how = {}) {
    const answer = await fetch(new URL(name, worker.registration.scope), how);
    if (answer.status !== 200) return answer;
    const copy = await whole(answer);
    await (await caches.open(CACHE)).put(key(name), copy.clone());
    return copy;
  }

  /** @param {string} name */
  async function keep(name) {
    const cache = await caches.open(CACHE);
    if (await cache.match(key(name))) return;
    const answer = await load(name, { cache: "no-cache" });
    if (answer.status !== 200) throw new Error(`${name}: ${answer.status}`);
  }

  async function forget() {
    const cache = await caches.open(CACHE);
    const wanted = new Set(Object.keys(FILES).map(key));
    for (const request of await cache.keys()) {
      if (!wanted.has(request.url)) await cache.delete(request);
    }
  }

  /** @param {string} name */
  async function kept(name) {
    return (await caches.open(CACHE)).match(key(name));
  }

  /**
   * What must be new where there is network: it is asked for, and what is kept waits.
   * @param {string} name
   */
  async function fresh(name) {
    const found = await kept(name);
    if (!found) return load(name);
    /** @type {Promise<Response>} */
    const late = new Promise((resolve) => setTimeout(() => resolve(found), PATIENCE));
    return Promise.race([load(name, { cache: "no-cache" }), late]).catch(() => found);
  }

  worker.addEventListener("install", (event) => {
    event.waitUntil(Promise.all(Object.keys(FIRST).map(keep)).then(() => worker.skipWaiting()));
  });
  worker.addEventListener("activate", (event) => {
    event.waitUntil(forget().then(() => worker.clients.claim()));
  });
  worker.addEventListener("fetch", (event) => {
    const url = new URL(event.request.url);
    const address = url.origin + url.pathname;
    if (event.request.method !== "GET" || !address.startsWith(worker.registration.scope)) return;
    const name = decodeURI(address.slice(worker.registration.scope.length)) || "index.html";
    if (!Object.hasOwn(FILES, name)) return;
    if (FRESH.includes(name)) event.respondWith(fresh(name));
    else event.respondWith(kept(name).then((found) => found || load(name)));
  });
})();
