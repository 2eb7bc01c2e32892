// What was searched, copied, opened and marked, kept in this browser only. Nothing that looks like a customer's data is
// kept, and of what was copied only where it stands: its words may be other ones tomorrow, and its slots held a
// customer's name.

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

/**
 * The lists as the last look into the storage found them, newest first, and the folds of the tree by name: whether they
 * are open. All there is where the storage is closed.
 */
const kept = { queries: [], copied: [], missed: [], favourites: [], recents: [], folds: {}, isStored: true };

/** Other sites may share the origin, and on disk all of them do. */
const keptKey = () => `casebook.search ${siteRoot()}`;

/** The absolute address of the site's root. */
export function siteRoot() {
  return new URL(document.documentElement.dataset.root || '.', location.href).href;
}

/** @returns {Record<KeptList, KeptEntry[]> & {folds: Record<string, boolean>, isStored: boolean}} */
export function keptLists() {
  if (!kept.isStored) return kept;
  let stored = null;
  try {
    stored = JSON.parse(localStorage.getItem(keptKey()) ?? '{}');
  } catch (error) {
    // Anything else than broken JSON: the storage is closed to this page.
    kept.isStored = error instanceof SyntaxError;
    if (!kept.isStored) return kept;
  }
  for (const list of Object.keys(KEPT_MOST)) {
    const entries = stored?.[list];
    kept[list] = Array.isArray(entries) ? entries.filter((entry) => typeof entry?.text === 'string') : [];
  }
  kept.folds = Object(stored?.folds);
  return kept;
}

function store() {
  if (!kept.isStored) return;
  try {
    localStorage.setItem(keptKey(), JSON.stringify({ ...kept, isStored: undefined }));
  } catch {
    kept.isStored = false;
  }
}

const isSameEntry = (left, right) => (left.id ?? left.text) === (right.id ?? right.text);

/**
 * Puts an entry in front of its list.
 * @param {KeptList} list
 * @param {{text: string, id?: string, kind?: string, url?: string}} entry
 */
export function keep(list, entry) {
  if (!entry.text || (!entry.id && (entry.text.length > LONGEST_KEPT || looksPrivate(entry.text)))) return;
  const entries = keptLists()[list];
  const times = list === 'missed' ? (entries.find((other) => isSameEntry(other, entry))?.times ?? 0) + 1 : undefined;
  const others = entries.filter((other) => !isSameEntry(other, entry));
  // The Swedish way to write a date is ISO's, and it is the day where the reader is.
  kept[list] = [{ ...entry, day: new Date().toLocaleDateString('sv'), times }, ...others].slice(0, KEPT_MOST[list]);
  store();
}

/**
 * Forgets one entry, or without one everything.
 * @param {KeptList} [list]
 * @param {{id?: string, text?: string}} [entry]
 */
export function forgetKept(list, entry) {
  keptLists();
  if (!entry) kept.folds = {};
  for (const name of Object.keys(KEPT_MOST)) {
    if (!entry) kept[name] = [];
    else if (name === list) kept[name] = kept[name].filter((other) => !isSameEntry(other, entry));
  }
  store();
}

/** Remembers whether a fold of the tree is open. */
export function keepFold(name, isOpen) {
  keptLists().folds[name] = isOpen;
  store();
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
  link.href = URL.createObjectURL(new Blob([JSON.stringify({ ...keptLists(), isStored: undefined }, null, 2)], { type: 'application/json' }));
  link.download = 'casebook-search.json';
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 1000);
}
