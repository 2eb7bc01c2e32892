// Prints a case for role play, with its solution or without. What stays off the exercise is the style's to know; without
// a script the browser's own command prints the whole page.

/** @type {HTMLDetailsElement[]} Folds that only paper has open. */
let unfolded = [];

function unfoldForPaper() {
  unfolded = /** @type {HTMLDetailsElement[]} */ ([...document.querySelectorAll('main details:not([open])')]);
  for (const fold of unfolded) fold.open = true;
}

function foldAfterPaper() {
  for (const fold of unfolded) fold.open = false;
  unfolded = [];
  delete document.documentElement.dataset.handout;
}

function startHandout() {
  addEventListener('beforeprint', unfoldForPaper);
  addEventListener('afterprint', foldAfterPaper);
  for (const buttons of document.querySelectorAll('[data-handouts]')) {
    buttons.removeAttribute('hidden');
    buttons.addEventListener('click', (event) => {
      const kind = event.target instanceof HTMLButtonElement && event.target.dataset.print;
      if (!kind) return;
      document.documentElement.dataset.handout = kind;
      print();
    });
  }
}

startHandout();
