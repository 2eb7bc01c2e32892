// What a query may have meant whose characters were chosen wrongly among those that sound alike: 头诉 is 投诉. The second
// implementation of Homophones.swift.

import { laneEntries, pairsAndLists, readingsOf } from './pinyin.js';
import { countPostings } from './postings.js';
import { lengthOf, makeQuery, pairsOf } from './query.js';
import { AT_HEADING, RAREST } from './ranking.js';

/** Longer queries are sentences, which no one correction makes exact. */
const MOST_PAIRS = 12;
const MOST_QUERIES = 8;
/** So many of the best single corrections are put together in twos. */
const MOST_COMBINED = 12;
const PER_CLASS = 4;

/**
 * The corrected queries, the likeliest first: those that leave the fewest neighbours unheard of, then with one correction
 * before those with two, then by how frequent the pairs are. One wrong character makes two wrong pairs; the right one makes
 * both right, which hardly any other does.
 * @param {import('./query.js').Query} query
 * @param {import('./search-index.js').SearchIndex} index
 * @returns {Promise<import('./query.js').Query[]>}
 */
export async function correctedQueries(query, index) {
  const count = query.runs.reduce((sum, { solid, text }) => sum + (solid ? lengthOf(text) - 1 : 0), 0);
  if (count === 0 || count > MOST_PAIRS) return [];
  const readings = await readingsOf(index);
  const places = query.runs.flatMap(({ text, solid }, run) => (solid ? pairsOf(text).map((typed, start) => ({ run, start, typed })) : []));
  const pairs = await Promise.all(
    places.map(async (place) => {
      const [lists, alike] = await Promise.all([index.unit({ text: place.typed, isPrefix: false }), alikePairs(place.typed, readings, index)]);
      return { ...place, alike, isKnown: lists.occurrences.keys.length > 0 };
    }));
  const texts = (corrections) =>
    query.runs.map(({ text }, number) => {
      const characters = Array.from(text);
      for (const { run, start, pair } of corrections) if (run === number) characters.splice(start, 2, ...pair);
      return characters;
    });
  const made = (corrections) => {
    const corrected = texts(corrections);
    const isExplained = ({ run, start, typed, alike, isKnown }) => {
      const now = corrected[run].slice(start, start + 2).join('');
      return now === typed ? isKnown : alike.has(now);
    };
    const weight = corrections.reduce((sum, correction) => sum + correction.weight, 0);
    return { corrections, weight, unexplained: pairs.filter((pair) => !isExplained(pair)).length };
  };
  const byLikelihood = (left, right) =>
    left.unexplained - right.unexplained || left.corrections.length - right.corrections.length || right.weight - left.weight;
  const singles = pairs.flatMap(({ run, start, typed, alike }) =>
    Array.from(alike).flatMap(([pair, weight]) => (pair === typed ? [] : [made([{ run, start, pair, weight }])])));
  const best = singles.sort(byLikelihood).slice(0, MOST_COMBINED).map(({ corrections: [correction] }) => correction);
  const doubles = best.flatMap((first, at) =>
    best.slice(at + 1).filter(({ run, start }) => run !== first.run || Math.abs(start - first.start) > 1).map((second) => made([first, second])));
  const queries = new Map();
  for (const { corrections } of [...singles, ...doubles].sort(byLikelihood)) {
    if (queries.size === MOST_QUERIES) break;
    const corrected = texts(corrections).map((characters) => characters.join(''));
    const runs = query.runs.map((run, at) => (run.solid ? { ...run, text: corrected[at], parts: [corrected[at]] } : run));
    const folded = corrected.join(' ');
    if (!queries.has(folded)) queries.set(folded, makeQuery(runs, folded));
  }
  return Array.from(queries.values());
}

/** The pairs of the lane with the same syllables, each with how frequent it is. */
async function alikePairs(typed, readings, index) {
  const [firsts, seconds] = Array.from(typed, (character) => readings.get(character) ?? []);
  const wanted = firsts.flatMap((first) => seconds.map((second) => [first, second]));
  const lanes = await Promise.all(wanted.map(([first, second]) => laneEntries(first[0] + second[0], index)));
  const found = new Map();
  wanted.forEach((syllables, at) => {
    for (const [pair, lists] of pairsAndLists(lanes[at].get(syllables.join(' ')))) {
      if (found.has(pair)) continue;
      found.set(pair, countPostings(lists, AT_HEADING) + (RAREST - index.classOf({ text: pair })) * PER_CLASS);
    }
  });
  return found;
}
