// The tree remembers what is folded (../early/early.js opens it so again); where it lies below the page, the button in the
// bar shows it over the page.

import { keepFold } from './search-history.js';
import { openSheet } from './sheet.js';

/** @param {HTMLElement} tree */
function openTree(tree) {
  const place = document.createComment('');
  tree.replaceWith(place);
  const sheet = openSheet(tree.getAttribute('aria-label'), tree);
  sheet.addEventListener('close', () => place.replaceWith(tree));
}

function startTree() {
  const tree = document.querySelector('nav.tree');
  if (!tree) return;
  tree.addEventListener('click', ({ target }) => {
    const fold = target.closest('summary')?.parentElement;
    // A press comes before the fold moves.
    if (fold?.dataset.fold) keepFold(fold.dataset.fold, !fold.open);
  });
  document.querySelector('.top-tree')?.addEventListener('click', (event) => {
    event.preventDefault();
    openTree(tree);
  });
}

startTree();
