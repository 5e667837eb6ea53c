// Keeps what is typed into a form[data-draft] until it has been saved: a reload, a lost network
// or an ended session costs nobody the text.
//
// It is clinical text on a PC that several people use. So it is kept in sessionStorage only (this
// tab, until it is closed), belongs to the account that typed it, and goes when the record is
// saved, when somebody signs out, or after twelve hours.

const MARK = 'draft:';
const TWELVE_HOURS_MS = 12 * 60 * 60 * 1000;
const PAUSE_MS = 300;

const account = document.querySelector('meta[name="account"]')?.getAttribute('content') ?? '';

/** @typedef {HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement} Field */
/** @typedef {{ account: string, at: number, answers: [string, string][] }} Draft */

/**
 * @param {HTMLFormElement} form
 * @returns {Field[]} what can be kept: no files, no secrets, nothing hidden
 */
function fields(form) {
  const skipped = ['hidden', 'file', 'password', 'submit', 'button', 'reset'];
  return /** @type {Field[]} */ (
    [...form.elements].filter((one) =>
      one instanceof HTMLInputElement
        ? one.name !== '' && !skipped.includes(one.type)
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
 * @param {HTMLFormElement} form
 * @returns {[string, string][]}
 */
function answers(form) {
  return fields(form)
    .filter((field) => !isTick(field) || field.checked)
    .map((field) => [field.name, field.value]);
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
    return JSON.parse(sessionStorage.getItem(key) ?? 'null');
  } catch {
    return null;
  }
}

/** Set when somebody signs out: the page that is being left must not keep itself once more. */
let over = false;

/** Forgets what belongs to somebody else or is too old. @param {boolean} all */
function forget(all) {
  for (const key of Object.keys(sessionStorage)) {
    if (!key.startsWith(MARK)) continue;
    const draft = read(key);
    // On the sign-in page there is no account yet: an ended session keeps its drafts for its owner.
    const foreign = account !== '' && draft?.account !== account;
    if (all || !draft || foreign || Date.now() - draft.at > TWELVE_HOURS_MS) sessionStorage.removeItem(key);
  }
}

/** @param {HTMLFormElement} form */
function keep(form) {
  const key = MARK + form.dataset.draft;
  const line = form.querySelector('[data-restored]');
  const draft = read(key);
  const before = JSON.stringify(answers(form));

  if (draft && !('refused' in form.dataset) && JSON.stringify(draft.answers) !== before) {
    putBack(form, draft.answers);
    if (line instanceof HTMLElement) line.hidden = false;
    form.dispatchEvent(new Event('input', { bubbles: true }));
  }

  const save = () => {
    if (over) return;
    const now = answers(form);
    if (JSON.stringify(now) === before && !read(key)) return;
    try {
      sessionStorage.setItem(key, JSON.stringify({ account, at: Date.now(), answers: now }));
    } catch {
      // Full or forbidden: the page itself still holds what was typed.
    }
  };
  /** @type {number | undefined} */
  let pause;
  form.addEventListener('input', () => {
    clearTimeout(pause);
    pause = setTimeout(save, PAUSE_MS);
  });
  addEventListener('pagehide', save);
  form.querySelector('[data-forget]')?.addEventListener('click', () => {
    clearTimeout(pause);
    form.reset();
    sessionStorage.removeItem(key);
    if (line instanceof HTMLElement) line.hidden = true;
  });
}

try {
  forget(false);
  const done = document.body.dataset.draftDone;
  if (done) sessionStorage.removeItem(MARK + done);
  for (const form of document.querySelectorAll('form[data-draft]')) {
    if (form instanceof HTMLFormElement) keep(form);
  }
  document.addEventListener('submit', (event) => {
    if (!(event.target instanceof HTMLElement && 'signsOut' in event.target.dataset)) return;
    over = true;
    forget(true);
  });
} catch {
  // A browser without storage keeps no drafts; the forms work all the same.
}
