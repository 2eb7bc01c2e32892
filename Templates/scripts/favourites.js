import { announce } from './announce.js';
import { registerKey } from './keys.js';
import { forgetKept, keep, keptLists, pageEntry } from './search-history.js';
import { words } from './words.js';

/** The star on a page and the key `s` mark it. */
function startFavourites() {
  const entry = pageEntry();
  const star = document.querySelector('[data-favourite]');
  if (!entry || !star) return;
  const isMarked = () => keptLists().favourites.some(({ id }) => id === entry.id);
  const show = () => star.setAttribute('aria-pressed', String(isMarked()));
  const toggle = () => {
    if (isMarked()) forgetKept('favourites', entry);
    else keep('favourites', entry);
    show();
    announce(isMarked() ? words.favouriteKept : words.favouriteGone);
  };
  show();
  star.removeAttribute('hidden');
  star.addEventListener('click', toggle);
  registerKey({ key: 's', words: words.keyFavourite, run: toggle });
}

startFavourites();
