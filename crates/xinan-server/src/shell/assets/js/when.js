// Shows a question only when it is asked: [data-when="adverse=2"] when that code is chosen,
// [data-when="died_on"] when that field is filled in.
//
// Only a help for the eye: what is hidden is empty. A question that was answered or is complained
// about stays, so nothing is sent that nobody sees.
//
// And shows a complaint only until its question is answered anew: whether the answer will do is what
// the server says next.

/** @param {Element} question */
function isAnswered(question) {
  return [...question.querySelectorAll('input, select, textarea')].some((one) =>
    one instanceof HTMLInputElement && ['radio', 'checkbox'].includes(one.type)
      ? one.checked
      : /** @type {HTMLInputElement} */ (one).value !== '',
  );
}

/**
 * @param {HTMLFormElement} form
 * @param {HTMLElement} question
 */
function show(form, question) {
  const [name = '', codes] = (question.dataset.when ?? '').split('=');
  const given = new FormData(form).getAll(name);
  const asked = given.some((value) => (codes ? codes.split(',').includes(String(value)) : value !== ''));
  question.hidden = !asked && !isAnswered(question) && !question.classList.contains('bad');
}

/** Takes the complaint from a question that was answered. @param {EventTarget | null} target */
function mend(target) {
  const question = target instanceof HTMLElement ? target.closest('.q.bad') : null;
  if (!question || !isAnswered(question)) return;
  question.classList.remove('bad');
  for (const line of question.querySelectorAll('.err')) if (line instanceof HTMLElement) line.hidden = true;
  for (const input of question.querySelectorAll('[aria-invalid]')) input.removeAttribute('aria-invalid');
}

document.addEventListener('input', (event) => mend(event.target));

for (const form of document.forms) {
  const questions = [...form.querySelectorAll('[data-when]')];
  if (questions.length === 0) continue;
  const all = () => {
    for (const question of questions) if (question instanceof HTMLElement) show(form, question);
  };
  form.addEventListener('input', all);
  form.addEventListener('reset', () => setTimeout(all));
  all();
}
