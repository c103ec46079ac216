// What the page says of its reader by itself: that it is open, and what they have written so far.
"use strict";
(() => {
  const HERE_MS = 25000;
  const PAUSE_MS = 600;
  const post = (url, fields) => fetch(url, { method: "POST", body: new URLSearchParams(fields), keepalive: true }).catch(() => null);

  const page = document.querySelector("[data-looks]")?.dataset;
  if (page) {
    const { looks, shown } = page;
    const here = () => { if (!document.hidden) post(looks, { shown }); };
    here();
    setInterval(here, HERE_MS);
    document.addEventListener("visibilitychange", here);
    addEventListener("pagehide", () => navigator.sendBeacon(looks, new URLSearchParams({ gone: "1" })));
  }

  let keep = null;
  let timer = 0;
  const now = () => { clearTimeout(timer); const last = keep; keep = null; return last?.(); };
  document.addEventListener("input", ({ target }) => {
    const form = target.closest("form[data-draft]");
    if (!form || !target.matches("textarea")) return;
    keep = async () => {
      const answer = await post(form.dataset.draft, { form: form.dataset.form, text: target.value, quiet: "1" });
      if (answer?.ok) form.querySelectorAll("[data-kept]").forEach((said) => { said.hidden = false; });
    };
    clearTimeout(timer);
    timer = setTimeout(now, PAUSE_MS);
  });
  document.addEventListener("submit", () => { clearTimeout(timer); keep = null; });
  addEventListener("pagehide", now);

  if (navigator.clipboard) document.querySelectorAll("[data-copy]").forEach((button) => {
    button.hidden = false;
    button.addEventListener("click", async () => {
      await navigator.clipboard.writeText(new URL(button.dataset.copy, location).href);
      document.getElementById("status").textContent = button.dataset.copied;
    });
  });
})();
