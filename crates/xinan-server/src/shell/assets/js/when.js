// Shows a question only when it is asked: [data-when="adverse=2"] when that code is chosen,
// [data-when="died_on"] when that field is filled in.
//
// Only a help for the eye: what is hidden is empty. A question that was answered or is complained
// about stays, so nothing is sent that nobody sees.

/**
 * @param {HTMLFormElement} form
 * @param {HTMLElement} question
 */
function show(form, question) {
  const [name = '', codes] = (question.dataset.when ?? '').split('=');
  const given = new FormData(form).getAll(name);
  const asked = given.some((value) => (codes ? codes.split(',').includes(String(value)) : value !== ''));
  const answered = [...question.querySelectorAll('input, select, textarea')].some((one) =>
    one instanceof HTMLInputElement && ['radio', 'checkbox'].includes(one.type)
      ? one.checked
      : /** @type {HTMLInputElement} */ (one).value !== '',
  );
  question.hidden = !asked && !answered && !question.classList.contains('bad');
}

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
