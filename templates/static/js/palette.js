// Every command of the page in one list, with its key. It presses links for you; none of them commits.
"use strict";
(() => {
  const box = document.getElementById("palette");
  if (!box) return;
  const field = box.querySelector("input");
  const list = box.querySelector("ul");
  const plain = (text) => text.replace(/\s+/g, " ").trim();

  const said = (target) => {
    const copy = target.cloneNode(true);
    copy.querySelectorAll("kbd, .count").forEach((part) => part.remove());
    return plain(copy.textContent);
  };

  const commands = () => {
    const keys = { "/inbox": "g i", "/cycle": "g c" };
    const here = [...document.querySelectorAll("a[data-hotkey]")].map((to) => ({ to, text: said(to), key: to.dataset.hotkey }));
    const places = [...document.querySelectorAll("#menu a")].map((to) => ({ to, text: box.dataset.go.replace("…", said(to)), key: keys[to.getAttribute("href")] ?? "" }));
    const search = document.getElementById("search");
    const find = { to: search, text: search?.getAttribute("aria-label"), key: "/" };
    return [...here, ...places, ...(search ? [find] : [])];
  };

  const line = ({ to, text, key }) => {
    const item = document.createElement("li");
    const button = document.createElement("button");
    button.type = "button";
    button.append(text);
    if (key) { const mark = document.createElement("kbd"); mark.append(key); button.append(mark); }
    button.addEventListener("click", () => { box.close(); if (to.matches("input")) to.focus(); else to.click(); });
    item.append(button);
    return item;
  };

  const draw = () => {
    const wanted = field.value.toLowerCase();
    list.replaceChildren(...commands().filter(({ text }) => text.toLowerCase().includes(wanted)).map(line));
  };

  const open = () => {
    if (box.open || document.querySelector("dialog[open]")) return;
    document.querySelector("#menu:popover-open")?.hidePopover();
    field.value = "";
    draw();
    box.showModal();
    field.focus();
  };

  const buttons = () => [...list.querySelectorAll("button")];
  const step = (by) => {
    const all = buttons();
    const at = all.indexOf(document.activeElement) + by;
    (at < 0 ? field : all[Math.min(at, all.length - 1)])?.focus();
  };

  field.addEventListener("input", draw);
  box.addEventListener("keydown", (event) => {
    if (!box.open) return; // just closed, its field still has the focus for a moment: the page hears the keys
    event.stopPropagation();
    if (event.key === "ArrowDown" || event.key === "ArrowUp") { event.preventDefault(); step(event.key === "ArrowDown" ? 1 : -1); }
    if (event.key === "Enter" && event.target === field) { event.preventDefault(); buttons()[0]?.click(); }
  });
  box.addEventListener("click", (event) => { if (event.target === box) box.close(); });
  document.addEventListener("keydown", (event) => {
    const typing = event.target.closest("input, textarea, select, [contenteditable]");
    const asked = event.key.toLowerCase() === "k" && (event.ctrlKey || event.metaKey);
    const help = event.key === "?" && !typing && document.documentElement.dataset.keys !== undefined;
    if (asked || help) { event.preventDefault(); open(); }
  });
  document.querySelectorAll("[data-palette]").forEach((button) => { button.hidden = false; button.addEventListener("click", open); });
})();
