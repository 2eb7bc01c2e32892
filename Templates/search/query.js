// What was typed, folded and cut as the index was.

import { LONGEST_TERM, characterKind, foldText, textRuns, wordParts } from './analyzer.js';

/** More than an agent types; a pasted page is answered by its beginning. */
const LONGEST_QUERY = 200;

/**
 * @typedef {object} Unit one look-up: a term, or the beginning of terms
 * @property {string} text
 * @property {boolean} isPrefix
 * @property {Around} [around] what stands around it wherever its runs stand
 */

/**
 * What hints of an index say about the neighbours of a pair: six bits each for the character before it and the two behind.
 * @typedef {object} Around
 * @property {number} mask the bits that are known; 0 for none
 * @property {number} hint these bits
 */

/**
 * @typedef {object} Run a stretch that has to stand in a text as it was typed
 * @property {string} text
 * @property {boolean} solid
 * @property {string[]} parts of a word, in order; the whole text of a solid run
 * @property {boolean} endsOpen whether the last part may go on in the text
 * @property {number} start in the folded query
 * @property {number} end
 * @property {number} length in code points of the texts that it stands in
 * @property {import('./pinyin.js').Pattern} [pattern] of pinyin for Han characters
 * @property {number[]} units places in the query's units; none for pinyin
 */

/**
 * @typedef {object} Query
 * @property {string} folded what was typed; what is between runs separates them
 * @property {Run[]} runs
 * @property {Unit[]} units each once, in the order of the runs
 * @property {number} length the code points of all runs
 */

/**
 * @param {string} text
 * @param {Map<string, string>} simplified
 * @returns {Query}
 */
export function parseQuery(text, simplified) {
  const beginning = Array.from(text.slice(0, LONGEST_QUERY * 2)).slice(0, LONGEST_QUERY).join('');
  return parseFolded(foldText(beginning, simplified));
}

/**
 * @param {string} folded
 * @returns {Query}
 */
export function parseFolded(folded) {
  const runs = textRuns(folded).map(({ text, solid, end }) => {
    // A word at the very end is still being typed, so far as one can tell.
    const endsOpen = !solid && end === folded.length;
    const parts = solid ? [text] : wordParts(text);
    return { text, solid, parts, endsOpen, start: end - text.length, end, length: lengthOf(text) };
  });
  return makeQuery(runs, folded);
}

/**
 * @param {Run[]} found in order; their units are set here
 * @param {string} folded what they have their places in
 * @returns {Query}
 */
export function makeQuery(found, folded) {
  const numbers = new Map();
  const units = [];
  const runs = found.map((run) => {
    const own = new Set();
    for (const unit of runUnits(run)) {
      const key = unitKey(unit);
      const known = numbers.get(key);
      if (known === undefined) numbers.set(key, units.push(unit) - 1);
      // It has other neighbours in another run. In the same run those of the first place are as good.
      else if (!own.has(known)) units[known] = { ...unit, around: undefined };
      own.add(numbers.get(key));
    }
    return { ...run, units: [...own] };
  });
  return { folded, runs, units, length: runs.reduce((sum, run) => sum + run.length, 0) };
}

/**
 * How many of a unit's neighbours are known.
 * @param {Unit} unit
 */
export const knownNeighbours = ({ around }) => [0x3f000, 0xfc0, 0x3f].filter((bits) => around?.mask & bits).length;

/** In code points. */
export const lengthOf = (text) => Array.from(text).length;

/** @param {Unit} unit */
export const unitKey = ({ text, isPrefix }) => (isPrefix ? '*' : '=') + text;

/** The overlapping pairs of a solid text. */
export function pairsOf(text) {
  const characters = Array.from(text);
  return characters.slice(1).map((character, at) => characters[at] + character);
}

function runUnits({ text, solid, parts, endsOpen, pattern }) {
  if (pattern) return [];
  if (!solid) return parts.map((part, at) => ({ text: part, isPrefix: endsOpen && at === parts.length - 1 }));
  const pairs = pairsOf(text);
  const characters = Array.from(text);
  // Each character of the index begins a term, so that a single one is the beginning of what was meant.
  if (pairs.length === 0) return [{ text, isPrefix: true }];
  return pairs.map((pair, at) => ({ text: pair, isPrefix: false, around: around(characters[at - 1], characters[at + 2], characters[at + 3]) }));
}

/** @returns {Around} */
function around(...neighbours) {
  let [mask, hint] = [0, 0];
  for (const character of neighbours) {
    mask = mask * 64 + (character ? 63 : 0);
    // The same six bits as NeighborHint.swift makes.
    hint = hint * 64 + (character ? Math.imul(character.codePointAt(0), 0x9e3779b1) >>> 26 : 0);
  }
  return { mask, hint };
}

/** A unit as a run that stands anywhere. */
export const unitRun = ({ text }) => ({ text, solid: true, parts: [text], endsOpen: true, units: [] });

/**
 * Where a run stands in folded text from `start` on; `null` for nowhere.
 * @param {Run} run
 * @returns {[number, number] | null}
 */
export function matchRun(run, text, start = 0) {
  if (run.pattern) return run.pattern.match(text, start);
  const first = run.parts[0];
  for (let at = text.indexOf(first, start); at >= 0; at = text.indexOf(first, at + 1)) {
    const end = run.solid ? at + first.length : wordEnd(run, text, at);
    if (end >= 0) return [at, end];
  }
  return null;
}

/** How often a run stands in folded text; occurrences may overlap. */
export function countRun(run, text) {
  let count = 0;
  for (let match = matchRun(run, text); match; match = matchRun(run, text, match[0] + 1)) count += 1;
  return count;
}

/**
 * Whether a query stands in a text without separators, all runs behind each other.
 * @param {Query} query
 * @param {string} compact
 * @param {boolean} isWhole whether nothing may stand before and behind it
 */
export function standsIn({ runs, length }, compact, isWhole) {
  if (!runs.some((run) => run.pattern)) {
    const text = runs.map((run) => run.text).join('');
    return text !== '' && (isWhole ? compact === text : compact.includes(text));
  }
  const characters = Array.from(compact);
  if (length === 0 || (isWhole ? characters.length !== length : characters.length < length)) return false;
  return characters.some((_, start) => {
    let position = start;
    return runs.every((run) => {
      const own = characters.slice(position, (position += run.length));
      return run.pattern ? run.pattern.fits(own) : own.join('') === run.text;
    });
  });
}

/** Parts may be apart by one joiner or space more or less than was typed: `ISO 10002` is `iso-10002`. */
function wordEnd(run, text, at) {
  if (at > 0 && continuesPart(characterBefore(text, at), text.codePointAt(at))) return -1;
  let position = at;
  for (const [number, part] of run.parts.entries()) {
    if (number > 0 && position < text.length && /[-_./ ]/.test(text[position])) position += 1;
    if (!text.startsWith(part, position)) return -1;
    position += part.length;
  }
  // The index cuts longer words off, so the query's are cut too.
  const isCut = Array.from(run.parts[run.parts.length - 1]).length === LONGEST_TERM;
  if (run.endsOpen || position >= text.length || isCut) return position;
  return continuesPart(characterBefore(text, position), text.codePointAt(position)) ? -1 : position;
}

function characterBefore(text, at) {
  const unit = text.charCodeAt(at - 1);
  return unit >= 0xdc00 && unit < 0xe000 && at > 1 ? text.codePointAt(at - 2) : unit;
}

/** Whether two neighbours belong to one part of a word. */
function continuesPart(left, right) {
  const kinds = characterKind(String.fromCodePoint(left)) + characterKind(String.fromCodePoint(right));
  return ['letterletter', 'digitdigit', 'lettermark', 'digitmark', 'markletter', 'markmark'].includes(kinds);
}
