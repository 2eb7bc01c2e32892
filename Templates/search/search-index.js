// The index as the engine asks it: terms, pages and page sets, whichever file they lie in.

import { characterKind, foldText } from './analyzer.js';
import { expectMembers, expectSound } from './files.js';
import { PageText } from './page-text.js';
import { decodeDistances, decodeNumbers, joinLists } from './postings.js';
import { lengthOf, unitKey } from './query.js';
import { RAREST } from './ranking.js';

/** Shards that the beginning of a term is looked up in, from the first on. */
const MOST_SHARDS = 3;
const MOST_KEPT = 400;

/**
 * What the index says about one unit of a query.
 * @typedef {object} UnitLists
 * @property {string[]} lists as written
 * @property {import('./postings.js').Occurrences} occurrences all that is known; of a frequent term its best pages only
 * @property {Tail | null} tail the rest of a frequent term
 * @property {boolean} isTruncated of a beginning of terms not all were read, or not all of their pages
 */

/**
 * The pages of a frequent term but for the best.
 * @typedef {object} Tail
 * @property {string} file
 * @property {number} alias the length of the shortest alias with the term on one of them; 0 where there is none
 * @property {number} title the same of titles
 * @property {number} highest the most that one of them scores for the term alone
 * @property {number} first the lowest number among those that score so much, or hardly less
 */

export class SearchIndex {
  /**
   * @param {import('./files.js').IndexFiles} files
   * @param {object} root the first file
   */
  constructor(files, root) {
    const { kinds, classes, facets, synonyms, fillers, common, folds, shards, lane, version, pages, packSize } = root;
    expectSound([kinds, classes, facets, synonyms, common].every(Array.isArray));
    expectSound([folds, shards, lane, version, ...common].every((text) => typeof text === 'string'));
    expectSound(Number.isInteger(pages) && packSize > 0);
    Object.assign(this, { files, kinds, facets, synonyms, fillers, pages, packSize });
    this.isSingle = files.form === 'index';
    this.shards = words(shards);
    /** The file of the lane that has a key: the first letters of two syllables, or of one. */
    this.lane = new Map(lane.split(',').flatMap((keys, number) => words(keys).map((key) => [key, `p/${number}`])));
    this.firstPages = classes.map(([first]) => first);
    this.factors = classes.map(([, factor]) => factor);
    this.hasWholeFolding = false;
    /** What the site's own texts need of the table of traditional characters; and for queries, as much as is loaded. */
    this.ownSimplified = new Map();
    const folding = Array.from(folds);
    for (let at = 0; at + 1 < folding.length; at += 2) this.ownSimplified.set(folding[at], folding[at + 1]);
    this.simplified = new Map(this.ownSimplified);
    this.commonTerms = new Map();
    common.forEach((items, termClass) => this.listCommon(words(items), termClass));
    this.groups = new Map();
    this.units = new Map();
    this.wholeUnits = new Map();
    this.texts = new Map();
  }

  /** An item is a character with the second characters of its pairs, or a word. */
  listCommon(items, termClass) {
    for (const item of items) {
      const [first, ...seconds] = item;
      const isPairs = characterKind(first) === 'solid';
      for (const term of isPairs ? seconds.map((second) => first + second) : [item]) this.commonTerms.set(term, termClass);
    }
  }

  /** @param {string} text a page's */
  fold(text) {
    return foldText(text, this.ownSimplified);
  }

  /** Words that ask without saying about what, longest first. */
  get foldedFillers() {
    const folded = this.fillers.map((word) => foldText(word, this.simplified)).filter((word) => word !== '');
    return folded.sort((left, right) => lengthOf(right) - lengthOf(left));
  }

  get foldedSynonyms() {
    const fold = (group) => group.map((text) => ({ text, folded: foldText(text, this.simplified) })).filter(({ folded }) => folded !== '');
    return (this.synonymGroups ??= this.synonyms.map(fold));
  }

  /** What a page weighs by its kind and state. */
  factor(page) {
    return this.factors[lastNotAbove(this.firstPages, page)] ?? 1;
  }

  /** The class of a unit: the higher, the rarer. */
  classOf({ text, isPrefix }) {
    return (isPrefix ? undefined : this.commonTerms.get(text)) ?? RAREST;
  }

  // MARK: Terms

  /** The shards that may hold a unit, the first few of them; `isCut` where there are more. */
  shardFiles({ text, isPrefix }) {
    const first = lastNotAbove(this.shards, text, precedes) + 1;
    let count = 1;
    while (isPrefix && this.shards[first + count - 1]?.startsWith(text)) count += 1;
    const files = Array.from({ length: Math.min(count, MOST_SHARDS) }, (_, at) => `t/${first + at}`);
    return Object.assign(files, { isCut: count > MOST_SHARDS });
  }

  /** Whether no file has to be fetched for a unit's lists. */
  isLoaded(unit) {
    return this.shardFiles(unit).every((file) => this.files.isLoaded(file));
  }

  /**
   * @param {import('./query.js').Unit} unit
   * @param {import('./query.js').Around} [around] leaves out places that hints say have other neighbours
   * @returns {Promise<UnitLists>}
   */
  unit(unit, around) {
    return this.kept(this.units, unitKey(unit) + keyOf(around), async () => {
      const files = this.shardFiles(unit);
      const found = (await Promise.all(files.map((file) => this.listsIn(file, unit)))).flat();
      const parts = found.map((written) => written.split(';'));
      const [file, alias, title, highest, first] = parts.find((part) => part.length > 1)?.[1].split(',').map(Number) ?? [];
      const lists = parts.map(([text]) => text);
      return {
        lists,
        occurrences: joinLists(lists, 0, around),
        // Tails of many terms would be many files; the best pages are enough for a beginning.
        tail: file && !unit.isPrefix ? { file: `t/${file}`, alias, title, highest: highest / 1e6, first } : null,
        isTruncated: unit.isPrefix && (file !== undefined || files.isCut),
      };
    });
  }

  /** As {@link unit}, together with the tail of a frequent term, which has no hints. */
  wholeUnit(unit, around) {
    return this.kept(this.wholeUnits, unitKey(unit) + keyOf(around), async () => {
      const known = await this.unit(unit, around);
      if (!known.tail) return known;
      const rest = await this.listsIn(known.tail.file, unit);
      return { ...known, occurrences: joinLists(known.lists.concat(rest), 0, around), tail: null };
    });
  }

  /** @returns {Promise<string[]>} what a file says about each term that the unit is, or begins */
  async listsIn(file, { text, isPrefix }) {
    const items = await this.group(file, text);
    const rest = text.slice(String.fromCodePoint(text.codePointAt(0)).length);
    const lists = [];
    for (let at = 0; at + 1 < items.length; at += 2) if (isPrefix ? items[at].startsWith(rest) : items[at] === rest) lists.push(items[at + 1]);
    return lists;
  }

  /** @returns {Promise<string[]>} of a file's terms with one first character, what follows it and the lists in turn */
  async group(file, [first]) {
    const terms = expectMembers((await this.files.load(file)).terms);
    return this.kept(this.groups, file + first, () => (Object.hasOwn(terms, first) ? terms[first].split(' ') : []));
  }

  /** @returns {Promise<[string, string][]>} terms with a first character, with their lists as written */
  async termsBeginning(character) {
    const groups = await Promise.all(this.shardFiles({ text: character, isPrefix: true }).map((file) => this.group(file, character)));
    return groups.flatMap((items) => items.flatMap((rest, at) => (at % 2 === 0 ? [[character + rest, items[at + 1] ?? '']] : [])));
  }

  // MARK: Pages

  packOf(page) {
    return Math.floor(page / this.packSize);
  }

  /**
   * A page with its texts.
   * @param {number} page
   * @returns {Promise<PageText>}
   */
  text(page) {
    return this.kept(this.texts, page, async () => {
      const pack = await this.files.load(`d/${this.packOf(page)}`);
      const record = pack.pages?.[page % this.packSize];
      expectSound(Array.isArray(record?.blocks) && typeof record.title === 'string');
      return new PageText(record, this);
    });
  }

  /**
   * The pages that filters leave; `null` without filters.
   * @param {Record<string, string[]>} filters
   * @returns {Promise<Set<number> | null>}
   */
  async filteredPages(filters) {
    let left = null;
    for (const [field, names] of Object.entries(filters)) {
      if (names.length === 0) continue;
      const sets = await this.pageSets(field);
      const pages = names.flatMap((name) => sets.get(name) ?? []);
      left = new Set(left ? pages.filter((page) => left.has(page)) : pages);
    }
    return left;
  }

  /** @returns {Promise<Map<string, number[]>>} the pages that have a value, ascending, by its name */
  async pageSets(field) {
    const values = expectMembers((await this.files.load(`f/${field}`)).values);
    return new Map(Object.entries(values).map(([name, pages]) => [name, decodeDistances(pages)]));
  }

  // MARK: Tables that come when they are needed

  /** The whole table of traditional characters. */
  async loadFolding() {
    const { traditional, simplified } = await this.files.load('folding');
    const values = decodeNumbers(simplified);
    decodeDistances(traditional).forEach((character, at) => {
      const offset = values[at] & 1 ? -(values[at] >> 1) : values[at] >> 1;
      this.simplified.set(String.fromCodePoint(character), String.fromCodePoint(character + offset));
    });
    this.hasWholeFolding = true;
  }

  /** What `make` gave for this key; made anew after a failure. */
  kept(map, key, make) {
    if (!map.has(key)) {
      if (map.size > MOST_KEPT) map.clear();
      const value = make();
      map.set(key, value);
      if (value instanceof Promise) value.catch(() => map.delete(key));
    }
    return map.get(key);
  }
}

const keyOf = (around) => (around ? `${around.mask} ${around.hint}` : '');

const words = (text) => (text === '' ? [] : text.split(' '));

/** The place of the last of some ascending elements that is not above one; -1 where all are. */
function lastNotAbove(list, element, isBefore = (left, right) => left < right) {
  let [low, high] = [-1, list.length - 1];
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (isBefore(element, list[middle])) high = middle - 1;
    else low = middle;
  }
  return low;
}

/** Whether a term stands before another in the order of code points, which UTF-16 is not. */
export function precedes(left, right) {
  let at = 0;
  while (at < left.length && left[at] === right[at]) at += 1;
  // In the middle of two pairs of surrogates the second halves decide.
  return at < right.length && (at === left.length || left.codePointAt(at) < right.codePointAt(at));
}
