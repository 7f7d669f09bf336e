// Has the browser keep the page, so that it is there without network.
"use strict";
(() => {
  const worker = document.body.dataset.worker;
  if (!worker || !("serviceWorker" in navigator) || !location.protocol.startsWith("http")) return;
  navigator.serviceWorker
    .register(worker)
    .then(() => navigator.serviceWorker.ready)
    .then(() => document.querySelector("[data-offline]")?.removeAttribute("hidden"))
    .catch(() => undefined); // the page works as well without
})();
