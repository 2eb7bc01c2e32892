// The search box of every page, and the page with all results: a combobox whose list is beside it or in the page.

import { announce } from './announce.js';
import { copyText } from './copy.js';
import { RANKED_POOL, SearchIndexError, spokenLine } from './search-engine.js';
import { loadFolding, loadSearchEngine } from './search-files.js';
import { resultAddress, resultOption, searchElement, searchWords } from './search-result.js';

const BOX_RESULTS = 8;
const PAGE_RESULTS = 50;
const ANNOUNCE_AFTER = 600;

class SearchBox {
  /** @param {HTMLElement} root */
  constructor(root) {
    this.root = root;
    this.input = root.querySelector('input[type=search]');
    this.page = document.querySelector('[data-results]');
    this.panel = this.page ?? root.querySelector('[data-search-panel]');
    this.close = root.querySelector('[data-search-close]');
    this.step = this.page ? PAGE_RESULTS : BOX_RESULTS;
    this.limit = this.step;
    this.hits = [];
    this.selected = -1;
    this.note = root.querySelector('[data-search-note]');
    this.list = root.querySelector('[data-search-list]');
    this.foot = root.querySelector('[data-search-foot]');
    this.hint = this.page?.querySelector('.results-hint');
    if (this.page) {
      this.page.append(this.note, this.list, this.foot);
      root.querySelector('[data-search-panel]').remove();
    }
    this.becomeCombobox();
    this.listen();
  }

  /** Without this script the field is a plain one; HTML checkers don't know a search field as a combobox either. */
  becomeCombobox() {
    const attributes = {
      role: 'combobox',
      'aria-expanded': 'false',
      'aria-controls': this.list.id,
      'aria-autocomplete': 'list',
      enterkeyhint: 'go',
    };
    for (const [name, value] of Object.entries(attributes)) this.input.setAttribute(name, value);
  }

  listen() {
    const { input, root, list, panel } = this;
    root.addEventListener('submit', (event) => event.preventDefault());
    input.addEventListener('focus', () => {
      loadSearchEngine().catch(() => {});
      if (input.value.trim() !== '') this.update();
    });
    input.addEventListener('input', () => {
      this.limit = this.step;
      this.update();
    });
    input.addEventListener('keydown', (event) => this.onKey(event));
    this.close?.addEventListener('click', () => this.hide(true));
    // Keeps the focus in the field while the list is clicked.
    list.addEventListener('mousedown', (event) => event.preventDefault());
    list.addEventListener('click', (event) => this.onClick(event));
    list.addEventListener('auxclick', (event) => this.onClick(event));
    panel.addEventListener('click', (event) => {
      if (!(event.target instanceof Element)) return;
      if (event.target.closest('[data-search-retry]')) this.update();
      if (event.target.closest('[data-search-more]')) {
        this.limit += this.step;
        this.update();
      }
    });
    if (this.page) {
      window.addEventListener('hashchange', () => this.readAddress());
      this.readAddress();
      return;
    }
    document.addEventListener('pointerdown', (event) => {
      // The dimmed page is the form's own shade.
      if (event.target === root || !root.contains(event.target)) this.hide(false);
    });
    root.addEventListener('focusout', (event) => {
      if (event.relatedTarget && !root.contains(event.relatedTarget)) this.hide(false);
    });
  }

  // MARK: Results

  /** Shows the results for what stands in the field; what was asked earlier and answered later is dropped. */
  async update() {
    const text = this.input.value;
    if (this.page) this.writeAddress(text);
    if (text.trim() === '') {
      this.show([], '');
      this.hide(false);
      return;
    }
    let engine;
    try {
      const request = loadSearchEngine();
      const waiting = setTimeout(() => this.show([], searchWords('searchLoading')), 150);
      try {
        engine = await request;
      } finally {
        clearTimeout(waiting);
      }
      if (this.input.value !== text) return;
      this.answer(engine, text);
      if (engine.wantsFolding(text)) {
        await loadFolding(engine);
        if (this.input.value === text) this.answer(engine, text);
      }
    } catch (error) {
      // Without the folding table the answer that stands is still an answer.
      if (this.input.value === text && (!engine || this.hits.length === 0)) this.showError(error);
    }
  }

  answer(engine, text) {
    const { hits, total, query } = engine.search(text, this.limit);
    this.show(hits, answerNote(hits, query, text), total, (hit, id) => resultOption(hit, id, query, engine));
    const count = searchWords('searchCount', { n: total >= RANKED_POOL ? `${RANKED_POOL}+` : total });
    this.announce(total > 0 ? count : searchWords('searchNone', { query: text.trim() }));
  }

  show(hits, note, total = 0, option = null) {
    this.hits = hits;
    this.note.textContent = note;
    this.note.hidden = note === '';
    this.list.replaceChildren(...hits.map((hit, at) => option(hit, `c:result-${at}`)));
    this.foot.replaceChildren();
    if (total > hits.length) this.foot.append(this.page ? this.moreButton(total) : this.allLink(total));
    this.foot.hidden = this.foot.childElementCount === 0;
    if (this.hint) this.hint.hidden = this.input.value.trim() !== '';
    this.panel.hidden = false;
    this.root.classList.toggle('is-open', !this.page);
    if (this.close) this.close.hidden = Boolean(this.page);
    this.input.setAttribute('aria-expanded', String(hits.length > 0));
    this.select(hits.length > 0 ? 0 : -1);
  }

  showError(error) {
    const reason = error instanceof SearchIndexError ? error.reason : 'damaged';
    const keys = { load: 'searchErrorLoad', version: 'searchErrorVersion', damaged: 'searchErrorDamaged' };
    this.show([], searchWords(keys[reason]));
    this.announce(searchWords(keys[reason]));
    if (reason !== 'version') {
      const retry = searchElement('button', 'search-retry', searchWords('searchRetry'));
      retry.type = 'button';
      retry.dataset.searchRetry = '';
      this.note.append(' ', retry);
    }
  }

  allLink(total) {
    const link = searchElement('a', 'search-all', searchWords('searchAll', { n: total >= RANKED_POOL ? `${RANKED_POOL}+` : total }));
    link.href = `${document.documentElement.dataset.search ?? ''}#q=${encodeURIComponent(this.input.value)}`;
    return link;
  }

  moreButton(total) {
    const button = searchElement('button', 'search-more', searchWords('searchMore', { n: Math.min(this.step, total - this.hits.length) }));
    button.type = 'button';
    button.dataset.searchMore = '';
    return button;
  }

  hide(leaves) {
    if (!this.page) {
      this.panel.hidden = true;
      this.root.classList.remove('is-open');
      this.input.setAttribute('aria-expanded', 'false');
      this.input.removeAttribute('aria-activedescendant');
      if (this.close) this.close.hidden = true;
    }
    if (leaves) this.input.blur();
  }

  announce(text) {
    clearTimeout(this.announcement);
    this.announcement = setTimeout(() => announce(text), ANNOUNCE_AFTER);
  }

  // MARK: Choosing

  select(at) {
    this.selected = at;
    Array.from(this.list.children).forEach((option, number) => option.setAttribute('aria-selected', String(number === at)));
    const option = this.list.children[at];
    if (option) this.input.setAttribute('aria-activedescendant', option.id);
    else this.input.removeAttribute('aria-activedescendant');
  }

  move(step) {
    if (this.hits.length === 0) return;
    this.select((this.selected + step + this.hits.length) % this.hits.length);
    this.list.children[this.selected].scrollIntoView({ block: 'nearest' });
  }

  /** @param {KeyboardEvent} event */
  onKey(event) {
    // Enter and Escape belong to the input method while it composes; some browsers only say so by the key code.
    if (event.isComposing || event.keyCode === 229) return;
    if (this.panel.hidden && ['ArrowDown', 'ArrowUp'].includes(event.key) && this.input.value.trim() !== '') {
      this.update();
    } else if (event.key === 'ArrowDown') {
      this.move(1);
    } else if (event.key === 'ArrowUp') {
      this.move(-1);
    } else if (event.key === 'Enter') {
      const hit = this.hits[this.selected];
      if (hit && (event.ctrlKey || event.metaKey)) this.copy(this.selected);
      else if (hit && !this.panel.hidden) location.assign(resultAddress(hit));
    } else if (event.key === 'Escape') {
      this.hide(true);
    } else {
      return;
    }
    event.preventDefault();
  }

  /** @param {MouseEvent} event */
  onClick(event) {
    const option = event.target instanceof Element ? event.target.closest('[role=option]') : null;
    const at = Array.from(this.list.children).indexOf(option);
    if (at < 0 || event.button > 1) return;
    if (event.target.closest('[data-search-copy]')) {
      this.copy(at);
      return;
    }
    const address = resultAddress(this.hits[at]);
    if (event.button === 1 || event.ctrlKey || event.metaKey) window.open(address, '_blank', 'noopener');
    else location.assign(address);
  }

  async copy(at) {
    const line = spokenLine(this.hits[at]);
    if (line === null) return;
    const isCopied = await copyText(line);
    const mark = this.list.children[at]?.querySelector('[data-search-copy]');
    announce(searchWords(isCopied ? 'searchCopied' : 'searchCopyFailed'));
    if (!mark) return;
    mark.textContent = searchWords(isCopied ? 'searchCopied' : 'searchCopyFailed');
    mark.classList.toggle('is-copied', isCopied);
    setTimeout(() => {
      mark.textContent = searchWords('searchCopy');
      mark.classList.remove('is-copied');
    }, 2000);
  }

  // MARK: The address of the results page

  readAddress() {
    const text = queryInAddress();
    if (text === this.input.value && text !== '') return;
    this.input.value = text;
    if (text === '') this.input.focus();
    this.update();
  }

  /** In the fragment, which is not sent: queries hold names and numbers, and a server writes a log. */
  writeAddress(text) {
    if (text === queryInAddress()) return;
    history.replaceState(null, '', text === '' ? location.pathname : `#q=${encodeURIComponent(text)}`);
  }
}

/** What is to be said about an answer that is not what was typed. */
function answerNote(hits, query, text) {
  if (hits.length === 0) {
    return `${searchWords('searchNone', { query: text.trim() })} ${searchWords('searchNoneHint')}`;
  }
  const quoted = (list) => Array.from(new Set(list)).join('、');
  if (hits[0].match === 'synonym') {
    return searchWords('searchSynonym', { query: text.trim(), words: quoted(hits.flatMap((hit) => hit.words)) });
  }
  if (hits[0].match !== 'relaxed') return '';
  const missing = quoted(hits[0].words);
  return missing === '' ? searchWords('searchLoose') : searchWords('searchRelaxed', { words: missing });
}

function queryInAddress() {
  const [, query = ''] = /^#q=(.*)$/s.exec(location.hash) ?? [];
  try {
    return decodeURIComponent(query);
  } catch {
    return query;
  }
}

/** `/` outside of fields and Ctrl-K (or ⌘K) anywhere lead to the search. */
function focusSearchOnKeys(input) {
  document.addEventListener('keydown', (event) => {
    if (event.isComposing || event.defaultPrevented) return;
    const isField = event.target instanceof Element && event.target.closest('input, textarea, select, [contenteditable]');
    const isSlash = event.key === '/' && !isField && !event.ctrlKey && !event.metaKey && !event.altKey;
    const isCommand = event.key.toLowerCase() === 'k' && (event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey;
    if (!isSlash && !isCommand) return;
    event.preventDefault();
    input.focus();
    input.select();
  });
}

const searchRoot = document.querySelector('[data-search-box]');
if (searchRoot) focusSearchOnKeys(new SearchBox(searchRoot).input);
