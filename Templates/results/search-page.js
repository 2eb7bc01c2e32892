// The page with all results: the box's list in the page itself, with facets, and the question in the address.

import { announce } from '../scripts/announce.js';
import { questionFragment, readQuestion } from '../scripts/search-address.js';
import { keepAsked, lastAsked } from '../scripts/search-back.js';
import { FINE_POINTER, SearchBox } from '../scripts/search-box.js';
import { facetChips, facetGroups, labelFacets } from './search-facets.js';
import { exportKept, forgetKept, isKept, keptLists } from '../scripts/search-history.js';
import { button, element, searchWords } from '../scripts/search-result.js';
import { siteRoot } from '../scripts/site-root.js';

const STATE_KEPT_AFTER = 200;
/** As in search.css: from here on the facets stand beside the results. */
const WIDE = '(min-width: 1100px)';

class ResultsPage extends SearchBox {
  constructor(root, page) {
    super(root, page);
    const part = (name) => page.querySelector(`[data-search-${name}]`);
    this.parts = { hint: part('hint'), count: part('count'), chips: part('chips'), facets: part('facets'), more: part('more'), kept: part('kept') };
    part('place').append(this.note, this.ways, this.list);
    root.querySelector('[data-search-panel]').remove();
    this.labels = new Map();
    const wide = matchMedia(WIDE);
    const unfold = () => { this.parts.facets.open = wide.matches; };
    wide.addEventListener('change', unfold);
    unfold();
    this.parts.facets.addEventListener('change', ({ target }) => this.toggle(target.dataset.field, target.value));
    this.listenToAddress();
  }

  listenOutside() {}

  onFocus() {}

  /** The list is the page's own: whoever leaves the field still waits for it. */
  fold() {}

  setOpen() {
    this.setExpanded(true);
  }

  // MARK: The address

  listenToAddress() {
    history.scrollRestoration = 'manual';
    // A link to a place in the page, as to its contents, asks nothing.
    addEventListener('popstate', () => /^#[^=]+$/.test(location.hash) || this.readAddress());
    addEventListener('scroll', () => this.keepPlaceSoon());
    this.readAddress();
    if (matchMedia(FINE_POINTER).matches) this.input.focus({ preventScroll: true });
  }

  /** Shows what the address asks for, as it was left. */
  readAddress() {
    const { text, filters } = readQuestion(location.hash);
    this.input.value = text;
    this.filters = filters;
    this.committed = questionFragment(text, filters);
    // Back from a page by its own way, the entry of the history is a new one.
    const asked = lastAsked();
    this.left = history.state ?? (asked?.fragment === location.hash ? asked : null);
    this.limit = this.left?.limit ?? this.step;
    super.update();
  }

  /** Keeps what is chosen and how far the page is scrolled with the entry of the browser's history. */
  keepPlace() {
    clearTimeout(this.leaving);
    if (this.left) return;
    const place = { limit: this.limit, chosen: this.chosen, y: scrollY };
    this.writeAddress('replaceState', location.hash, place);
    if (this.committed && this.committed === location.hash) keepAsked({ fragment: this.committed, ...place });
  }

  keepPlaceSoon() {
    clearTimeout(this.leaving);
    this.leaving = setTimeout(() => this.keepPlace(), STATE_KEPT_AFTER);
  }

  /** Typing changes the present entry of the history. */
  update() {
    this.left = null;
    this.writeAddress('replaceState', questionFragment(this.text, this.filters), null);
    super.update();
  }

  writeAddress(how, fragment, state) {
    try {
      history[how](state, '', fragment || location.pathname + location.search);
    } catch {
      // Browsers refuse when it is done too often, as while a key is held down. The next time will do.
    }
  }

  /** What was meant gets an entry of its own, behind the one with which the typing began. */
  commit() {
    super.commit();
    const fragment = questionFragment(this.text, this.filters);
    if (fragment !== this.committed) {
      this.writeAddress('replaceState', this.committed, history.state);
      this.writeAddress('pushState', fragment, null);
      this.committed = fragment;
    }
    this.keepPlace();
  }

  choose(at) {
    super.choose(at);
    this.keepPlaceSoon();
  }

  // MARK: Results

  showAnswer(answer, isSame) {
    const { left } = this;
    if (left) this.chosen = left.chosen;
    super.showAnswer(answer, isSame);
    const { count, more } = this.parts;
    const { hits, total, stage } = answer;
    count.textContent = total > 0 ? searchWords('searchCount', { n: this.total }) : '';
    more.hidden = stage !== 'final' || total <= hits.length;
    more.textContent = searchWords('searchMore', { n: Math.min(this.step, total - hits.length) });
    if (!left || stage !== 'final') return;
    this.left = null;
    scrollTo(0, left.y ?? 0);
  }

  furtherRows() {
    return [];
  }

  show(rows, note, isSame) {
    super.show(rows, note, isSame);
    const { hint, kept, count, more, facets } = this.parts;
    kept.hidden = hint.hidden = this.input.value.trim() !== '' || this.hasFilters;
    count.textContent = '';
    more.hidden = true;
    facets.hidden = rows.length === 0;
    this.showChips();
  }

  showChips() {
    const { chips } = this.parts;
    const focused = Array.from(chips.children).indexOf(document.activeElement);
    chips.replaceChildren(...facetChips(this.filters, this.labels));
    if (focused >= 0) (chips.children[focused] ?? this.input).focus();
  }

  showFacets(fields) {
    const { facets } = this.parts;
    const groups = facets.querySelector('[data-search-groups]');
    const focused = document.activeElement?.id;
    labelFacets(this.labels, fields);
    groups.replaceChildren(...facetGroups(groups, fields, this.filters));
    facets.hidden = !groups.hasChildNodes();
    this.showChips();
    if (focused && document.activeElement === document.body) document.getElementById(focused)?.focus({ preventScroll: true });
  }

  toggle(field, value) {
    const values = this.filters[field] ?? [];
    const others = values.filter((other) => other !== value);
    const chosen = others.length < values.length ? others : [...values, value];
    this.filter({ ...this.filters, [field]: chosen });
  }

  filter(filters) {
    this.commit();
    this.filters = Object.fromEntries(Object.entries(filters).filter(([, values]) => values.length > 0));
    this.limit = this.step;
    this.commit();
    this.update();
  }

  // MARK: What is kept

  showKept() {
    const lists = keptLists();
    const { kept } = this.parts;
    this.shown = null;
    this.show([], isKept() ? '' : searchWords('searchNotKept'));
    kept.hidden = true;
    for (const part of kept.querySelectorAll('[data-kept]')) {
      const list = part.dataset.kept;
      part.hidden = lists[list].length === 0;
      if (!part.hidden) kept.hidden = false;
      part.querySelector('ul').replaceChildren(...lists[list].map((entry, at) => this.keptEntry(list, entry, at)));
    }
  }

  keptEntry(list, entry, at) {
    const { text, url, day, times } = entry;
    const link = element('a', '', text);
    link.href = url ? siteRoot() + url : questionFragment(text);
    const remove = button('kept-remove', '✕', { keptRemove: list, at: String(at) });
    remove.setAttribute('aria-label', searchWords('searchRemove', { words: text }));
    return element('li', '', [link, ' ', element('span', 'count', [times > 1 ? `${times} × ` : '', day ?? '']), remove]);
  }

  onButton(pressed) {
    const { dataset } = pressed;
    super.onButton(pressed);
    if ('searchMore' in dataset) {
      this.limit += this.step;
      super.update();
    } else if ('searchUnfilter' in dataset) {
      this.filter({});
    } else if ('searchChip' in dataset) {
      this.toggle(dataset.searchChip, dataset.value);
    } else if ('keptExport' in dataset) {
      exportKept();
    } else if ('keptClear' in dataset || 'keptRemove' in dataset) {
      forgetKept(dataset.keptRemove, keptLists()[dataset.keptRemove]?.[Number(dataset.at)]);
      announce(searchWords('searchCleared'));
      this.showKept();
      this.input.focus();
    }
  }
}

function startResults() {
  const root = document.querySelector('[data-search-box]');
  const page = document.querySelector('[data-results]');
  if (root && page) void new ResultsPage(root, page);
}

startResults();
