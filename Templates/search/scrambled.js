// Names with the characters of a query in another order, or with others between them: 卡吞了 is ATM吞卡. The second
// implementation of ScrambledNames.swift.

import { GROUPS, commonElements, matchesByPage } from './postings.js';
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
  const matches = lists.map(({ occurrences }) => matchesByPage(occurrences));
  const holders = matches.map(({ pages, links }) => pages.filter((_, row) => links[row] >= 0));
  const isTruncated = lists.some((list) => list.isTruncated);
  const lengthsOf = (page, group) => matches.map((each) => each.counts[each.row(page) * GROUPS + group]);
  const worth = (bonus, length) => phrase(bonus, characters.length, length);
  /** What a page's title says, and the most that its aliases can: where lists tell that, its text isn't needed. */
  const bounds = (page) => {
    const [titles, aliases] = [lengthsOf(page, AT_TITLE), lengthsOf(page, AT_ALIAS)];
    const shortest = isTruncated ? characters.length : aliases.includes(0) ? Infinity : Math.max(characters.length, ...aliases);
    return { title: titles.includes(0) ? 0 : worth(TITLE_PHRASE, titles[0]), alias: shortest < Infinity ? worth(ALIAS_PHRASE, shortest) : 0 };
  };
  const weight = scattered.units.reduce((sum, unit) => sum + unitWeight(unit, index), 0);
  const bestName = async (page) => {
    const { title, alias } = bounds(page);
    if (alias <= title && (title > 0 || !isTruncated)) return title;
    const text = await index.text(page);
    const holds = ({ folded }) => characters.every((each) => folded.includes(each));
    const ofName = (bonus, name) => (holds(name) ? worth(bonus, name.length) : 0);
    return Math.max(ofName(TITLE_PHRASE, text.title), ...text.names.map((name) => ofName(ALIAS_PHRASE, name)));
  };
  const pages = await Promise.all(
    Array.from(commonElements(holders), async (page) => ({ page, score: rounded(bonusUnit(weight) * (await bestName(page))) })));
  const named = pages.filter(({ score }) => score > 0);
  const left = named.filter(({ page }) => !filter || filter.has(page)).sort(byScore);
  const best = await Promise.all(left.slice(0, limit).map(async ({ page, score }) => (
    { page, score, text: await index.text(page), query: scattered, block: 0, match: 'relaxed', words: [] })));
  return { pages: best, total: left.length, isTotalExact: true, candidates: named.map(({ page }) => page) };
}
