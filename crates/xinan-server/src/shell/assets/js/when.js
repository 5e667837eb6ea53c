// Shows a question only when it is asked: [data-when="adverse=2"] when that code is chosen,
// [data-when="died_on"] when that field is filled in.
//
// Only a help for the eye: what is hidden is empty. A question that was answered or is complained
// about stays, so nothing is sent that nobody sees; but for [data-known], which the record filled in: it counts only
// when it is asked, and stays hidden until then.
//
// On a phone it gathers the questions of a long form as one asks them at home: [data-part="ask"] in
// [data-gathers="ask"], by their turn, and so on; at a desk they stand in the order of the paper. There
// the answers of last time can be taken over for the questions that say what it was ([data-same]), each
// with its mark, and one question (平安吗) answers two or opens them.
//
// And shows a complaint only until its question is answered anew, with a mark in the box on top of the form: whether
// the answer will do is what the server says next.

/** @typedef {HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement} Field */

const phone = matchMedia('(max-width: 760px)');

/**
 * What somebody answers with: no marks.
 * @param {Element} part
 * @returns {Field[]}
 */
function inputs(part) {
  return /** @type {Field[]} */ ([...part.querySelectorAll('input:not([name="taken"]), select, textarea')]);
}

/** @param {Field} one @returns {one is HTMLInputElement} */
function isTick(one) {
  return one instanceof HTMLInputElement && ['radio', 'checkbox'].includes(one.type);
}

/** @param {Element} question */
function isAnswered(question) {
  return inputs(question).some((one) => (isTick(one) ? one.checked : one.value !== ''));
}

/**
 * Whether somebody has answered it here: what the record filled in, and nobody changed, is no answer yet.
 * @param {HTMLElement} question
 */
function isAnsweredHere(question) {
  if (!('known' in question.dataset)) return isAnswered(question);
  return inputs(question).some((one) => {
    if (one instanceof HTMLSelectElement) return [...one.options].some((option) => option.selected !== option.defaultSelected && option.value !== '');
    return one instanceof HTMLInputElement && isTick(one) ? one.checked !== one.defaultChecked : one.value !== one.defaultValue;
  });
}

/**
 * Whether `adverse=2`, `symptoms=11,12` or `died_on` holds for what the form says now.
 * @param {HTMLFormElement} form
 * @param {string | undefined} condition
 */
function holds(form, condition) {
  const [name = '', codes] = (condition ?? '').split('=');
  const given = new FormData(form).getAll(name);
  return given.some((value) => (codes ? codes.split(',').includes(String(value)) : value !== ''));
}

/**
 * @param {HTMLFormElement} form
 * @param {HTMLElement} question
 */
function show(form, question) {
  const asked = holds(form, question.dataset.when);
  question.hidden = !asked && !isAnsweredHere(question) && !question.classList.contains('bad');
}

/** Takes the complaint from a question that was answered. @param {EventTarget | null} target */
function mend(target) {
  const question = target instanceof HTMLElement ? target.closest('.q.bad') : null;
  if (!question || !isAnswered(question)) return;
  question.classList.remove('bad');
  for (const line of question.querySelectorAll('.err')) if (line instanceof HTMLElement) line.hidden = true;
  for (const input of question.querySelectorAll('[aria-invalid]')) input.removeAttribute('aria-invalid');
}

/**
 * The lines of the box on top that lead to a question that is complained about. Asked once: a mended question is not
 * one any more, and yet its line may be unmarked again.
 * @returns {{ line: Element, question: Element }[]}
 */
function complained() {
  const lines = [...document.querySelectorAll('.summary:not(.ask) a[href^="#"]')];
  return lines.flatMap((line) => {
    const question = document.getElementById(line.getAttribute('href')?.slice(1) ?? '')?.closest('.q.bad');
    return question ? [{ line, question }] : [];
  });
}

/** Marks what was answered since in the box on top. @param {{ line: Element, question: Element }[]} lines */
function marks(lines) {
  for (const { line, question } of lines) {
    const isMended = !question.matches('.bad') && isAnswered(question);
    line.classList.toggle('mended', isMended);
    const said = line.nextElementSibling;
    if (said instanceof HTMLElement && said.matches('[data-answered-since]')) said.hidden = !isMended;
  }
}

/** @param {HTMLFormElement} form */
function told(form) {
  form.dispatchEvent(new Event('input', { bubbles: true }));
}

/**
 * Gathers the questions on a phone, and brings them back to the order of the paper at a desk.
 * @param {HTMLFormElement} form
 */
function gathers(form) {
  const places = /** @type {HTMLElement[]} */ ([...form.querySelectorAll('[data-gathers]')]);
  const parts = /** @type {HTMLElement[]} */ ([...form.querySelectorAll('[data-part]')]).map((part) => {
    const home = document.createComment('');
    part.before(home);
    return { part, home, turn: Number(part.dataset.turn) };
  });
  const inTurn = [...parts].sort((one, other) => one.turn - other.turn);
  const arrange = () => {
    if (phone.matches) {
      for (const { part } of inTurn) places.find((one) => one.dataset.gathers === part.dataset.part)?.append(part);
    } else {
      for (const { part, home } of parts) home.after(part);
    }
    for (const place of places) {
      place.hidden = !phone.matches || !place.querySelector('.q');
      // What is wrong is seen.
      if (place instanceof HTMLDetailsElement && place.querySelector('.bad')) place.open = true;
    }
    // A section whose questions are asked elsewhere has nothing to say.
    for (const section of form.querySelectorAll('section.group')) {
      if (section instanceof HTMLElement) section.hidden = !section.querySelector('.q');
    }
  };
  phone.addEventListener('change', () => {
    arrange();
    told(form);
  });
  arrange();
}

/**
 * What must be filled in is unfolded: the medicines, once somebody takes some and none is written.
 * @param {HTMLFormElement} form
 */
function unfolds(form) {
  for (const fold of form.querySelectorAll('details[data-opens-at]')) {
    if (!(fold instanceof HTMLDetailsElement) || fold.open || isAnswered(fold)) continue;
    if (holds(form, fold.dataset.opensAt)) fold.open = true;
  }
}

/**
 * 问过，一样: fills in what is open with the answers of last time, and marks each; pressed again, takes back
 * those that are still as they were taken over.
 * @param {HTMLFormElement} form
 */
function takesOver(form) {
  const button = form.querySelector('[data-same-button]');
  const questions = /** @type {HTMLElement[]} */ ([...form.querySelectorAll('[data-same]')]);
  const mark = (/** @type {Element} */ question) =>
    /** @type {HTMLInputElement} */ (question.querySelector('input[name="taken"]'));
  const isSame = (/** @type {HTMLElement} */ question) =>
    inputs(question).some((one) => one.value === question.dataset.same && (!isTick(one) || one.checked));
  const mustAsk = (/** @type {Element} */ question) =>
    (mark(question).dataset.unless ?? '').split(';').some((one) => one !== '' && holds(form, one));
  const put = (/** @type {HTMLElement} */ question, /** @type {boolean} */ given) => {
    const { same = '' } = question.dataset;
    for (const one of inputs(question)) {
      if (!isTick(one)) one.value = given ? same : '';
      else one.checked = given && one.value === same;
    }
  };
  const sync = () => {
    for (const question of questions) {
      const one = mark(question);
      // What makes somebody unstable today is no reason to say that nothing has changed.
      if (one.checked && isSame(question) && mustAsk(question)) {
        put(question, false);
        question.closest('details')?.setAttribute('open', '');
      }
      // Answered otherwise since, it is an answer of today.
      if (one.checked && !isSame(question)) one.checked = false;
      const line = one.closest('p');
      if (line) line.hidden = !one.checked;
    }
    button?.setAttribute('aria-pressed', String(questions.some((question) => mark(question).checked)));
    const rest = form.querySelector('[data-gathers="rest"]');
    const count = rest?.querySelector('[data-answered]');
    const counted = rest?.querySelectorAll(button ? '[data-same]' : '.q:not(.cond)') ?? [];
    if (count) count.textContent = String([...counted].filter(isAnswered).length);
  };
  button?.addEventListener('click', (event) => {
    event.preventDefault();
    const back = button.getAttribute('aria-pressed') === 'true';
    for (const question of questions) {
      if (back ? !mark(question).checked : isAnswered(question) || mustAsk(question)) continue;
      put(question, !back);
      mark(question).checked = !back;
      mend(question);
    }
    told(form);
  });
  return sync;
}

/**
 * 平安吗: on a phone, one answer for the grade 0 and no harmful acts, or both questions opened.
 * @param {HTMLFormElement} form
 */
function calms(form) {
  const question = form.querySelector('[data-calm]');
  if (!(question instanceof HTMLElement)) return () => {};
  const [calm, not] = /** @type {HTMLInputElement[]} */ ([...question.querySelectorAll('input')]);
  const said = question.querySelector('[data-calm-said]');
  const grades = /** @type {HTMLInputElement[]} */ ([...form.querySelectorAll('input[name="risk"]')]);
  const none = form.querySelector('input[name="incidents"]');
  const counts = /** @type {HTMLInputElement[]} */ ([...form.querySelectorAll('input[name^="incident"][type="text"]')]);
  if (!calm || !not || !(none instanceof HTMLInputElement)) return () => {};
  // The two questions, and those that lead to the grade.
  const official = [grades[0]?.closest('.q'), none.closest('.q'), form.querySelector('[name="happened"]')?.closest('details')]
    .filter((one) => one instanceof HTMLElement);
  const grade = () => grades.find((one) => one.checked)?.value ?? '';
  const isCalm = () => grade() === '0' && none.checked && counts.every((one) => one.value === '');
  const note = (/** @type {boolean} */ on) => {
    for (const one of grades) one.checked = on && one.value === '0';
    none.checked = on;
    for (const one of counts) one.value = '';
  };
  return (/** @type {Event | undefined} */ event) => {
    const asked = event?.target === calm || event?.target === not;
    if (asked && calm.checked) note(true);
    else if (asked && isCalm()) note(false);
    // Answered elsewhere: in a draft, at a desk, in the visit that is changed.
    if (!asked && isCalm() && !not.checked) calm.checked = true;
    else if (!asked && !isCalm() && (grade() !== '' || none.checked || counts.some((one) => one.value !== ''))) {
      not.checked = true;
    }
    const isShort = phone.matches && !not.checked && !official.some((one) => one.matches('.bad'));
    for (const one of official) one.hidden = isShort;
    question.hidden = !phone.matches;
    if (said instanceof HTMLElement) said.hidden = !calm.checked;
  };
}

const listed = complained();
document.addEventListener('input', (event) => {
  mend(event.target);
  marks(listed);
});

for (const form of document.forms) {
  const questions = [...form.querySelectorAll('[data-when]')];
  const isLong = form.querySelector('[data-gathers]') !== null;
  if (questions.length === 0 && !isLong) continue;
  const calm = calms(form);
  const taken = takesOver(form);
  /** @param {Event} [event] */
  const all = (event) => {
    calm(event);
    taken();
    for (const question of questions) if (question instanceof HTMLElement) show(form, question);
    if (phone.matches) unfolds(form);
  };
  form.addEventListener('input', all);
  form.addEventListener('reset', () => setTimeout(all));
  if (isLong) gathers(form);
  all();
}

// A link leads to its question wherever that is: in a fold, or behind the one that opens it.
document.addEventListener('click', (event) => {
  const link = event.target instanceof Element ? event.target.closest('a[href^="#f-"]') : null;
  const to = link && document.getElementById(link.getAttribute('href')?.slice(1) ?? '');
  if (!to) return;
  for (let fold = to.closest('details:not([open])'); fold; fold = fold.parentElement?.closest('details:not([open])') ?? null) {
    fold.setAttribute('open', '');
  }
  const behind = to.closest('[hidden]') && to.closest('form')?.querySelector('[data-calm] input');
  if (!(behind instanceof HTMLElement)) return;
  event.preventDefault();
  behind.focus();
  behind.scrollIntoView({ block: 'center' });
});

for (const button of document.querySelectorAll('button[data-unfolds]')) {
  if (button instanceof HTMLElement) button.hidden = false;
  button.addEventListener('click', () => {
    button.setAttribute('aria-expanded', String(button.getAttribute('aria-expanded') !== 'true'));
  });
}
