// Finds the pages that say most of what a query says, where none says all: the second implementation of PartialSearch.swift.
//
// Postings alone choose the pages that are worth reading; those are then scored on their text. Of frequent terms only the best
// pages are looked at: the list is the same whatever was loaded before. Where even the best page is little like the query,
// there is no answer: the site has nothing about that.

import { GROUPS, anyElements, commonOccurrences, matchesByPage } from './postings.js';
import { pairsOf, parseFolded, unitRun } from './query.js';
import {
  LEAST_SHARE, LEAST_SHARE_OF_BEST, MOST_SYNONYMS, SYNONYM, bonusUnit, byScore, leastLikeness, linksFactor, rounded, saturation,
} from './ranking.js';
import { replaceWords, synonymsIn } from './rewrites.js';
import { similarityTo, unitWeight } from './similarity.js';

/** So many of a query's units are looked up, the heaviest. */
const MOST_UNITS = 32;
/** So many pages are read. */
const POOL = 16;

/** @returns {import('./ladder.js').Answer} */
export const noAnswer = () => ({ pages: [], total: 0, isTotalExact: true, candidates: [] });

/**
 * @param {import('./query.js').Query} query
 * @param {import('./search-index.js').SearchIndex} index
 * @returns {Promise<import('./ladder.js').Answer>}
 */
export async function heaviestPages(query, index, { limit, filter, pause }) {
  const places = synonymsIn(query, index.foldedSynonyms);
  const { weights, matches, others } = await lookUp(query, index, places);
  const whole = weights.reduce((sum, weight) => sum + weight, 0);
  const scored = scoredPages(index, weights, matches, others);
  await pause();
  const highest = scored.reduce((most, { weight }) => Math.max(most, weight), 0);
  const leastWeight = Math.max(whole * LEAST_SHARE, highest * LEAST_SHARE_OF_BEST);
  const heavy = whole > 0 ? scored.filter(({ weight }) => weight >= leastWeight) : [];
  const all = heavy.map(({ page, score, weight }) => ({ page, score: (score * weight) / whole })).sort(byScore);
  const likeness = similarityTo(query, weights);
  // A page may say it in other words.
  const bonus = (page, text) =>
    Math.max(likeness(text), ...others.filter(({ matches }) => matches.row(page) >= 0).map((other) => SYNONYM * other.likeness(text)));
  const scoreOf = async ({ page, score }) => ({ page, score: score + bonusUnit(bonus(page, await index.text(page)) * whole) });
  // Filters hide pages; whether the site has an answer is not theirs to say.
  const first = await Promise.all(all.slice(0, POOL).map(scoreOf));
  const likeliest = rounded(Math.max(0, ...first.map(({ score }) => score)) / whole);
  const least = rounded(leastLikeness(query.length, unknownWeight(weights, matches, others) / whole));
  if (all.length === 0 || likeliest < least) return noAnswer();
  const ordered = all.filter(({ page }) => !filter || filter.has(page));
  const describe = async ({ page, score }) => {
    const text = await index.text(page);
    await pause();
    return { page, text, query, score, ...placeOf(query, weights, others, text) };
  };
  const pool = (filter ? await Promise.all(ordered.slice(0, POOL).map(scoreOf)) : first)
    .map(({ page, score }) => ({ page, score: rounded(score) })).sort(byScore);
  // Those behind keep their order, scores made to fall steadily. The lowest of the pool is known before it is rounded.
  const lowest = ordered[POOL - 1]?.score;
  const last = pool[pool.length - 1];
  const behind = ordered.slice(POOL, Math.max(limit, POOL))
    .map(({ page, score }) => ({ page, score: rounded(lowest > 0 ? (last.score * score) / lowest : 0) }));
  return {
    pages: await Promise.all(pool.concat(behind).slice(0, limit).map(describe)),
    total: ordered.length,
    isTotalExact: true,
    candidates: heavy.map(({ page }) => page).sort((left, right) => left - right),
  };
}

/**
 * What the lists say of the query's units, and of words instead of some of them: each with the units that it stands for, and
 * those that only join the word to its neighbours (`joints`).
 */
async function lookUp(query, index, places) {
  const all = query.units.map((unit) => unitWeight(unit, index));
  const order = all.map((_, unit) => unit).sort((left, right) => all[right] - all[left] || left - right);
  const chosen = new Set(order.slice(0, MOST_UNITS));
  const weights = all.map((weight, unit) => (chosen.has(unit) ? weight : 0));
  const pagesOf = async (unit) => matchesByPage((await index.unit(unit)).occurrences);
  const matches = await Promise.all(query.units.map((unit, at) => (chosen.has(at) ? pagesOf(unit) : null)));
  const others = await Promise.all(places.map(async (place) => {
    const { run: number, start, end, others: words } = place;
    const run = query.runs[number];
    const inside = (text) =>
      pairsOf(text).map((pair) => query.units.findIndex(({ text, isPrefix }) => text === pair && !isPrefix)).filter((unit) => unit >= 0);
    const units = run.solid ? inside(run.text.slice(start, end)) : run.units;
    const joints = run.solid ? inside(run.text.slice(Math.max(start - 1, 0), end + 1)).filter((unit) => !units.includes(unit)) : [];
    if (units.length === 0) return [];
    const found = await Promise.all(words.map(async ({ text, folded }) => {
      const other = parseFolded(`${folded} `);
      if (other.runs.length !== 1) return [];
      const lists = await Promise.all(other.units.map((unit) => index.unit(unit)));
      const matches = matchesByPage(commonOccurrences(lists.map(({ occurrences }) => occurrences)));
      if (matches.pages.length === 0) return [];
      const varied = replaceWords(query, place, folded);
      const likeness = similarityTo(varied, varied.units.map((unit) => unitWeight(unit, index)));
      return [{ word: text, units, joints, run: other.runs[0], matches, likeness }];
    }));
    return found.flat().slice(0, MOST_SYNONYMS);
  }));
  return { weights, matches, others: others.flat() };
}

/** The weight of what stands nowhere, nor has another word that does. */
function unknownWeight(weights, matches, others) {
  const known = new Set(others.flatMap(({ units, joints }) => [...units, ...joints]));
  return weights.reduce((sum, weight, unit) => (weight > 0 && matches[unit].pages.length === 0 && !known.has(unit) ? sum + weight : sum), 0);
}

/** Every page that has any of the units, with the weight of those that it has, or has another word for. */
function scoredPages(index, weights, matches, others) {
  const lists = matches.flatMap((pages, unit) => (weights[unit] > 0 ? [{ matches: pages, units: [unit], joints: [], factor: 1 }] : []))
    .concat(others.map((other) => ({ ...other, factor: SYNONYM })));
  const pages = anyElements(lists.map(({ matches }) => matches.pages));
  const columns = weights.flatMap((weight, unit) => (weight > 0 ? [unit] : []));
  // A row for each page, in it what each unit that weighs has there.
  const parts = new Float64Array(pages.length * columns.length);
  const shares = new Float64Array(parts.length);
  const links = new Uint8Array(pages.length);
  for (const { matches, units, joints, factor } of lists) {
    const own = units.map((unit) => columns.indexOf(unit)).filter((column) => column >= 0);
    const joined = joints.map((unit) => columns.indexOf(unit)).filter((column) => column >= 0);
    let at = 0;
    for (let row = 0; row < matches.pages.length; row++) {
      while (pages[at] !== matches.pages[row]) at += 1;
      const first = at * columns.length;
      const part = factor * saturation(matches.counts, row * GROUPS);
      for (const column of own) {
        parts[first + column] = Math.max(parts[first + column], part);
        shares[first + column] = Math.max(shares[first + column], factor);
      }
      for (const column of joined) shares[first + column] = Math.max(shares[first + column], factor);
      if (matches.links[row] >= 0) links[at] = matches.links[row];
    }
  }
  const sum = (values, at) => columns.reduce((total, unit, column) => total + weights[unit] * values[at * columns.length + column], 0);
  return Array.from(pages, (page, at) => ({
    page, score: sum(parts, at) * (index.factor(page) * linksFactor(links[at])), weight: sum(shares, at),
  }));
}

/** The block that stands for the page, and which of the query's words it lacks, or has others for. */
function placeOf(query, weights, others, text) {
  const holders = [];
  const heldWeights = [];
  const missing = new Set();
  query.units.forEach((unit, at) => {
    if (weights[at] === 0) return;
    const isWord = unit.text.codePointAt(0) < 0x2e80;
    const { blocks } = text.find({ ...unitRun(unit), solid: !isWord, endsOpen: unit.isPrefix }, text.blocks);
    if (blocks.length === 0) missing.add(at);
    else heldWeights[holders.push(blocks) - 1] = weights[at];
  });
  const instead = [];
  for (const { word, run, units, joints } of others) {
    const { blocks } = text.find(run, text.blocks);
    if (blocks.length === 0) continue;
    heldWeights[holders.push(blocks) - 1] = units.reduce((sum, unit) => sum + weights[unit], 0) * SYNONYM;
    if (!units.some((unit) => missing.has(unit))) continue;
    for (const unit of [...units, ...joints]) missing.delete(unit);
    instead.push(word);
  }
  const block = text.bestBlock(holders, heldWeights);
  if (missing.size === 0 && instead.length > 0) return { block, match: 'synonym', words: instead };
  return { block, match: 'relaxed', words: joinedWords(query, missing) };
}

/** Units as words, overlapping pairs joined. */
function joinedWords(query, units) {
  const words = [];
  for (const run of query.runs) {
    let previous = -2;
    run.units.forEach((unit, place) => {
      if (!units.has(unit)) return;
      const { text } = query.units[unit];
      if (run.solid && previous === place - 1) words[words.length - 1] += Array.from(text).slice(1).join('');
      else words.push(text);
      previous = place;
    });
  }
  return words;
}
