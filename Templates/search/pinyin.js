// The letters of a query read as names of Han characters.

import { expectMembers, expectSound } from './files.js';
import { commonOccurrences, decodeDistances, joinLists } from './postings.js';
import { makeQuery } from './query.js';
import { AT_HEADING } from './ranking.js';
import { isRead, pinyinSequences } from './syllables.js';

const MOST_READINGS = 4;
/** So many ways to cut letters into several names are tried. */
const MOST_DIVISIONS = 8;
/** For one syllable alone, so many of its characters are tried. */
const MOST_CHARACTERS = 3;

/**
 * One character of a name as it was typed: an element of syllables.js, or a Han character among the letters.
 * @typedef {import('./syllables.js').Element | {literal: string}} NameElement
 */

/**
 * Two and more elements as the Han characters of this index that can be meant.
 * @typedef {object} Pattern
 * @property {import('./postings.js').Occurrences} occurrences in names and headings
 * @property {(characters: string[]) => boolean} fits
 * @property {(text: string, start: number) => [number, number] | null} match
 */

/**
 * The ways in which a query's letters can be names, likeliest first.
 * @param {import('./query.js').Query} query
 * @param {import('./search-index.js').SearchIndex} index
 * @param {{count?: number, cut?: (letters: string) => import('./syllables.js').Element[][]}} [how] `count` of names: of more
 *   than one only whole syllables are read; `cut`: letters into syllables
 * @returns {Promise<{query: import('./query.js').Query, isSingle: boolean}[]>} `isSingle`: the query holds a character that
 *   one syllable stands for
 */
export async function pinyinReadings(query, index, { count = 1, cut = pinyinSequences } = {}) {
  const [from, to] = stretchOf(query);
  if (from === to) return [];
  const { start } = query.runs[from];
  const { end } = query.runs[to - 1];
  const replaced = (runs) =>
    makeQuery([...query.runs.slice(0, from), ...runs.map((run) => ({ start, end, ...run })), ...query.runs.slice(to)], query.folded);
  const names = sequencesOf(query.runs.slice(from, to), cut).flatMap((elements) => namesOf(elements, count));
  const readings = await Promise.all(
    names.slice(0, count === 1 ? MOST_READINGS : MOST_DIVISIONS).map(async (parts) => {
      if (parts[0].length === 1) {
        const characters = await charactersOf(parts[0][0], index);
        return characters.map((text) => ({ query: replaced([{ text, solid: true, parts: [text], length: 1 }]), isSingle: true }));
      }
      if (!parts.every((elements) => isPossible(elements, index))) return [];
      const patterns = await Promise.all(parts.map((elements) => makePattern(elements, index)));
      if (patterns.some(({ occurrences }) => occurrences.keys.length === 0)) return [];
      const text = query.folded.slice(start, end);
      return [{ query: replaced(patterns.map((pattern, at) => ({ text, parts: [], length: parts[at].length, pattern }))), isSingle: false }];
    }));
  return readings.flat();
}

/** Whether each two neighbours have a file; where two have none, the others' would be loaded for nothing. */
const isPossible = (elements, { lane }) =>
  elements.slice(1).every((right, at) => elements[at].literal || right.literal || lane.has(elements[at].letters[0] + right.letters[0]));

/** The ways to cut elements into so many names of at least two. */
function namesOf(elements, count) {
  if (count === 1) return [[elements]];
  if (!elements.slice(0, -1).every(({ isWhole }) => isWhole)) return [];
  return elements.slice(3).flatMap((_, at) => namesOf(elements.slice(at + 2), count - 1).map((rest) => [elements.slice(0, at + 2), ...rest]));
}

/**
 * The first runs that belong together as pinyin: words of letters with nothing but spaces and apostrophes between them, and
 * single Han characters that touch them.
 */
function stretchOf({ runs, folded }) {
  const isLetters = (run) => /^[a-zü]+$/.test(run.text);
  const isLiteral = (run) => /^[\u3400-\u9FFF]$/.test(run.text);
  const between = (at) => folded.slice(runs[at].end, runs[at + 1].start);
  const first = runs.findIndex(isLetters);
  if (first < 0) return [0, 0];
  let end = first + 1;
  while (end < runs.length) {
    const gap = between(end - 1);
    // Behind a character only letters that touch it go on.
    const goesOn = isLetters(runs[end]) ? /^[ '’]*$/.test(gap) && (gap === '' || !isLiteral(runs[end - 1])) : isLiteral(runs[end]) && gap === '';
    if (!goesOn) break;
    end += 1;
  }
  return [first > 0 && isLiteral(runs[first - 1]) && between(first - 1) === '' ? first - 1 : first, end];
}

/** The letters' readings, with the characters among them in their places. */
function sequencesOf(runs, cut) {
  let sequences = [[]];
  let letters = '';
  const flush = () => {
    if (letters === '') return;
    const readings = cut(letters);
    sequences = sequences.flatMap((start) => readings.map((reading) => [...start, ...reading]));
    letters = '';
  };
  for (const { text, solid } of runs) {
    if (solid) {
      flush();
      sequences = sequences.map((start) => [...start, { literal: text }]);
    } else {
      letters += (letters === '' ? '' : ' ') + text;
    }
  }
  flush();
  return sequences;
}

/** One syllable stands for its most frequent characters. */
async function charactersOf(element, index) {
  if (element.literal) return [];
  const [letter] = element.letters;
  if (!index.lane.has(letter)) return [];
  const syllables = expectMembers((await index.files.load(index.lane.get(letter))).syllables);
  const read = Object.keys(syllables).sort().filter((syllable) => isRead(element, syllable));
  const characters = read.flatMap((syllable) => Array.from(syllables[syllable]).slice(0, MOST_CHARACTERS));
  return Array.from(new Set(characters)).slice(0, MOST_CHARACTERS);
}

/**
 * @param {NameElement[]} elements
 * @returns {Promise<Pattern>}
 */
async function makePattern(elements, index) {
  const places = elements.slice(1).map((right, at) => lanePairs(elements[at], right, index));
  const pairs = await Promise.all(places);
  const fitsAt = (characters, start) => pairs.every((entries, at) => entries.has(characters[start + at] + characters[start + at + 1]));
  return {
    occurrences: commonOccurrences(pairs.map((entries) => joinLists(Array.from(entries.values()).flat(), AT_HEADING))),
    fits: (characters) => fitsAt(characters, 0),
    match(text, start) {
      const characters = Array.from(text.slice(start));
      const at = characters.findIndex((_, place) => place + elements.length <= characters.length && fitsAt(characters, place));
      if (at < 0) return null;
      const first = start + characters.slice(0, at).join('').length;
      return [first, first + characters.slice(at, at + elements.length).join('').length];
    },
  };
}

/**
 * The pairs of characters that two neighbouring elements can be, with their lists: one for each reading that is meant. 不了 is
 * bu le and bu liao, and stands in some names as one, in others as the other.
 */
async function lanePairs(left, right, index) {
  const [firsts, seconds] = await Promise.all([left, right].map((element) => lettersOf(element, index)));
  const found = new Map();
  const entries = await Promise.all(firsts.flatMap((first) => seconds.map((second) => laneEntries(first + second, index))));
  const mayBeRead = (element, syllable) => element.literal || isRead(element, syllable);
  const isMeant = ({ literal }, character) => !literal || literal === character;
  for (const [syllables, text] of entries.flatMap((pairs) => Array.from(pairs))) {
    const [first, second] = syllables.split(' ');
    if (!mayBeRead(left, first) || !mayBeRead(right, second)) continue;
    for (const [pair, lists] of pairsAndLists(text)) {
      const [one, other] = pair;
      if (isMeant(left, one) && isMeant(right, other)) found.set(pair, (found.get(pair) ?? []).concat(lists));
    }
  }
  return found;
}

async function lettersOf(element, index) {
  if (!element.literal) return [element.letters[0]];
  const syllables = (await readingsOf(index)).get(element.literal) ?? [];
  return Array.from(new Set(syllables.map(([letter]) => letter))).sort();
}

/**
 * What the lane has of two syllables that begin so.
 * @param {string} letters
 * @returns {Promise<Map<string, string>>} by the syllables, with a space between, their pairs as written
 */
export async function laneEntries(letters, index) {
  if (!index.lane.has(letters)) return new Map();
  const [first, second] = letters;
  const isOwn = ([syllables]) => syllables[0] === first && syllables[syllables.indexOf(' ') + 1] === second;
  return index.kept(index.groups, `lane ${letters}`, async () => {
    const { pairs } = await index.files.load(index.lane.get(letters));
    return new Map(Object.entries(expectMembers(pairs)).filter(isOwn));
  });
}

/**
 * The pairs of characters of two syllables, each with its lists.
 * @param {string} [text] as written
 * @returns {[string, string][]}
 */
export function pairsAndLists(text = '') {
  const items = text.split(' ');
  expectSound(items.length % 2 === 0 || text === '');
  return items.flatMap((pair, at) => (at % 2 === 1 ? [[items[at - 1], pair]] : []));
}

/** @returns {Promise<Map<string, string[]>>} how each Han character may be read */
export function readingsOf(index) {
  return index.kept(index.groups, 'readings', async () => {
    const syllables = expectMembers((await index.files.load('readings')).syllables);
    const readings = new Map();
    for (const [syllable, characters] of Object.entries(syllables)) {
      for (const code of decodeDistances(characters)) {
        const character = String.fromCodePoint(code);
        readings.set(character, [...(readings.get(character) ?? []), syllable]);
      }
    }
    return readings;
  });
}
