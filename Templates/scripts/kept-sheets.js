// The kept lists over the page: what was opened, marked and copied lately.

import { callState } from './call.js';
import { copyWithTick, lineText } from './copy.js';
import { registerKey } from './keys.js';
import { keptLists } from './search-history.js';
import { button, element, icon } from './search-result.js';
import { openSheet } from './sheet.js';
import { siteRoot } from './site-root.js';
import { filledText } from './slots.js';
import { words } from './words.js';

/** @typedef {import('./search-history.js').KeptEntry} KeptEntry */

const KEPT_TITLES = { recents: 'keptRecents', favourites: 'keptFavourites', copied: 'keptCopied' };
const KEPT_EMPTY = { recents: 'keptNoRecents', favourites: 'keptNoFavourites', copied: 'keptNoCopied' };

/**
 * @param {KeptEntry} entry
 * @param {string} [kind]
 */
function keptLink({ text, url, kind }, otherwise = 'page') {
  const link = element('a', '', [icon(kind ?? otherwise), text]);
  link.href = siteRoot() + url;
  return link;
}

/**
 * The line that was copied, from this page or from its own.
 * @param {KeptEntry} entry
 * @returns {Promise<Element | null>}
 */
async function copiedLine({ id, url }) {
  const selector = `[data-script-id="${CSS.escape(id)}"]`;
  const here = document.querySelector(selector);
  if (here) return here;
  const answer = await fetch(siteRoot() + url);
  const page = new DOMParser().parseFromString(await answer.text(), 'text/html');
  // What this call knows comes before the defaults that the page was written with.
  const { slots } = callState();
  for (const slot of page.querySelectorAll('[data-fill]')) {
    if (slot.dataset.fill in slots) slot.textContent = `{${slot.dataset.fill}}`;
  }
  return page.querySelector(selector);
}

/** Copies once more what an entry says; a page that can't be fetched, as from disk, is opened instead. */
async function copyAgain(entry, mark) {
  const line = await copiedLine(entry).catch(() => null);
  const { text, open } = filledText(line ? lineText(line) : '');
  if (!text || !(await copyWithTick(text, mark, open))) location.assign(siteRoot() + entry.url);
}

/** @param {KeptEntry} entry */
function copiedRow(entry) {
  const mark = button('copy', words.searchCopy, {});
  const row = element('li', '', [keptLink(entry, 'script'), mark]);
  const again = () => void copyAgain(entry, mark);
  mark.addEventListener('click', again);
  row.addEventListener('keydown', (event) => {
    const isAgain = event.key === 'Enter' ? event.ctrlKey || event.metaKey : event.key === 'c' && !event.ctrlKey && !event.metaKey;
    if (!isAgain) return;
    event.preventDefault();
    again();
  });
  return row;
}

const isElsewhere = ({ url }) => siteRoot() + url !== location.href.replace(/[?#].*/, '');

/**
 * Shows a list, its first row in focus.
 * @param {'recents' | 'favourites' | 'copied'} name
 */
function openKept(name) {
  const entries = keptLists()[name].filter((entry) => entry.url !== undefined && (name !== 'recents' || isElsewhere(entry)));
  const rows = entries.map((entry) => (name === 'copied' ? copiedRow(entry) : element('li', '', keptLink(entry))));
  const content = rows.length > 0 ? element('ul', 'overlay-list', rows) : element('p', 'overlay-empty', words[KEPT_EMPTY[name]]);
  const sheet = openSheet(words[KEPT_TITLES[name]], content);
  const links = Array.from(sheet.querySelectorAll('li a'));
  links[0]?.focus();
  sheet.addEventListener('keydown', (event) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (!step || links.length === 0) return;
    const row = rows.findIndex((other) => other.contains(document.activeElement));
    links[(row + step + links.length) % links.length].focus();
    event.preventDefault();
  });
}

function startKeptSheets() {
  registerKey({ key: 'v', words: words.keyCopied, run: () => openKept('copied') });
  document.addEventListener('click', (event) => {
    const opener = event.target.closest?.('[data-open-kept]');
    // Without this script, or with another button of the mouse, it is a link to the page with all lists.
    if (!opener || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    openKept(opener.dataset.openKept);
  });
}

startKeptSheets();
