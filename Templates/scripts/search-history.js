// What was searched, copied, opened and marked, kept in this browser only. Nothing that looks like a customer's data is
// kept, and of what was copied only where it stands: its words may be other ones tomorrow, and its slots held a
// customer's name.

import { siteRoot } from './site-root.js';
import { storedValue } from './stored-value.js';

/** @typedef {'queries' | 'copied' | 'missed' | 'favourites' | 'recents'} KeptList */

const KEPT_MOST = { queries: 20, copied: 20, missed: 50, favourites: 200, recents: 30 };
const LONGEST_KEPT = 60;

/**
 * @typedef {object} KeptEntry
 * @property {string} text a query, or a page's title
 * @property {string} day
 * @property {number} [times] how often a query was without result
 * @property {string} [id] of the page
 * @property {string} [kind] of the page
 * @property {string} [url] relative to the site's root, percent-encoded
 */

/** The lists, newest first, the folds of the tree by name (whether they are open), and whether single keys are off. */
const kept = storedValue('localStorage', 'casebook.search', (found) => {
  const entries = (list) => (Array.isArray(found[list]) ? found[list].filter((entry) => typeof entry?.text === 'string') : []);
  const lists = Object.fromEntries(Object.keys(KEPT_MOST).map((list) => [list, entries(list)]));
  return { ...lists, folds: Object(found.folds), areKeysOff: found.areKeysOff === true };
});

/** @returns {Record<KeptList, KeptEntry[]> & {folds: Record<string, boolean>, areKeysOff: boolean}} */
export const keptLists = () => kept.read();

/** Whether what is kept outlives the page. */
export const isKept = () => kept.isStored();

const isSameEntry = (left, right) => (left.id ?? left.text) === (right.id ?? right.text);

/**
 * Puts an entry in front of its list.
 * @param {KeptList} list
 * @param {{text: string, id?: string, kind?: string, url?: string}} entry
 */
export function keep(list, entry) {
  if (!entry.text || (!entry.id && (entry.text.length > LONGEST_KEPT || looksPrivate(entry.text)))) return;
  kept.change((lists) => {
    const times = list === 'missed' ? (lists.missed.find((other) => isSameEntry(other, entry))?.times ?? 0) + 1 : undefined;
    const others = lists[list].filter((other) => !isSameEntry(other, entry));
    // The Swedish way to write a date is ISO's, and it is the day where the reader is.
    lists[list] = [{ ...entry, day: new Date().toLocaleDateString('sv'), times }, ...others].slice(0, KEPT_MOST[list]);
  });
}

/**
 * Forgets one entry, or without one everything.
 * @param {KeptList} [list]
 * @param {{id?: string, text?: string}} [entry]
 */
export function forgetKept(list, entry) {
  kept.change((lists) => {
    if (!entry) lists.folds = {};
    for (const name of Object.keys(KEPT_MOST)) {
      if (!entry) lists[name] = [];
      else if (name === list) lists[name] = lists[name].filter((other) => !isSameEntry(other, entry));
    }
  });
}

/** Remembers whether a fold of the tree is open. */
export function keepFold(name, isOpen) {
  kept.change(({ folds }) => { folds[name] = isOpen; });
}

/** Remembers whether single keys mean nothing to this reader's browser. */
export function keepKeysOff(areOff) {
  kept.change((lists) => { lists.areKeysOff = areOff; });
}

/** This page as an entry; null where it is none of the content's own. */
export function pageEntry() {
  const { pageId: id, kind } = document.querySelector('main')?.dataset ?? {};
  const text = document.querySelector('h1')?.textContent.trim();
  return id ? { id, kind, text, url: location.href.replace(/[?#].*/, '').slice(siteRoot().length) } : null;
}

/**
 * Five digits in all are enough for a telephone, an account or an identity number, whatever stands between them;
 * besides, addresses of e-mail and number plates.
 * @param {string} text
 */
export function looksPrivate(text) {
  const plain = text.normalize('NFKC');
  return (plain.match(/\p{Nd}/gu)?.length ?? 0) >= 5 || plain.includes('@') || /\p{sc=Han}[A-Z][·\s-]?(?=[A-Z]*\d)[A-Z\d]{4,6}(?![A-Z\d])/iu.test(plain);
}

/** Hands the lists over as a file that is made here. */
export function exportKept() {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(new Blob([JSON.stringify(keptLists(), null, 2)], { type: 'application/json' }));
  link.download = 'casebook-search.json';
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 1000);
}
