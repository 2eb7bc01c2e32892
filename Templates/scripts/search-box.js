// The search box of every page: a combobox with its list in a panel below.

import { announce } from './announce.js';
import { announceArrival } from './arrival.js';
import { copyWithTick } from './copy.js';
import { questionFragment } from './search-address.js';
import { keepAsked } from './search-back.js';
import { SearchClient } from './search-client.js';
import { beginning, offerShorter, reportGap } from './search-dead-end.js';
import { isKept, keep, keptLists } from './search-history.js';
import { callsSearch, isComposed, rowForKey } from './search-keys.js';
import { button, element, icon, listOption, matchWords, resultAddress, resultOption, searchWords } from './search-result.js';
import { siteRoot } from './site-root.js';
import { filledText } from './slots.js';

/** A mouse or the like: where a keyboard on the screen would cover half of the page, a tap calls for it. */
export const FINE_POINTER = '(hover: hover) and (pointer: fine)';
const BOX_RESULTS = 8;
/** What the empty field offers of each list: how many, with which icon and word. */
const KEPT_SHOWN = [
  ['queries', 5, 'search', 'searchQuery'],
  ['copied', 5, 'script', 'searchCopied'],
  ['favourites', 5, 'star', 'searchFavourite'],
];
const LONGEST_QUERY = 200;
const LONGEST_SHOWN = 40;
const WAITING_SHOWN_AFTER = 150;
const ANNOUNCED_AFTER = 600;
/** A dead end that someone looked at, not one on the way to the next key. */
const DEAD_END_KEPT_AFTER = 1500;

/**
 * A row of the list: a result, a kept query, or a page to go to.
 * @typedef {{hit?: import('../search/protocol.js').Hit, query?: string, address?: string}} Row
 */

export class SearchBox {
  /**
   * @param {HTMLFormElement} root
   * @param {Element | null} page where the results stand in the page itself
   */
  constructor(root, page = null) {
    const part = (name) => root.querySelector(`[data-search-${name}]`);
    this.root = root;
    this.input = root.querySelector('input[type=search]');
    this.close = part('close');
    this.note = part('note');
    this.ways = part('ways');
    this.list = part('list');
    this.panel = page ?? part('panel');
    this.client = new SearchClient();
    this.step = this.limit = page ? 50 : BOX_RESULTS;
    this.filters = {};
    /** @type {Row[]} */
    this.rows = [];
    this.selected = -1;
    // The page that was chosen by hand among the present results: later ones don't take the choice away.
    this.chosen = null;
    this.becomeCombobox();
    this.listen();
  }

  /** Without this script the field is a plain one; HTML checkers don't know a search field as a combobox either. */
  becomeCombobox() {
    const attributes = { role: 'combobox', 'aria-controls': this.list.id, 'aria-autocomplete': 'list', enterkeyhint: 'go' };
    for (const [name, value] of Object.entries(attributes)) this.input.setAttribute(name, value);
    this.setExpanded(false);
  }

  listen() {
    const { input, root, list, panel } = this;
    const on = (target, names, react) => names.split(' ').forEach((name) => target.addEventListener(name, react));
    on(root, 'submit', (event) => event.preventDefault());
    on(input, 'focus', () => {
      this.client.warm('');
      this.onFocus();
    });
    on(input, 'input', () => {
      this.limit = this.step;
      this.update();
    });
    on(input, 'input compositionend', ({ isComposing }) => { this.isComposing = isComposing; });
    on(input, 'keydown', (event) => this.onKey(event));
    // A field that has the focus already is asked again.
    on(input, 'click', () => this.panel.hidden && this.update());
    on(this.close, 'click', () => this.leave());
    // Keeps the focus in the field while the list is clicked, and the middle button from pasting into it.
    on(list, 'mousedown mouseup', (event) => event.preventDefault());
    on(list, 'click auxclick', (event) => this.onClick(event));
    on(panel, 'click', ({ target }) => {
      const pressed = target.closest('button');
      if (pressed) this.onButton(pressed);
    });
    on(document, 'keydown', (event) => this.onPageKey(event));
    on(window, 'online', () => this.failure && this.update());
    // What a page loads for itself goes first; where data is to be saved, nobody's search is prepared.
    if (!navigator.connection?.saveData) {
      on(window, 'load', () => (window.requestIdleCallback ?? setTimeout)(() => this.client.start()));
    }
    this.listenOutside(on);
  }

  listenOutside(on) {
    on(document, 'pointerdown', ({ target }) => {
      // The dimmed page is the form's own shade.
      if (target === this.root || !this.root.contains(target)) this.fold();
    });
    on(this.root, 'focusout', ({ relatedTarget }) => {
      if (relatedTarget && !this.root.contains(relatedTarget)) this.fold();
    });
  }

  onFocus() {
    if (!this.isQuiet) this.update();
  }

  /** Takes the focus as a page begins, without opening anything; a finger has to call for its keyboard itself. */
  beginHere() {
    if (location.hash || !matchMedia(FINE_POINTER).matches) return;
    this.isQuiet = true;
    this.input.focus({ preventScroll: true });
    this.isQuiet = false;
  }

  // MARK: Asking

  get text() {
    // What can't be shown or sent: control characters, halves of surrogate pairs.
    return this.input.value.replace(/[\p{Cc}\p{Cs}]+/gu, ' ').trim();
  }

  get hasFilters() {
    return Object.keys(this.filters).length > 0;
  }

  /** Asks for what stands in the field. The list keeps what it shows until the answer is there. */
  update() {
    const { text, filters } = this;
    clearTimeout(this.waiting);
    clearTimeout(this.deadEnd);
    this.failure = null;
    this.eager = '';
    this.setPending(false);
    if (!this.input.value.trim() && !this.hasFilters) {
      this.client.forget();
      this.showKept();
    } else if (!/[\p{L}\p{N}]/u.test(text) && !(text === '' && this.hasFilters)) {
      this.client.forget();
      this.shown = null;
      this.show([], searchWords('searchNoWords'));
    } else {
      const question = { text, filters, limit: this.limit, wantsFacets: this.step > BOX_RESULTS };
      const fragment = questionFragment(text, filters);
      this.setBusy(true);
      this.waiting = setTimeout(() => this.setPending(true), WAITING_SHOWN_AFTER);
      this.client.search(question, (reply) => this.receive(reply, fragment));
    }
  }

  setBusy(isPending) {
    this.isPending = isPending;
    this.list.setAttribute('aria-busy', String(isPending));
  }

  /** Says that an answer is on its way, without moving what is there. */
  setPending(isShown) {
    this.setBusy(isShown);
    this.panel.classList.toggle('is-waiting', isShown);
    if (isShown && (!this.shown || this.rows.length === 0)) this.show([], searchWords('searchLoading'));
  }

  /** @param {import('../search/protocol.js').EngineReply} reply */
  receive(reply, fragment) {
    if (reply.type === 'facets') return this.showFacets(reply.fields);
    clearTimeout(this.waiting);
    const { eager } = this;
    this.setPending(false);
    if (reply.type === 'error') return this.showFailure(reply.reason);
    const isSame = fragment === this.shown;
    if (!isSame) this.chosen = null;
    this.shown = fragment;
    this.showAnswer(reply, isSame);
    this.eager = '';
    // Enter came before the answer. What was found in another way than typed is looked at first.
    if (eager && /exact|pinyin/.test(reply.note.match)) this.act(eager);
  }

  // MARK: Showing

  showAnswer({ hits, total, isTotalExact, stage }, isSame) {
    const { text } = this;
    const isFinal = stage === 'final';
    this.total = isTotalExact ? total : searchWords('searchAbout', { n: total });
    // The first result's way is said for all; those that were found in another way say their own.
    const way = hits.length > 0 ? matchWords(hits[0].match, hits[0].words) : '';
    const none = hits.length === 0 && isFinal ? searchWords('searchNone', { query: beginning(text, LONGEST_SHOWN) }) : '';
    const long = beginning(text, LONGEST_QUERY) !== text ? searchWords('searchLong') : '';
    const rows = hits.map((hit) => ({ hit, option: (at) => resultOption(hit, at, way) }));
    if (total > hits.length && isFinal) rows.push(...this.furtherRows());
    this.show(rows, [long, way, none].filter(Boolean).join(' '), isSame);
    if (!isFinal) return;
    const count = hits.length > 0 ? searchWords('searchCount', { n: this.total }) : '';
    this.announce(`${this.note.textContent} ${count}`.trim());
    this.isDeadEnd = none !== '';
    if (none) this.showDeadEnd(text);
  }

  /** The row behind the results that leads to all of them. */
  furtherRows() {
    return [this.linkRow(questionFragment(this.text), 'searchAll')];
  }

  /** Leads to the page with all results. */
  linkRow(fragment, key) {
    const option = (at) => listOption(at, 'search-all', searchWords(key, { n: this.total }));
    return { address: document.documentElement.dataset.search + fragment, option };
  }

  /** @param {(Row & {option: (at: number) => HTMLElement})[]} rows */
  show(rows, note = '', isSame = false) {
    const { list } = this;
    this.note.textContent = note;
    this.note.hidden = note === '';
    this.ways.hidden = true;
    this.rows = rows;
    rows.forEach((row, at) => {
      const old = list.children[at];
      // What stays is not made anew: it may be half read, or show the tick of a copy.
      if (isSame && row.hit && old?.dataset.pageId === row.hit.id) return;
      if (old) old.replaceWith(row.option(at));
      else list.append(row.option(at));
    });
    while (list.children.length > rows.length) list.lastChild.remove();
    if (!isSame) list.scrollTop = 0;
    this.setOpen(true);
    const chosen = this.chosen ? rows.findIndex(({ hit }) => hit?.id === this.chosen) : -1;
    this.select(chosen >= 0 ? chosen : rows[0]?.hit ? 0 : -1);
  }

  setOpen(isOpen) {
    this.panel.hidden = this.close.hidden = !isOpen;
    this.root.classList.toggle('is-open', isOpen);
    this.setExpanded(isOpen);
  }

  /** Closes. An answer that is still on its way would open the list again. */
  fold() {
    clearTimeout(this.waiting);
    this.client.forget();
    this.setPending(false);
    this.setOpen(false);
  }

  setExpanded(isOpen) {
    this.input.setAttribute('aria-expanded', String(isOpen && this.rows.length > 0));
    if (!isOpen) this.input.removeAttribute('aria-activedescendant');
  }

  /** Closes, and goes back to where a key press called from. */
  leave() {
    this.fold();
    if (this.origin?.isConnected && this.origin !== document.body) this.origin.focus();
    else this.input.blur();
    this.origin = null;
  }

  /** In the empty field: what was searched and copied lately, and what is marked. */
  showKept() {
    const lists = keptLists();
    const note = isKept() ? '' : searchWords('searchNotKept');
    const row = (name, word, { text, url }) => ({
      query: text,
      address: url && siteRoot() + url,
      option: (at) => listOption(at, 'kept-row', [icon(name), element('span', 'kept-text', text), element('span', 'kept-word', searchWords(word))]),
    });
    const rows = KEPT_SHOWN.flatMap(([list, most, name, word]) => lists[list].slice(0, most).map((entry) => row(name, word, entry)));
    if (rows.length > 0) rows.push(this.linkRow('', 'searchManage'));
    this.shown = null;
    this.chosen = null;
    this.show(rows, note);
    if (document.activeElement !== this.input || (rows.length === 0 && !note)) this.setOpen(false);
  }

  /** @param {import('../search/protocol.js').ErrorReason} reason */
  showFailure(reason) {
    const words = searchWords(`searchError_${reason}`);
    this.failure = reason;
    this.shown = null;
    this.show([], words);
    this.note.append(' ', button('search-button', searchWords(reason === 'version' ? 'searchReload' : 'searchRetry'), { searchRetry: '' }));
    this.announce(words);
  }

  showFacets() {}

  announce(text) {
    clearTimeout(this.announcement);
    this.announcement = setTimeout(() => announce(text), ANNOUNCED_AFTER);
  }

  // MARK: Dead ends

  showDeadEnd(text) {
    const part = (name) => this.ways.querySelector(`[data-search-${name}]`);
    part('unfilter').hidden = !this.hasFilters;
    part('shorter').replaceChildren();
    reportGap(part('feedback'), text);
    this.ways.hidden = false;
    this.deadEnd = setTimeout(() => {
      if (!this.isComposing) this.keepDeadEnd(text);
      offerShorter(this.client, part('shorter'), text);
    }, DEAD_END_KEPT_AFTER);
  }

  keepDeadEnd(text) {
    if (this.keptDeadEnd !== text) keep('missed', { text });
    this.keptDeadEnd = text;
  }

  // MARK: Choosing

  select(at) {
    this.selected = at;
    Array.from(this.list.children).forEach((option, number) => option.setAttribute('aria-selected', String(number === at)));
    const option = this.list.children[at];
    if (option) this.input.setAttribute('aria-activedescendant', option.id);
    else this.input.removeAttribute('aria-activedescendant');
  }

  choose(at) {
    const row = this.rows[at];
    if (!row) return;
    this.chosen = row.hit?.id ?? null;
    this.select(at);
    this.list.children[at].scrollIntoView({ block: 'nearest' });
    if (row.query && !row.address) this.client.warm(row.query);
  }

  /** @param {KeyboardEvent} event */
  onKey(event) {
    if (isComposed(event)) return;
    const { key } = event;
    const isCommand = event.ctrlKey || event.metaKey;
    if (key === 'Enter') {
      if (this.isPending) this.eager = isCommand ? 'copy' : 'open';
      else this.act(isCommand ? 'copy' : 'open');
    } else if (key === 'Escape') {
      this.leave();
    } else if (key === '/' && this.input.value === '') {
      // It calls the search, which is here.
    } else {
      const goal = isCommand || event.altKey || event.shiftKey ? undefined : rowForKey(key, this.selected, this.rows.length - 1, this.input);
      if (goal === undefined) return;
      if (this.panel.hidden) this.update();
      else this.choose(goal);
    }
    event.preventDefault();
  }

  /** @param {'open' | 'copy' | 'tab'} how */
  act(how, at = this.selected) {
    const row = this.rows[at];
    if (this.failure) return this.retry();
    if (!row || this.panel.hidden) return this.commit();
    if (how === 'copy' && row.hit) return this.copy(at);
    const address = row.hit ? siteRoot() + resultAddress(row.hit) : row.address;
    if (!address) return this.ask(row.query);
    this.commit();
    if (how === 'tab') return open(address, '_blank', 'noopener');
    announceArrival();
    location.assign(address);
  }

  /** The query was meant: it has led somewhere, or nowhere. */
  commit() {
    const { text } = this;
    if (!text) return;
    if (this.isDeadEnd) this.keepDeadEnd(text);
    else keep('queries', { text });
    keepAsked({ fragment: questionFragment(text, this.filters), chosen: this.rows[this.selected]?.hit?.id ?? null });
  }

  async copy(at) {
    const { hit } = this.rows[at];
    if (hit.lineText === null) {
      announce(searchWords('searchNoLine'));
      return;
    }
    this.commit();
    // The number of results would be read over what was copied.
    clearTimeout(this.announcement);
    const mark = this.list.children[at].querySelector('[data-search-copy]');
    const { text, open } = filledText(hit.lineText);
    const isCopied = await copyWithTick(text, mark, open);
    if (isCopied) keep('copied', { id: hit.id, text: hit.title.map(([text]) => text).join(''), url: resultAddress(hit) });
    else this.announce((mark.textContent = searchWords('searchCopyFailed')));
  }

  /** Writes a query into the field. */
  ask(text) {
    this.input.value = text;
    this.limit = this.step;
    this.input.focus();
    this.update();
  }

  retry() {
    if (this.failure === 'version') location.reload();
    else this.update();
  }

  /** @param {MouseEvent} event */
  onClick(event) {
    const option = event.target.closest('[role=option]');
    const at = Array.from(this.list.children).indexOf(option);
    if (at < 0 || event.button > 1) return;
    if (event.target.closest('[data-search-copy]')) this.act('copy', at);
    else this.act(event.button === 1 || event.ctrlKey || event.metaKey ? 'tab' : 'open', at);
  }

  /** @param {HTMLElement} pressed */
  onButton({ dataset }) {
    if ('searchRetry' in dataset) this.retry();
    if ('searchQuery' in dataset) this.ask(dataset.searchQuery);
  }

  /** @param {KeyboardEvent} event anywhere in the page */
  onPageKey(event) {
    if (isComposed(event)) return;
    // From the buttons and links of the panel.
    if (event.key === 'Escape' && !event.defaultPrevented && this.root.contains(event.target)) this.leave();
    if (!callsSearch(event)) return;
    event.preventDefault();
    if (document.activeElement !== this.input) this.origin = document.activeElement;
    this.input.focus();
    this.input.select();
  }
}
