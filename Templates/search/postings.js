// The lists of a term, as the files write them: base64 VLQ numbers.

import { AT_ALIAS } from './ranking.js';

export const BLOCKS_PER_PAGE = 32;
/** The blocks of a page as bits, where nothing is known. */
export const ALL_BLOCKS = -1;
/** Fields are of five groups; an array with counts by group holds them behind each other. */
export const GROUPS = 5;
/** More than a count, or a name's length and links, that matters. */
const ROOM = 4096;
/** Kept between calls: frequent terms have thousands of places. */
let found = new Float64Array(4096);
const DIGITS = new Int8Array(128).fill(-1);
Array.from('ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/', (digit, at) => (DIGITS[digit.charCodeAt(0)] = at));

/** One for each character of which a hint tells. */
const HINT_DIGITS = 3;

/** Reads base64 VLQ numbers. */
class NumberReader {
  constructor(text, at = 0) {
    this.text = text;
    this.at = at;
  }

  digit() {
    return DIGITS[this.text.charCodeAt(this.at)] ?? -1;
  }

  /** -1 at what is no number, which stays. */
  next() {
    let value = 0;
    for (let scale = 1; ; scale *= 32) {
      const digit = this.digit();
      if (digit < 0) return -1;
      this.at += 1;
      value += (digit & 31) * scale;
      if (digit < 32) return value;
    }
  }

  /** How many of so many hints say what is wanted. */
  countHints(count, { mask, hint }) {
    let fitting = 0;
    for (; count > 0; count--) {
      let found = 0;
      for (let digit = 0; digit < HINT_DIGITS; digit++, this.at++) found = (found << 6) | this.digit();
      if ((found & mask) === hint) fitting += 1;
    }
    return fitting;
  }
}

/**
 * @param {string} text
 * @returns {number[]}
 */
export function decodeNumbers(text) {
  const numbers = [];
  const reader = new NumberReader(text);
  for (let number = reader.next(); number >= 0; number = reader.next()) numbers.push(number);
  return numbers;
}

/**
 * The numbers of a text that holds distances.
 * @param {string} text
 * @returns {number[]} ascending
 */
export function decodeDistances(text) {
  let last = 0;
  return decodeNumbers(text).map((distance) => (last += distance));
}

/**
 * Where a term, or several as one, stands and how often.
 * @typedef {object} Occurrences
 * @property {Uint32Array} keys ascending, each once: a block's address times 8, plus the group of fields (0 text, 1 spoken
 *   line, 2 heading, 3 alias or tag, 4 title)
 * @property {Uint32Array} values for each key how often; in aliases and titles four times the text's length plus the page's
 *   step of inbound links
 */

/**
 * The lists of one or more terms as one: occurrences in one place add up, and the shorter of two names counts.
 * @param {string[]} texts each term's lists with commas between
 * @param {number} [firstGroup] that of the first list
 * @param {import('./query.js').Around} [around] leaves out what hints say has other neighbours
 * @returns {Occurrences}
 */
export function joinLists(texts, firstGroup = 0, around) {
  let count = 0;
  for (const text of texts) {
    const lists = new NumberReader(text);
    const hints = new NumberReader(text, text.indexOf(':') + 1);
    const isHinted = around?.mask > 0 && hints.at > 0;
    for (let group = firstGroup; ; group++) {
      const isName = group >= AT_ALIAS;
      let address = 0;
      for (let number = lists.next(); number >= 0; number = lists.next()) {
        address += isName ? number : Math.floor(number / 2);
        let detail = isName || number % 2 === 1 ? lists.next() : 1;
        if (isHinted) {
          const fitting = hints.countHints(isName ? hints.next() : detail, around);
          if (fitting === 0) continue;
          if (!isName) detail = fitting;
        }
        if (count === found.length) {
          const longer = new Float64Array(count * 2);
          longer.set(found);
          found = longer;
        }
        found[count++] = (address * 8 + group) * ROOM + Math.min(detail, ROOM - 1);
      }
      if (text[lists.at] !== ',') break;
      lists.at += 1;
    }
  }
  const keys = new Uint32Array(count);
  const values = new Uint32Array(count);
  let last = -1;
  for (const number of found.subarray(0, count).sort()) {
    const key = Math.floor(number / ROOM);
    // Of names the lower value, which is the shorter name's, came first.
    if (last < 0 || keys[last] !== key) {
      keys[++last] = key;
      values[last] = number % ROOM;
    } else if (key % 8 < AT_ALIAS) {
      values[last] += number % ROOM;
    }
  }
  return { keys: keys.subarray(0, last + 1), values: values.subarray(0, last + 1) };
}

/**
 * How many postings lists have, see {@link joinLists}.
 * @param {string} text
 * @param {number} firstGroup
 */
export function countPostings(text, firstGroup) {
  const lists = new NumberReader(text);
  let count = 0;
  for (let group = firstGroup; ; group++) {
    for (let number = lists.next(); number >= 0; number = lists.next()) {
      if (group >= AT_ALIAS || number % 2 === 1) lists.next();
      count += 1;
    }
    if (text[lists.at] !== ',') return count;
    lists.at += 1;
  }
}

/**
 * The places that all have: of occurrences the fewest, of names the longest.
 * @param {Occurrences[]} lists not none
 * @returns {Occurrences}
 */
export function commonOccurrences(lists) {
  return [...lists].sort((left, right) => left.keys.length - right.keys.length).reduce((common, list) => {
    const keys = new Uint32Array(common.keys.length);
    const values = new Uint32Array(common.keys.length);
    let [count, place] = [0, 0];
    for (let at = 0; at < common.keys.length; at++) {
      const key = common.keys[at];
      place = firstNotBelow(list.keys, key, place);
      if (list.keys[place] !== key) continue;
      keys[count] = key;
      values[count++] = key % 8 < AT_ALIAS ? Math.min(common.values[at], list.values[place]) : Math.max(common.values[at], list.values[place]);
    }
    return { keys: keys.subarray(0, count), values: values.subarray(0, count) };
  });
}

/** What lists say of a run on each page; numbers in rows, since there may be thousands of pages. */
class PageMatches {
  /** @param {Occurrences} occurrences */
  constructor({ keys, values }) {
    const pageOf = (at) => Math.floor(keys[at] / (8 * BLOCKS_PER_PAGE));
    let rows = 0;
    for (let at = 0; at < keys.length; at++) if (at === 0 || pageOf(at) !== pageOf(at - 1)) rows += 1;
    /** Ascending. */
    this.pages = new Uint32Array(rows);
    /** For each page {@link GROUPS} numbers: occurrences by group; of names the length, 0 for none. */
    this.counts = new Uint32Array(rows * GROUPS);
    /** Each page's step of inbound links; -1 where neither title nor alias hold the run. */
    this.links = new Int8Array(rows).fill(-1);
    /** The blocks that it may stand in, a bit each; the last stands for all further ones. */
    this.blocks = new Int32Array(rows);
    this.lastRow = 0;
    let row = -1;
    for (let at = 0; at < keys.length; at++) {
      if (row < 0 || this.pages[row] !== pageOf(at)) this.pages[++row] = pageOf(at);
      this.blocks[row] |= 1 << (keys[at] >>> 3) % BLOCKS_PER_PAGE;
      const group = keys[at] % 8;
      if (group < AT_ALIAS) {
        this.counts[row * GROUPS + group] += values[at];
      } else {
        this.counts[row * GROUPS + group] = values[at] >> 2;
        this.links[row] = values[at] & 3;
      }
    }
  }

  /** The row of a page; -1 where there is none. Pages are mostly asked for in their order. */
  row(page) {
    const row = firstNotBelow(this.pages, page, this.pages[this.lastRow] <= page ? this.lastRow : 0);
    this.lastRow = row;
    return this.pages[row] === page ? row : -1;
  }
}

/**
 * @param {Occurrences} occurrences
 * @returns {PageMatches} kept beside them
 */
export const matchesByPage = (occurrences) => (occurrences.byPage ??= new PageMatches(occurrences));

/** The elements that all the ascending lists have. */
export const commonElements = ([first, ...others]) =>
  others.reduce((common, list) => {
    let place = 0;
    return common.filter((element) => list[(place = firstNotBelow(list, element, place))] === element);
  }, first);

/**
 * The elements that any of the lists has.
 * @param {ArrayLike<number>[]} lists
 * @returns {Uint32Array} ascending
 */
export function anyElements(lists) {
  const all = new Uint32Array(lists.reduce((sum, { length }) => sum + length, 0));
  let end = 0;
  for (const list of lists) {
    all.set(list, end);
    end += list.length;
  }
  return all.sort().filter((element, at) => at === 0 || element !== all[at - 1]);
}

/** The place of the first element that is not below `element`, looked for in growing steps. */
function firstNotBelow(list, element, start = 0) {
  let low = start;
  let step = 1;
  while (low + step < list.length && list[low + step] < element) {
    low += step;
    step *= 2;
  }
  let high = Math.min(low + step, list.length);
  while (low < high) {
    const middle = (low + high) >> 1;
    if (list[middle] < element) low = middle + 1;
    else high = middle;
  }
  return low;
}
