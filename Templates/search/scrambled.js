// Names with the characters of a query in another order, or with others between them: 卡吞了 is ATM吞卡. The second
// implementation of ScrambledNames.swift.

import { commonElements, matchesByPage } from './postings.js';
import { makeQuery } from './query.js';
import { ALIAS_PHRASE, AT_ALIAS, AT_TITLE, TITLE_PHRASE, bonusUnit, byScore, phrase, rounded } from './ranking.js';
import { isLight, unitWeight } from './similarity.js';
import { noAnswer } from './weight.js';

/** One character says nothing. A name seldom has more, and each may cost files. */
const FEWEST_SCRAMBLED = 2;
const MOST_SCRAMBLED = 6;

/**
 * The pages with a name that has all of the query's characters that mean something. Less than all, anywhere on a page, is what
 * every query shares with every site.
 * @param {import('./query.js').Query} query
 * @param {import('./search-index.js').SearchIndex} index
 * @returns {Promise<import('./ladder.js').Answer>}
 */
export async function scrambledNames(query, index, { limit, filter }) {
  const found = query.runs.flatMap(({ text, solid }) => (solid ? Array.from(text).filter((each) => !isLight(each)) : []));
  const characters = Array.from(new Set(found));
  if (characters.length < FEWEST_SCRAMBLED || characters.length > MOST_SCRAMBLED) return noAnswer();
  const scattered = makeQuery(characters.map((text) => ({ text, solid: true, parts: [text], length: 1 })), query.folded);
  const lists = await Promise.all(scattered.units.map((unit) => index.unit(unit)));
  const holders = lists.map(({ occurrences }) => {
    const matches = matchesByPage(occurrences);
    return matches.pages.filter((_, row) => matches.countsIn(row).slice(AT_ALIAS, AT_TITLE + 1).some((length) => length > 0));
  });
  const weight = scattered.units.reduce((sum, unit) => sum + unitWeight(unit, index), 0);
  const pages = await Promise.all(commonElements(holders).map(async (page) => {
    const text = await index.text(page);
    const holds = ({ folded }) => characters.every((each) => folded.includes(each));
    const worth = (bonus, name) => (holds(name) ? phrase(bonus, characters.length, name.length) : 0);
    const best = Math.max(worth(TITLE_PHRASE, text.title), ...text.names.map((name) => worth(ALIAS_PHRASE, name)));
    return { page, text, query: scattered, score: rounded(bonusUnit(weight) * best), block: 0, match: 'relaxed', words: [] };
  }));
  const named = pages.filter(({ score }) => score > 0).sort(byScore);
  const left = named.filter(({ page }) => !filter || filter.has(page));
  return { pages: left.slice(0, limit), total: left.length, isTotalExact: true, candidates: named.map(({ page }) => page).sort((a, b) => a - b) };
}
