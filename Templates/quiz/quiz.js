// What was answered stays in this browser: chosen scripts by question, nothing else.

import { storedValue } from '../scripts/stored-value.js';
import { words } from '../scripts/words.js';

/** Values of boxes by question; what the storage holds beside texts is left out. */
const quizAnswers = storedValue('localStorage', 'casebook.quiz', (found) =>
  Object.fromEntries(Object.entries(found).filter(([, value]) => typeof value === 'string')));

class QuizSheet {
  /** @param {Element} root */
  constructor(root) {
    this.root = root;
    this.bar = root.querySelector('[data-quiz-bar]');
    this.progress = root.querySelector('[data-quiz-progress]');
    this.questions = Array.from(root.querySelectorAll('fieldset'), (fields) => fields.closest('[data-question]'));
    this.bar.hidden = false;
    root.addEventListener('change', ({ target }) => this.answer(target));
    root.querySelector('[data-quiz-reset]').addEventListener('click', () => this.reset());
    for (const button of root.querySelectorAll('button[data-quiz-print]')) button.addEventListener('click', () => this.print(button.dataset.quizPrint));
    this.show();
  }

  /** @param {HTMLInputElement} box */
  answer(box) {
    const { question } = box.closest('[data-question]').dataset;
    quizAnswers.change((answers) => { answers[question] = box.value; });
    this.show();
    // The answer is read only after a right choice, or when somebody unfolds it.
    if (box.value === question) box.closest('[data-question]').querySelector('details').open = true;
  }

  reset() {
    quizAnswers.replace({});
    this.show();
    for (const fold of this.root.querySelectorAll('details')) fold.open = false;
  }

  show() {
    const answers = quizAnswers.read();
    let done = 0;
    let right = 0;
    for (const item of this.questions) {
      const { question } = item.dataset;
      const answer = answers[question];
      for (const box of item.querySelectorAll('input')) {
        const label = box.closest('label');
        const isChosen = box.value === answer;
        box.checked = isChosen;
        label.classList.toggle('is-right', isChosen && answer === question);
        label.classList.toggle('is-wrong', isChosen && answer !== question);
        if (isChosen) label.dataset.verdict = answer === question ? words.quizRight : words.quizWrong;
        else delete label.dataset.verdict;
        if (isChosen) done += 1;
        if (isChosen && answer === question) right += 1;
      }
    }
    this.progress.textContent = words.quizProgress.replace('{n}', String(done)).replace('{m}', String(right));
  }

  /** @param {string} form questions, or answers too */
  print(form) {
    const folds = Array.from(this.root.querySelectorAll('details:not([open])'));
    document.documentElement.dataset.quizPrint = form;
    for (const fold of folds) fold.open = true;
    print();
    for (const fold of folds) fold.open = false;
    delete document.documentElement.dataset.quizPrint;
  }
}

const quizRoot = document.querySelector('[data-quiz]');
if (quizRoot) new QuizSheet(quizRoot);
