// The way back from a result to what was asked, as it was left; for this tab, and gone with it.

import { registerKey } from './keys.js';
import { looksPrivate } from './search-history.js';
import { readQuestion } from './search-address.js';
import { storedValue } from './stored-value.js';
import { words } from './words.js';

/**
 * @typedef {object} AskedQuestion
 * @property {string} fragment of the results page's address
 * @property {string | null} [chosen] the page that was selected
 * @property {number} [limit] results shown
 * @property {number} [y] how far the results were scrolled
 */

const asked = storedValue('sessionStorage', 'casebook.asked', (found) => found);

/** @param {AskedQuestion} question what looks like a customer's data is not kept, not even here */
export function keepAsked(question) {
  if (!looksPrivate(readQuestion(question.fragment).text)) asked.replace(question);
}

/** @returns {AskedQuestion | null} */
export function lastAsked() {
  const question = asked.read();
  return question.fragment === undefined ? null : question;
}

function goBackToSearch() {
  location.assign(document.documentElement.dataset.search + lastAsked().fragment);
}

registerKey({ key: 'b', words: words.keyBack, run: goBackToSearch, when: () => lastAsked() !== null && !document.querySelector('[data-results]') });
