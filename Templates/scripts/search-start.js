import { SearchBox } from './search-box.js';

/** The page with all results starts its own kind of box (../results/search-page.js). */
function startSearch() {
  const root = document.querySelector('[data-search-box]');
  if (!root || document.querySelector('[data-results]')) return;
  const box = new SearchBox(root);
  if (document.querySelector('.page-home')) box.beginHere();
}

startSearch();
