// Keys, and the confirm sheet. Everything here is a shortcut to a link or button on the page.
"use strict";
(() => {
  const typing = (element) => element.closest("input, textarea, select, [contenteditable]");
  const rows = () => [...document.querySelectorAll("[data-row]")];
  const sheet = () => document.getElementById("sheet");
  let leader = "";

  const step = (by) => {
    const all = rows();
    const at = all.indexOf(document.activeElement);
    const next = all[Math.min(Math.max(at + by, 0), all.length - 1)];
    if (next) { next.focus(); next.scrollIntoView({ block: "nearest" }); }
  };

  const moves = {
    j: () => step(1),
    k: () => step(-1),
    "/": () => document.getElementById("search")?.focus(),
    "g i": () => location.assign("/inbox"),
    "g c": () => location.assign("/cycle"),
  };

  const lead = () => document.querySelector(".lead [data-row]");
  const hotkey = (key) => document.querySelector(`[data-hotkey="${CSS.escape(key)}"]`);

  const press = (event) => {
    const key = leader ? `${leader} ${event.key}` : event.key;
    leader = !leader && event.key === "g" ? "g" : "";
    if (moves[key]) { event.preventDefault(); moves[key](); return; }
    const target = hotkey(key) ?? (key === "Enter" && document.activeElement === document.body ? lead() : null);
    if (target && !(key === "Enter" && document.activeElement !== document.body)) {
      event.preventDefault();
      target.click();
    }
  };

  document.addEventListener("keydown", (event) => {
    const plain = !event.ctrlKey && !event.metaKey && !event.altKey;
    if (event.key === "Enter" && !plain && sheet()?.open) { sheet().querySelector("form")?.requestSubmit(); return; }
    if (document.documentElement.dataset.keys === undefined) return;
    if (!plain || event.defaultPrevented || typing(event.target) || sheet()?.open) return;
    press(event);
  });

  // The confirm step arrives in the sheet; without this script the same link opens it as a page.
  document.addEventListener("htmx:after:swap", () => {
    const box = sheet();
    if (!box || box.open || !box.querySelector("#confirm")) return;
    document.querySelector("#more-answers:popover-open")?.hidePopover();
    box.showModal();
    box.querySelector("h1")?.focus();
  });

  // A list that is refreshed while somebody ticks rows would lose what they ticked.
  document.addEventListener("htmx:before:request", (event) => {
    if (event.target.id === "inbox" && document.querySelector("#inbox input:checked")) event.preventDefault();
  });

  // Rows that could not be refreshed stay; a line says how old they are.
  const drawn = new Date().toLocaleTimeString([], { hour: "2-digit", minute: "2-digit" });
  const line = () => document.getElementById("status");
  const say = (text) => { line().textContent = text; };
  const stale = () => say(line().dataset.stale.replace("…", drawn));
  document.addEventListener("htmx:error", stale);
  document.addEventListener("htmx:response:error", stale);
  document.addEventListener("htmx:after:swap", (event) => { if (event.detail?.ctx?.response?.raw?.ok) say(""); });
  document.addEventListener("htmx:after:process", () => { document.documentElement.dataset.live = ""; });

  document.addEventListener("click", (event) => {
    const close = event.target.closest("[data-close-sheet]");
    if ((close || event.target === sheet()) && sheet()?.open) { event.preventDefault(); sheet().close(); }
  });

  document.addEventListener("close", () => sheet()?.replaceChildren(), true);

  // A second press while the first is on its way would only be told that it was already taken.
  document.addEventListener("submit", (event) => {
    const button = event.target.querySelector("button:not([type=button])");
    if (event.target.method === "post" && button) setTimeout(() => { button.disabled = true; });
  });
  addEventListener("pageshow", () => document.querySelectorAll("button:disabled").forEach((b) => { b.disabled = false; }));

  document.querySelector("[role=alert][tabindex]")?.focus();
})();
