// Passkeys: a form says where its options are; the device's answer goes into the form, which is sent.
"use strict";
(() => {
  const said = {
    NotAllowedError: "Nothing was confirmed: it was called off, or took too long. Try again.",
    InvalidStateError: "This device has a passkey for you already.",
    SecurityError: "Passkeys don’t work at this address. Open the page by its name, over https.",
  };

  const options = async (form) => {
    const answer = await fetch(form.dataset.passkey, { method: "POST", body: new URLSearchParams(new FormData(form)) });
    if (!answer.ok) throw new Error();
    return answer.json();
  };

  const ask = async (form) => {
    const json = await options(form);
    const making = form.dataset.passkeyMakes !== undefined;
    const kept = making
      ? await navigator.credentials.create({ publicKey: PublicKeyCredential.parseCreationOptionsFromJSON(json) })
      : await navigator.credentials.get({ publicKey: PublicKeyCredential.parseRequestOptionsFromJSON(json) });
    form.elements.answer.value = JSON.stringify(kept.toJSON());
    form.submit();
  };

  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (!form.dataset.passkey || !globalThis.PublicKeyCredential?.parseRequestOptionsFromJSON) return;
    event.preventDefault();
    const button = form.querySelector("button:not([type=button])");
    const line = form.querySelector("[data-passkey-said]");
    line.textContent = "";
    ask(form).catch((error) => {
      line.textContent = said[error.name] ?? "That didn’t work. Reload the page and try again.";
      setTimeout(() => { button.disabled = false; button.focus(); });
    });
  });
})();
