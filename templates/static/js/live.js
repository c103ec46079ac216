// News: whatever is [data-news] is asked again when something happened, by a stream or else in turn.
"use strict";
(() => {
  const root = document.documentElement;
  if (root.dataset.since === undefined) return;
  const ALONE_MS = 20000;
  const line = document.getElementById("connection");
  let since = root.dataset.since;
  let stream = null;
  let turn = 0;

  const ask = () => document.querySelectorAll("[data-news]").forEach((part) => part.dispatchEvent(new CustomEvent("news")));
  const say = (which) => { line.textContent = which ? line.dataset[which] : ""; };

  const inTurn = (wanted) => {
    clearInterval(turn);
    turn = wanted ? setInterval(() => { ask(); if (!stream) open(); }, ALONE_MS) : 0;
  };

  const close = () => { stream?.close(); stream = null; };

  const open = () => {
    close();
    if (document.hidden || !document.querySelector("[data-news]")) return;
    stream = new EventSource(`/live?since=${since}`);
    stream.addEventListener("open", () => { inTurn(false); say(""); root.dataset.stream = ""; });
    stream.addEventListener("news", (event) => { since = event.data; ask(); });
    stream.addEventListener("full", () => { close(); inTurn(true); });
    stream.addEventListener("error", () => {
      delete root.dataset.stream;
      if (stream?.readyState === EventSource.CLOSED) stream = null;
      if (!turn) inTurn(true);
      say(navigator.onLine ? "cut" : "offline");
    });
  };

  document.addEventListener("visibilitychange", () => { if (document.hidden) close(); else open(); });
  addEventListener("pagehide", close);
  addEventListener("pageshow", (event) => { if (event.persisted) open(); });
  addEventListener("offline", () => say("offline"));
  addEventListener("online", open);
  document.addEventListener("htmx:after:process", open, { once: true });
})();
