// Keys for people who type all day. Every page works without them.
//
//   anywhere        /  search      ?  list of keys
//   in lists        J K  next, previous      Enter  open      N …  whatever [data-key] says
//   paper forms     digits choose the code printed on paper, Enter goes on, Shift+Enter back,
//                   Backspace takes a choice back, T takes an answer that is offered, Ctrl+Enter saves
//
// Single keys can be turned off in the list of keys; the choice is kept in this browser.

const SETTING = 'single-keys';
/** How long a 1 waits for a second digit when there is a 10 or 11. */
const SECOND_DIGIT_MS = 600;

/** @returns {boolean} */
function singleKeys() {
  try {
    return localStorage.getItem(SETTING) !== 'off';
  } catch {
    return true;
  }
}

/**
 * @param {EventTarget | null} target
 * @returns {target is HTMLInputElement}
 */
function isTick(target) {
  return target instanceof HTMLInputElement && (target.type === 'radio' || target.type === 'checkbox');
}

/** @param {EventTarget | null} target */
function isTyping(target) {
  if (isTick(target)) return false;
  return target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement || target instanceof HTMLSelectElement;
}

/**
 * Whether somebody can see it. What is folded away in a closed details has a place on the page all
 * the same, and would take the focus nowhere.
 * @param {HTMLElement} element
 */
function isSeen(element) {
  if (element.closest('details:not([open])')) return false;
  return element.checkVisibility ? element.checkVisibility() : element.offsetParent !== null;
}

/**
 * Where Enter stops: every input once, a group of ticks as one.
 * @param {HTMLFormElement} form
 * @returns {HTMLElement[]}
 */
function stops(form) {
  const seen = new Set();
  /** @type {HTMLElement[]} */
  const list = [];
  for (const element of form.elements) {
    if (!(element instanceof HTMLElement) || element.tabIndex < 0 || !isSeen(element)) continue;
    if (element instanceof HTMLInputElement && element.type === 'hidden') continue;
    if (element instanceof HTMLFieldSetElement || element.matches(':disabled')) continue;
    if (element instanceof HTMLButtonElement && element.type !== 'submit') continue;
    if (isTick(element)) {
      if (seen.has(element.name)) continue;
      seen.add(element.name);
      const chosen = group(element).find((one) => one.type === 'radio' && one.checked);
      list.push(chosen ?? element);
    } else {
      list.push(element);
    }
  }
  return list;
}

/**
 * The inputs of the same question.
 * @param {HTMLInputElement} input
 * @returns {HTMLInputElement[]}
 */
function group(input) {
  const all = input.form ? [...input.form.elements] : [input];
  return /** @type {HTMLInputElement[]} */ (all.filter((one) => isTick(one) && one.name === input.name));
}

/**
 * @param {HTMLFormElement} form
 * @param {Element} from
 * @param {number} step
 */
function move(form, from, step) {
  const list = stops(form);
  const same = (/** @type {HTMLElement} */ one) =>
    one === from || (isTick(one) && isTick(from) && one.name === from.name);
  const next = list[list.findIndex(same) + step];
  if (!next) return;
  next.focus();
  next.scrollIntoView({ block: 'nearest' });
  if (next instanceof HTMLInputElement && isTyping(next)) next.select();
}

let typed = '';
/** @type {number | undefined} */
let waiting;
/** The choice that waits for its second digit. @type {(() => void) | undefined} */
let choice;

/** Makes the choice that is waiting, before anything else is done. */
function settle() {
  clearTimeout(waiting);
  choice?.();
  choice = undefined;
}

/**
 * A digit in a group of ticks: choose the code, and go on when there is only one answer.
 * @param {HTMLInputElement} input
 * @param {string} digit
 */
function code(input, digit) {
  clearTimeout(waiting);
  choice = undefined;
  typed += digit;
  const codes = group(input).filter((one) => one.dataset.code?.startsWith(typed));
  const exact = codes.find((one) => one.dataset.code === typed);
  if (codes.length === 0) {
    typed = '';
    return;
  }
  choice = () => {
    typed = '';
    choice = undefined;
    if (exact) tick(exact);
  };
  if (exact && codes.length === 1) settle();
  else waiting = setTimeout(settle, SECOND_DIGIT_MS);
}

/** @param {HTMLInputElement} input */
function tick(input) {
  input.checked = input.type === 'radio' ? true : !input.checked;
  input.focus();
  told(input);
  if (input.type === 'radio' && input.form) move(input.form, input, 1);
}

/**
 * A tap on the answer that is chosen already takes it back, as Backspace does: a finger has no other
 * way to leave a question open again.
 */
function takesBack() {
  /** @type {HTMLInputElement | null} */
  let chosen = null;
  document.addEventListener('mousedown', (event) => {
    chosen = null;
    // Whoever clicks twice out of habit means the answer, not its opposite.
    if (event.detail > 1) return;
    const label = event.target instanceof Element ? event.target.closest('form[data-codes] label') : null;
    const radio = label?.querySelector('input[type="radio"]');
    if (radio instanceof HTMLInputElement && radio.checked) chosen = radio;
  });
  document.addEventListener('click', (event) => {
    // The label's own click comes first, its radio's after it.
    if (!chosen || event.target !== chosen) return;
    chosen.checked = false;
    told(chosen);
    chosen = null;
  });
}

takesBack();

/**
 * An answer that is offered beside the questions is taken with one tap, or with the key of its button.
 * Without scripts the button sends the form, and the server puts the answer in.
 */
document.addEventListener('click', (event) => {
  const offer = event.target instanceof Element ? event.target.closest('button[data-takes]') : null;
  if (!(offer instanceof HTMLButtonElement) || !offer.form) return;
  const { takes } = offer.dataset;
  for (const one of offer.form.elements) {
    if (!isTick(one) || one.name !== takes || one.value !== offer.value) continue;
    event.preventDefault();
    one.checked = true;
    one.focus();
    told(one);
  }
});

/** @param {HTMLElement} input */
function told(input) {
  input.dispatchEvent(new Event('input', { bubbles: true }));
  input.dispatchEvent(new Event('change', { bubbles: true }));
}

/**
 * The keys of a paper form. Says whether the key was meant for it.
 * @param {KeyboardEvent} event
 * @param {Element} target
 * @param {HTMLFormElement} form
 */
function paperKey(event, target, form) {
  if (event.key === 'Enter' && !(target instanceof HTMLTextAreaElement || target instanceof HTMLButtonElement)) {
    if (!isTick(target) && !isTyping(target)) return false;
    settle();
    move(form, target, event.shiftKey ? -1 : 1);
    return true;
  }
  if (!isTick(target)) return false;
  if (/^[0-9]$/.test(event.key)) {
    code(target, event.key);
    return true;
  }
  if (event.key === 'Backspace' || event.key === 'Delete') {
    for (const one of group(target)) one.checked = false;
    told(target);
    return true;
  }
  return false;
}

/**
 * The keys of lists and pages. Says whether the key was meant for them.
 * @param {KeyboardEvent} event
 */
function pageKey(event) {
  const key = event.key.toLowerCase();
  if (event.key === '/') {
    const search = document.querySelector('[data-search]');
    if (search instanceof HTMLInputElement) {
      search.focus();
      search.select();
    }
    return search !== null;
  }
  if (event.key === '?') {
    open('keys');
    return true;
  }
  const rows = [...document.querySelectorAll('[data-row]')];
  const at = rows.findIndex((row) => row.contains(document.activeElement));
  if ((key === 'j' || key === 'k') && rows.length > 0) {
    const to = Math.min(Math.max(at + (key === 'j' ? 1 : -1), 0), rows.length - 1);
    const link = rows[to]?.querySelector('a');
    link?.focus();
    rows[to]?.scrollIntoView({ block: 'nearest' });
    return true;
  }
  if (!/^[a-z]$/.test(key)) return false;
  const wanted = `[data-key="${key}"]`;
  const here = at >= 0 ? rows[at]?.querySelector(wanted) : null;
  const button = here ?? [...document.querySelectorAll(wanted)].find((one) => !one.closest('[data-row]'));
  if (!(button instanceof HTMLElement)) return false;
  button.click();
  return true;
}

/** @param {string} id */
function open(id) {
  const dialog = document.getElementById(id);
  if (dialog instanceof HTMLDialogElement && !dialog.open) dialog.showModal();
}

document.addEventListener('keydown', (event) => {
  const target = event.target;
  if (event.isComposing || event.defaultPrevented || !(target instanceof Element)) return;
  const form = target.closest('form');
  if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
    if (form?.method !== 'post') return;
    event.preventDefault();
    form.requestSubmit();
    return;
  }
  if (event.ctrlKey || event.altKey || event.metaKey || target.closest('dialog')) return;
  const meant =
    (form instanceof HTMLFormElement && 'codes' in form.dataset && paperKey(event, target, form)) ||
    (!isTyping(target) && singleKeys() && pageKey(event));
  if (meant) event.preventDefault();
});

document.addEventListener('click', (event) => {
  const link = event.target instanceof Element ? event.target.closest('[data-opens], [data-closes]') : null;
  if (!(link instanceof HTMLElement)) return;
  const dialog = link.closest('dialog');
  if (link.dataset.opens) {
    event.preventDefault();
    open(link.dataset.opens);
  } else if (dialog?.open) {
    event.preventDefault();
    dialog.close();
  }
});

const setting = document.querySelector('[data-single-keys]');
if (setting instanceof HTMLInputElement) {
  setting.checked = singleKeys();
  setting.addEventListener('change', () => {
    try {
      localStorage.setItem(SETTING, setting.checked ? 'on' : 'off');
    } catch {
      // A browser that keeps nothing simply forgets the choice.
    }
  });
}
