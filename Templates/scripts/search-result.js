// One search result as elements.

import { blockHeading, highlightPieces, spokenLine } from './search-engine.js';
import { words } from './words.js';

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

/**
 * The address of a result, relative to the present page.
 * @param {import('./search-engine.js').SearchHit} hit
 */
export function resultAddress({ record, anchor }) {
  const path = record.url.split('/').map(encodeURIComponent).join('/');
  return (document.documentElement.dataset.root ?? '') + path + (anchor ? `#${encodeURIComponent(anchor)}` : '');
}

/**
 * @param {import('./search-engine.js').SearchHit} hit
 * @param {string} id
 * @param {object} query
 * @param {import('./search-engine.js').SearchEngine} engine
 */
export function resultOption(hit, id, query, engine) {
  const { record } = hit;
  const kind = engine.kinds[record.kind];
  const option = searchElement('li', 'result');
  option.id = id;
  option.setAttribute('role', 'option');
  option.setAttribute('aria-selected', 'false');
  option.dataset.pageId = record.id;
  option.dataset.kind = kind?.kind ?? '';
  const marked = (name, className, text) => {
    const element = searchElement(name, className);
    for (const piece of highlightPieces(text, query, engine.simplified)) {
      element.append(piece.isMatch ? searchElement('mark', '', piece.text) : piece.text);
    }
    return element;
  };
  const head = searchElement('p', 'result-head');
  const badge = searchElement('span', 'badge');
  const icon = searchElement('span', `icon icon-${kind?.kind ?? 'page'}`);
  icon.setAttribute('aria-hidden', 'true');
  badge.append(icon, kind?.label ?? '');
  head.append(badge, ' ', marked('span', 'result-title', record.title));
  const state = resultState(record);
  if (state) head.append(' ', state);
  option.append(head);
  const line = spokenLine(hit);
  if (line !== null) {
    const spoken = searchElement('p', 'result-line');
    spoken.append(marked('span', 'result-words', line), copyMark());
    option.append(spoken);
  }
  // The summary says nothing that the line doesn't say better.
  if (line === null || (hit.block >= 0 && record.blocks[hit.block][1] !== 2)) {
    const place = blockHeading(hit);
    const snippet = marked('p', 'result-snippet', hit.snippet);
    if (place !== null && place !== hit.snippet) snippet.prepend(searchElement('span', 'result-place', place), ' ');
    option.append(snippet);
  }
  return option;
}

function resultState(record) {
  if (record.status === 'retired') return searchElement('span', 'status status-retired', searchWords('searchRetired'));
  if (record.status !== undefined) return searchElement('span', 'status status-draft', searchWords('searchUnpublished'));
  if (record.overdue) return searchElement('span', 'status status-overdue', searchWords('searchOverdue'));
  return record.reviewed ? searchElement('span', 'result-date', record.reviewed) : null;
}

/** For the pointer; from the keyboard it is Ctrl-Enter, since nothing inside an option can have the focus. */
function copyMark() {
  const mark = searchElement('span', 'result-copy', searchWords('searchCopy'));
  mark.dataset.searchCopy = '';
  return mark;
}

/** An element with a class and text. */
export function searchElement(name, className, text = '') {
  const element = document.createElement(name);
  if (className) element.className = className;
  if (text) element.textContent = text;
  return element;
}
