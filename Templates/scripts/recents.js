import { keep, pageEntry } from './search-history.js';

/** Remembers that this page was opened; the home page is one key away anyway. */
function startRecents() {
  const entry = pageEntry();
  if (entry && !document.querySelector('.page-home')) keep('recents', entry);
}

startRecents();
