// Keeps what is typed into a form[data-draft] until it has been saved: a reload, a closed tab, a lost
// network or an ended session costs nobody the text.
//
// It is clinical text on a PC that several people use. So a draft belongs to the account that typed
// it and is put back for nobody else; all drafts go when somebody signs out or when another account
// signs in in this browser, and each goes when its record is saved, or after twelve hours.

const MARK = 'draft:';
/** Whose drafts this browser keeps. Without it, or with another one, nothing is kept. */
const OWNER = 'drafts-of';
const TWELVE_HOURS_MS = 12 * 60 * 60 * 1000;
const PAUSE_MS = 300;

const account = document.querySelector('meta[name="account"]')?.getAttribute('content') ?? '';

/** @typedef {HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement} Field */
/** @typedef {{ account: string, at: number, sent: boolean, answers: [string, string][] }} Draft */

/**
 * @param {HTMLFormElement} form
 * @returns {Field[]} what can be kept: no files, no secrets, nothing hidden, nothing that follows from the rest
 */
function fields(form) {
  const skipped = ['hidden', 'file', 'password', 'submit', 'button', 'reset'];
  return /** @type {Field[]} */ (
    [...form.elements].filter((one) =>
      one instanceof HTMLInputElement
        ? one.name !== '' && !skipped.includes(one.type) && !one.closest('[data-calm]')
        : one instanceof HTMLSelectElement || one instanceof HTMLTextAreaElement,
    )
  );
}

/**
 * @param {Field} field
 * @returns {field is HTMLInputElement}
 */
function isTick(field) {
  return field instanceof HTMLInputElement && (field.type === 'radio' || field.type === 'checkbox');
}

/**
 * By name, for on a phone the questions stand in another order than on paper.
 * @param {HTMLFormElement} form
 * @returns {[string, string][]}
 */
function answers(form) {
  return fields(form)
    .filter((field) => !isTick(field) || field.checked)
    .map((field) => /** @type {[string, string]} */ ([field.name, field.value]))
    .sort(([one], [other]) => (one < other ? -1 : Number(one > other)));
}

/**
 * @param {HTMLFormElement} form
 * @param {[string, string][]} kept
 */
function putBack(form, kept) {
  const left = new Map();
  for (const [name, value] of kept) left.set(name, [...(left.get(name) ?? []), value]);
  for (const field of fields(form)) {
    const values = left.get(field.name) ?? [];
    if (isTick(field)) field.checked = values.includes(field.value);
    else field.value = values.shift() ?? '';
    if (isTick(field) ? field.checked : field.value !== '') field.closest('details')?.setAttribute('open', '');
  }
}

/**
 * @param {string} key
 * @returns {Draft | null}
 */
function read(key) {
  try {
    return JSON.parse(localStorage.getItem(key) ?? 'null');
  } catch {
    return null;
  }
}

/** @param {string | undefined} name @returns {string} */
function keyOf(name) {
  return `${MARK}${account}:${name ?? ''}`;
}

/** Forgets what belongs to somebody else or is too old. @param {boolean} all */
function forget(all) {
  for (const key of Object.keys(localStorage)) {
    if (!key.startsWith(MARK)) continue;
    const draft = read(key);
    // On the sign-in page there is no account yet: an ended session keeps its drafts for its owner.
    const foreign = account !== '' && draft?.account !== account;
    if (all || !draft || foreign || Date.now() - draft.at > TWELVE_HOURS_MS) localStorage.removeItem(key);
  }
}

/** @param {HTMLFormElement} form */
function keep(form) {
  const key = keyOf(form.dataset.draft);
  const line = form.querySelector('[data-restored]');
  const draft = read(key);
  const before = JSON.stringify(answers(form));
  let sent = false;

  if (draft && !('refused' in form.dataset) && JSON.stringify(draft.answers) !== before) {
    putBack(form, draft.answers);
    if (line instanceof HTMLElement) line.hidden = false;
    told(form);
  }

  const save = () => {
    // Another tab may have signed out, or somebody else may have signed in there.
    if (account === '' || localStorage.getItem(OWNER) !== account) return;
    const now = answers(form);
    if (JSON.stringify(now) === before && !read(key) && !sent) return;
    try {
      localStorage.setItem(key, JSON.stringify({ account, at: Date.now(), sent, answers: now }));
    } catch {
      // Full or forbidden: the page itself still holds what was typed.
    }
  };
  /** @type {number | undefined} */
  let pause;
  form.addEventListener('input', () => {
    sent = false;
    clearTimeout(pause);
    pause = setTimeout(save, PAUSE_MS);
  });
  form.addEventListener('submit', () => {
    sent = true;
    clearTimeout(pause);
    save();
  });
  addEventListener('pagehide', () => {
    clearTimeout(pause);
    // A draft that was saved as a record meanwhile is not written once more by the page left behind.
    if (!sent) save();
  });
  form.querySelector('[data-forget]')?.addEventListener('click', () => {
    clearTimeout(pause);
    form.reset();
    localStorage.removeItem(key);
    if (line instanceof HTMLElement) line.hidden = true;
    told(form);
  });
}

/**
 * Tells whoever listens to the form that its answers are others now: what is asked, what is computed.
 * Not before all scripts have come to listen.
 * @param {HTMLFormElement} form
 */
function told(form) {
  // htmx begins to listen in a timer of its own, which may come after the page has loaded.
  const tell = () => setTimeout(() => form.dispatchEvent(new Event('input', { bubbles: true })));
  if (document.readyState === 'complete') tell();
  else addEventListener('load', tell, { once: true });
}

/**
 * Forgets the draft that has become a record. The page after it names the draft; only one that was
 * sent goes, so that opening that page again costs no text typed since.
 */
function done() {
  const names = [document.body.dataset.draftDone, new URLSearchParams(location.search).get('saved')];
  for (const name of names) {
    if (name && read(keyOf(name))?.sent) localStorage.removeItem(keyOf(name));
  }
}

try {
  forget(false);
  if (account !== '') localStorage.setItem(OWNER, account);
  done();
  for (const form of document.querySelectorAll('form[data-draft]')) {
    if (form instanceof HTMLFormElement) keep(form);
  }
  document.addEventListener('submit', (event) => {
    if (!(event.target instanceof HTMLElement && 'signsOut' in event.target.dataset)) return;
    forget(true);
    localStorage.removeItem(OWNER);
  });
} catch {
  // A browser without storage keeps no drafts; the forms work all the same.
}
