// Passkeys: a form says where its options are; the device's answer goes into the form, which is sent.
"use strict";
(() => {
  const said = { NotAllowedError: "calledOff", InvalidStateError: "hasOne", SecurityError: "wrongAddress" };

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
      line.textContent = line.dataset[said[error.name] ?? "failed"];
      setTimeout(() => { button.disabled = false; button.focus(); });
    });
  });
})();
