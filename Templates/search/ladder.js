// The ways of understanding a query, from the literal to the forgiving; the answer is that of the first which has one. A word
// is never replaced silently: each page says by which way it came, and by which words. The second implementation of
// Ladder.swift and its parts, where the ways are explained.

import { ExactSearch, runWeights } from './exact.js';
import { correctedQueries } from './homophones.js';
import { BLOCK_HEADING } from './page-text.js';
import { pinyinReadings } from './pinyin.js';
import { anyElements } from './postings.js';
import { lengthOf, matchRun, parseFolded, parseQuery } from './query.js';
import { PINYIN, SYNONYM, TYPO, byScore, rounded } from './ranking.js';
import { replaceWords, synonymsIn, withoutFillers } from './rewrites.js';
import { scrambledNames } from './scrambled.js';
import { isLight } from './similarity.js';
import { pinyinInitials } from './syllables.js';
import { nearWords } from './typos.js';
import { heaviestPages, noAnswer } from './weight.js';

/** So many queries with synonyms are asked at most: each may cost files. */
const MOST_REPLACED = 12;
/** With fewer pages, single characters are looked for, too. */
const HARDLY_ANY = 3;
/** With fewer pages, less likely ones come behind them. */
const FEW = 5;

/**
 * @typedef {object} Answer
 * @property {import('./hits.js').Found[]} pages best first
 * @property {number} total
 * @property {boolean} isTotalExact
 * @property {Uint32Array | number[]} candidates ascending, the pages to count facets over, before filters
 */

/**
 * A query that may be meant.
 * @typedef {object} Alternative
 * @property {import('./query.js').Query} query
 * @property {import('./protocol.js').Match} match
 * @property {string[]} words
 * @property {number} factor what its pages' scores are multiplied by
 */

export class Ladder {
  /**
   * @param {import('./search-index.js').SearchIndex} index
   * @param {{limit: number, filter: Set<number> | null, pause: () => Promise<void>, onFirst: (answer: Answer) => void}} search
   */
  constructor(index, search) {
    this.index = index;
    this.search = search;
  }

  /**
   * @param {string} text
   * @returns {Promise<Answer>}
   */
  async answer(text) {
    const { index } = this;
    let query = parseQuery(text, index.simplified);
    if (query.units.length === 0) return this.all(query);
    if (this.search.limit <= 0) return noAnswer();
    let answer = await this.literal(query);
    if (answer.pages.length === 0 && !index.hasWholeFolding && query.runs.some(({ solid }) => solid)) {
      await index.loadFolding();
      const { folded } = query;
      query = parseQuery(text, index.simplified);
      if (query.folded !== folded) answer = await this.literal(query);
    }
    if (answer.pages.length > 0) return isPoor(answer) ? this.behind(answer, await this.synonyms(query)) : answer;
    const bare = withoutFillers(query, index.foldedFillers);
    const essence = bare ? bare.query : query;
    const rungs = [
      async () => this.best(await this.pinyin(query, { cut: pinyinInitials })),
      async () => this.best(await this.pinyin(query, { count: 2 })),
      async () => this.best(await this.pinyin(query, { count: 3 })),
      () => this.synonyms(query),
      () => (bare ? this.literal(essence, bare.dropped) : noAnswer()),
      () => this.synonyms(essence),
      () => this.homophones(essence),
      () => this.typos(essence),
    ];
    for (const rung of rungs) if (answer.pages.length === 0) answer = await rung();
    return answer.pages.length < Math.min(this.search.limit, FEW) ? this.behind(answer, await this.weight(essence)) : answer;
  }

  /** Without words, the pages that filters leave. */
  async all(query) {
    const { index, search } = this;
    const candidates = Array.from({ length: index.pages }, (_, page) => page);
    const left = search.filter ? candidates.filter((page) => search.filter.has(page)) : [];
    const pages = left.slice(0, Math.max(search.limit, 0)).map((page) => ({ page, score: 0, block: 0, match: 'exact', words: [], query }));
    return { pages: await this.described(pages), total: left.length, isTotalExact: true, candidates: search.filter ? candidates : [] };
  }

  /**
   * All as it was typed; letters also as pinyin.
   * @param {string[]} [dropped] words that were left out before
   */
  async literal(query, dropped) {
    const exact = dropped ? { match: 'relaxed', words: dropped } : { match: 'exact', words: [] };
    return this.best([{ query, factor: 1, ...exact }, ...(await this.pinyin(query))]);
  }

  /** The letters as names, see `pinyinReadings`. */
  async pinyin(query, how) {
    const readings = await pinyinReadings(query, this.index, how);
    return readings.map((reading) => ({
      query: reading.query,
      match: 'pinyin',
      words: reading.isSingle ? reading.query.runs.map(({ text }) => text).filter((word) => lengthOf(word) === 1) : [],
      factor: PINYIN,
    }));
  }

  /**
   * Other words for the word that the query is. In a sentence, other words for one of its words are a matter of weight: a
   * page that happens to have them all is not what the sentence is about.
   */
  async synonyms(query) {
    if (query.runs.length !== 1) return noAnswer();
    const { index } = this;
    const [{ text, solid }] = query.runs;
    const places = synonymsIn(query, index.foldedSynonyms).filter(({ start, end }) => !solid || Array.from(text.slice(0, start) + text.slice(end)).every(isLight));
    const whole = sum(runWeights(query, index));
    const alternatives = places.flatMap(({ start, end, folded, others }) => {
      const light = [text.slice(0, start), text.slice(end)].filter((part) => part !== '');
      const made = (words, match, other, factor) => {
        const query = parseFolded(`${words} `);
        return { query, match, words: other, factor: (factor * whole) / sum(runWeights(query, index)) };
      };
      const own = light.length > 0 ? [made(folded, 'relaxed', light, 1)] : [];
      return own.concat(others.map((other) => made(other.folded, 'synonym', [other.text], SYNONYM)));
    });
    return this.best(alternatives.slice(0, MOST_REPLACED));
  }

  async homophones(query) {
    const queries = await correctedQueries(query, this.index);
    return this.best(queries.map((other) => ({ query: other, match: 'typo', words: [other.folded], factor: TYPO })));
  }

  /** The query with words of letters that stand nowhere as words that look like them. */
  async typos(query) {
    for (const [number, run] of query.runs.entries()) {
      if (run.solid || run.parts.length !== 1) continue;
      const lists = await this.index.unit(query.units[run.units[0]]);
      if (lists.occurrences.keys.length > 0) continue;
      const words = await nearWords(run.text, this.index);
      const place = { run: number, start: 0, end: run.text.length };
      // A second misspelt word has no exact answer either way.
      const answer = await this.best(
        words.map((word) => ({ query: replaceWords(query, place, word), match: 'typo', words: [word], factor: TYPO })));
      if (answer.pages.length > 0) return answer;
    }
    return noAnswer();
  }

  /** The pages with most of the query's weight; where those are hardly any, the names with its characters behind them. */
  async weight(query) {
    const { index, search } = this;
    const answer = await heaviestPages(query, index, search);
    if (answer.pages.length >= Math.min(search.limit, HARDLY_ANY)) return answer;
    return this.behind(answer, await scrambledNames(query, index, search));
  }

  /** An answer with the pages of a less likely one behind it, scores made to fall steadily. */
  behind(first, second) {
    if (first.pages.length === 0 || second.pages.length === 0) return first.pages.length === 0 ? second : first;
    const last = first.pages[first.pages.length - 1].score;
    const highest = second.pages[0].score;
    const known = new Set(first.candidates);
    const behind = second.pages.filter(({ page }) => !known.has(page))
      .map((page) => ({ ...page, score: highest > last ? rounded((page.score * last) / highest) : page.score }));
    const candidates = anyElements([first.candidates, second.candidates]);
    return { ...first, candidates, pages: first.pages.concat(behind).slice(0, this.search.limit), total: this.countLeft(candidates) };
  }

  /**
   * The exact answers to some queries as one list. A page that several find comes once, by the one that scores best;
   * between equals the first of them.
   * @param {Alternative[]} alternatives
   * @returns {Promise<Answer>}
   */
  async best(alternatives) {
    const { index, search } = this;
    const made = (alternative, { page, score, block }) => ({
      ...alternative, page, block, score: rounded(score * alternative.factor),
    });
    const isAlone = alternatives.length === 1;
    const onFirst = async (pages, total) =>
      search.onFirst({ total, pages: await this.described(pages.map((page) => made(alternatives[0], page))) });
    const answers = await Promise.all(
      alternatives.map(({ query }) => new ExactSearch(query, index, search.filter, search.pause).run(search.limit, isAlone && onFirst)));
    const best = new Map();
    answers.forEach(({ pages }, at) => {
      for (const page of pages) {
        const found = made(alternatives[at], page);
        if (!(best.get(found.page)?.score >= found.score)) best.set(found.page, found);
      }
    });
    const candidates = isAlone ? answers[0].candidates : anyElements(answers.map((answer) => answer.candidates));
    return {
      pages: await this.described(Array.from(best.values()).sort(byScore).slice(0, search.limit)),
      total: this.countLeft(candidates),
      isTotalExact: answers.every((answer) => answer.isTotalExact),
      candidates,
    };
  }

  countLeft(pages) {
    const { filter } = this.search;
    return filter ? pages.filter((page) => filter.has(page)).length : pages.length;
  }

  /** The pages with their texts; of what was typed as pinyin with the characters that the page has. */
  async described(pages) {
    const texts = await Promise.all(pages.map(({ page }) => this.index.text(page)));
    return pages.map((found, at) => {
      const text = texts[at];
      if (found.words.length > 0 || found.match !== 'pinyin') return { ...found, text };
      const names = [text.title.folded, ...text.aliases.map(({ folded }) => folded), ...text.blocks.slice(1).map((block) => text.text(block))];
      const words = found.query.runs.filter(({ pattern }) => pattern).flatMap((run) => {
        const name = names.find((each) => matchRun(run, each));
        return name === undefined ? [] : [name.slice(...matchRun(run, name))];
      });
      return { ...found, text, words };
    });
  }
}

/** Whether hardly any page has what was typed, and none as a name or heading. */
const isPoor = ({ pages }) =>
  pages.length < HARDLY_ANY && pages.every(({ block, text, match }) => match === 'exact' && block > 0 && text.field(block) !== BLOCK_HEADING);

const sum = (weights) => weights.reduce((total, weight) => total + weight, 0);
