// Passkeys: hands the question on the page to the browser, and puts what the device answers into the form.
//
// The question stands in [data-passkey] ("create" or "get") as the server made it, with bytes in base64url. Where a
// browser knows no passkeys, the button that asks for one is not shown.

const area = /** @type {HTMLElement | null} */ (document.querySelector('[data-passkey]'));
const knows = 'PublicKeyCredential' in window && 'credentials' in navigator;

/** @param {string} text */
function bytes(text) {
  const plain = atob(text.replaceAll('-', '+').replaceAll('_', '/'));
  return Uint8Array.from(plain, (letter) => letter.charCodeAt(0));
}

/** @param {ArrayBuffer | null | undefined} buffer */
function text(buffer) {
  if (!buffer) return null;
  const plain = Array.from(new Uint8Array(buffer), (byte) => String.fromCharCode(byte)).join('');
  return btoa(plain).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
}

/** @param {{id: string}[] | undefined} list */
function ids(list) {
  return (list ?? []).map((one) => ({ ...one, id: bytes(one.id) }));
}

/** @param {HTMLElement} asked */
async function answer(asked) {
  const told = JSON.parse(asked.dataset.told ?? '{}').publicKey;
  told.challenge = bytes(told.challenge);
  if (asked.dataset.passkey === 'create') {
    told.user.id = bytes(told.user.id);
    told.excludeCredentials = ids(told.excludeCredentials);
    const made = /** @type {PublicKeyCredential} */ (await navigator.credentials.create({ publicKey: told }));
    const said = /** @type {AuthenticatorAttestationResponse} */ (made.response);
    const response = {
      attestationObject: text(said.attestationObject),
      clientDataJSON: text(said.clientDataJSON),
    };
    return { id: made.id, rawId: text(made.rawId), type: made.type, response };
  }
  told.allowCredentials = ids(told.allowCredentials);
  const shown = /** @type {PublicKeyCredential} */ (await navigator.credentials.get({ publicKey: told }));
  const said = /** @type {AuthenticatorAssertionResponse} */ (shown.response);
  const response = {
    authenticatorData: text(said.authenticatorData),
    clientDataJSON: text(said.clientDataJSON),
    signature: text(said.signature),
    userHandle: text(said.userHandle),
  };
  return { id: shown.id, rawId: text(shown.rawId), type: shown.type, response };
}

/** @param {HTMLElement} asked */
async function ask(asked) {
  const form = asked.closest('form');
  const field = asked.querySelector('input[name="passkey"]');
  const again = asked.querySelector('[data-passkey-again]');
  const failed = asked.querySelector('[data-passkey-failed]');
  if (!(form && field instanceof HTMLInputElement)) return;
  try {
    field.value = JSON.stringify(await answer(asked));
    form.submit();
  } catch {
    // Put off, too late, or no device of this account: the owner may try once more, or give the code.
    if (failed instanceof HTMLElement) failed.hidden = false;
    if (again instanceof HTMLElement) again.hidden = false;
  }
}

if (area && knows) {
  area.querySelector('[data-passkey-again]')?.addEventListener('click', () => void ask(area));
  void ask(area);
}
for (const button of document.querySelectorAll('[data-passkey-button]')) {
  if (button instanceof HTMLElement) button.hidden = !knows;
}
if (area && !knows) {
  const failed = area.querySelector('[data-passkey-failed]');
  if (failed instanceof HTMLElement) failed.hidden = false;
}
