// One search result as elements, and the words around it.

import { words } from './words.js';

/** @typedef {import('../search/protocol.js').Hit} Hit */

/**
 * A word of the interface, `{name}` replaced; of two forms with `|` between, the first is for one.
 * @param {string} key
 * @param {Record<string, string | number>} [values]
 */
export function searchWords(key, values = {}) {
  const forms = (words[key] ?? key).split('|');
  const form = values.n === 1 ? forms[0] : forms[forms.length - 1];
  return form.replace(/\{(\w+)\}/g, (placeholder, name) => String(values[name] ?? placeholder));
}

/** An element with a class, children or text, and data attributes. */
export function element(name, className, content = [], data = {}) {
  const made = document.createElement(name);
  if (className) made.className = className;
  made.append(...[content].flat());
  Object.assign(made.dataset, data);
  return made;
}

/** A button that does nothing but what the page's listener sees in its data. */
export function button(className, content, data) {
  const made = element('button', className, content, data);
  made.type = 'button';
  return made;
}

export function icon(name) {
  const made = element('span', `icon icon-${name}`);
  made.setAttribute('aria-hidden', 'true');
  return made;
}

/** The row of a list; its number makes its id. */
export function listOption(at, className, content, data) {
  const option = element('li', `result ${className}`.trim(), content, data);
  option.id = `c:result-${at}`;
  option.setAttribute('role', 'option');
  option.setAttribute('aria-selected', 'false');
  return option;
}

/**
 * The address of a result, relative to the site's root.
 * @param {Hit} hit
 */
export function resultAddress({ url, anchor }) {
  return url.split('/').map(encodeURIComponent).join('/') + (anchor ? `#${encodeURIComponent(anchor)}` : '');
}

const plainText = (pieces) => pieces.map(([text]) => text).join('');
const isMarked = (pieces) => pieces.some(([, isMatch]) => isMatch);

/** A text in which what was looked for is marked. */
function marked(name, className, pieces) {
  return element(name, className, pieces.map(([text, isMatch]) => (isMatch ? element('mark', '', text) : text)));
}

/**
 * @param {Hit} hit
 * @param {number} at
 * @param {string} common how results were found, as is said above them
 */
export function resultOption(hit, at, common) {
  const place = hit.place ? [' › ', hit.place] : [];
  const head = [element('span', 'badge', [icon(hit.kind), hit.kindLabel, ...place]), marked('span', 'result-title', hit.title)];
  if (hit.alias) head.push(element('span', 'result-alias', [searchWords('searchAlias'), ' ', marked('span', '', hit.alias)]));
  head.push(freshness(hit));
  const parts = [element('p', 'result-head', head.filter(Boolean).flatMap((part) => [part, ' ']))];
  if (hit.line) {
    // For the pointer; from the keyboard it is Ctrl-Enter, since nothing inside an option can have the focus.
    const copy = element('span', 'result-copy', searchWords('searchCopy'), { searchCopy: '' });
    parts.push(element('p', 'result-line', [marked('span', 'result-words', hit.line), copy]));
  }
  // Else it says nothing that the line doesn't say better.
  const found = plainText(hit.snippet);
  if (hit.line ? !hit.isLineFound && isMarked(hit.snippet) : found !== plainText(hit.title)) {
    const snippet = marked('p', 'result-snippet', hit.snippet);
    if (hit.heading && hit.heading !== found) snippet.prepend(element('span', 'result-place', hit.heading), ' ');
    parts.push(snippet);
  }
  const way = matchWords(hit.match, hit.words);
  if (way && way !== common) parts.push(element('p', 'result-way', way));
  return listOption(at, '', parts, { pageId: hit.id, kind: hit.kind });
}

/**
 * How something was found that is not simply what was typed; empty for what is.
 * @param {import('../search/protocol.js').Match | null} match
 * @param {string[]} found
 */
export function matchWords(match, found) {
  if (!match || match === 'exact') return '';
  const values = { words: Array.from(new Set(found)).slice(0, 6).join('、') };
  if (match === 'relaxed') return searchWords(values.words ? 'searchRelaxed' : 'searchLoose', values);
  return searchWords({ synonym: 'searchSynonym', pinyin: 'searchPinyin', typo: 'searchTypo' }[match], values);
}

function freshness({ status, overdue, reviewed }) {
  if (status === 'retired') return element('span', 'status status-retired', searchWords('searchRetired'));
  if (status !== 'approved') return element('span', 'status status-draft', searchWords('searchUnpublished'));
  if (overdue) return element('span', 'status status-overdue', [icon('warning'), searchWords('searchOverdue')]);
  return reviewed && element('span', 'result-date', `${searchWords('searchReviewed')} ${reviewed}`);
}
