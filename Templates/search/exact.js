// Finds the pages on which every run stands as it was typed: the second implementation of ExactSearch.swift and Scores.swift.
//
// What the loaded lists say bounds each page's score; pages are read and scored in the order of their bounds, until what was
// found is better than anything that is left can be (Fagin's threshold algorithm). The best pages come out whichever lists
// were loaded: more of them only save reading pages. So the plan may differ from Swift's, where a file costs nothing, and
// the result may not.

import { ScoreBounds, roundedUp } from './bounds.js';
import { isName } from './page-text.js';
import { ALL_BLOCKS, BLOCKS_PER_PAGE, GROUPS, anyElements, commonElements, commonOccurrences, matchesByPage } from './postings.js';
import { knownNeighbours, lengthOf, matchRun, standsIn } from './query.js';
import {
  ALIAS_PHRASE, AT_ALIAS, AT_TITLE, EXACT_ALIAS, EXACT_TITLE, LONGEST_LENGTH, ONE_BLOCK, RAREST, TITLE_PHRASE, bonusUnit, byScore, linksFactor,
  phrase, rarity, rounded, saturation,
} from './ranking.js';

/** Further lists are loaded while the candidates lie in more packs than this: else reading them costs less. */
const FEW_PACKS = 2;
/** More texts that lack what their lists promised call for the rest of a frequent unit's list. */
const FEW_FAILURES = 2;
/** Pages that are read at once, at least. */
const LEAST_PAGES = 2;
/** What a known neighbour says of a unit, and what is lost where the best pages alone are loaded, in steps of classes. */
const PER_NEIGHBOUR = 1;
const DIVIDED = 5;
/** From this class on no term is divided, unless the site is small. */
const FIRST_WHOLE = 7;
/** So many runs have a list loaded at once; the first list of one run is most often enough to find five pages. */
const RUNS_AT_ONCE = 2;
/** Results that are shown before the others are known. */
const FIRST_RESULTS = 5;
/** More than a page's number: a bound and its page are one number, so that thousands are sorted without comparing in our code. */
const PAGE_ROOM = 2 ** 24;

/**
 * @typedef {object} FoundPages
 * @property {{page: number, score: number, block: number}[]} pages best first
 * @property {number} total
 * @property {boolean} isTotalExact
 * @property {Uint32Array | number[]} candidates ascending, the pages to count facets over, before filters
 */

/** @returns {FoundPages} */
const noPages = () => ({ pages: [], total: 0, isTotalExact: true, candidates: [] });

/** What each run of a query weighs: its rarest unit says what it is about. */
export const runWeights = ({ runs, units }, index) =>
  runs.map((run) => rarity(run.units.length ? Math.max(...run.units.map((unit) => index.classOf(units[unit]))) : RAREST));

/** The units of a query, first those whose lists are likely to leave the fewest pages. */
function tellingOrder({ units }, index) {
  const tells = units.map((unit) => {
    const termClass = index.classOf(unit);
    return termClass + PER_NEIGHBOUR * knownNeighbours(unit) - (termClass < FIRST_WHOLE ? DIVIDED : 0);
  });
  return units.map((_, unit) => unit).sort((left, right) => tells[right] - tells[left] || left - right);
}

export class ExactSearch {
  /**
   * @param {import('./query.js').Query} query
   * @param {import('./search-index.js').SearchIndex} index
   * @param {Set<number> | null} filter
   * @param {() => Promise<void>} pause lets others work, and throws where the search is no longer wanted
   */
  constructor(query, index, filter, pause) {
    Object.assign(this, { query, index, filter, pause });
    this.weights = runWeights(query, index);
    this.totalWeight = this.weights.reduce((sum, weight) => sum + weight, 0);
    this.length = Math.min(query.length, LONGEST_LENGTH);
    this.highestFactor = Math.max(0, ...index.factors);
    /** Units, those first that say most: the rarest, and those with known neighbours. */
    this.order = tellingOrder(query, index);
    this.rest = this.order;
    /** For each unit what was loaded. */
    this.lists = [];
    /** By page that was read, what it scores; `null` where it doesn't match. */
    this.verified = new Map();
  }

  /**
   * @param {number} limit
   * @param {(pages: FoundPages['pages'], total: number) => Promise<void>} [onFirst] told the first results as soon as they
   *   stand, and how many pages may match
   * @returns {Promise<FoundPages>}
   */
  async run(limit, onFirst) {
    const { query } = this;
    if (query.runs.length === 0 || query.runs.some(({ pattern }) => pattern?.occurrences.keys.length === 0)) return noPages();
    await this.loadUnits(this.firstUnits());
    let isReported = !onFirst || limit <= FIRST_RESULTS;
    let failures = 0;
    for (;;) {
      await this.pause();
      if (this.isImpossible) return noPages();
      const best = this.best(limit);
      // What can still come before a result moves it; behind that it stands.
      const next = this.bounded(0);
      const stands = (result) => result && (!next || byScore(result, next) < 0) && byScore(result, this.unread) < 0;
      if (!isReported && stands(best[FIRST_RESULTS - 1])) {
        isReported = true;
        await onFirst(best.slice(0, FIRST_RESULTS), this.count);
      }
      if (stands(best[limit - 1]) || (!next && this.unread.score < 0)) return this.found(best, limit);
      const isSpread = this.isSpread();
      const isGuess = this.rest.length > 0 && isSpread && !this.isCovered;
      const isBlocked = !next || byScore(next, this.unread) >= 0;
      const hasMore = this.rest.length > 0 || this.runs.some(({ tiers }) => tiers.length > 0);
      if (hasMore && (isBlocked || (isSpread && failures > (this.rest.length > 0 ? 0 : FEW_FAILURES)))) {
        if (this.rest.length > 0) await this.loadUnits(this.rest.slice(0, 1));
        else await this.loadTail();
        failures = 0;
      } else {
        // As many as are missing, and more the more often the texts say otherwise than the lists. While a further list could
        // say more, one page shows whether that is needed.
        const wanted = (isReported ? limit : FIRST_RESULTS) - best.filter(stands).length;
        const isTrial = isGuess && best.length === 0;
        const pages = this.take(isTrial ? 1 : Math.max(wanted, LEAST_PAGES) + failures);
        await this.verifyAll(pages);
        // A text that says less than its lists promised.
        const following = this.bounded(0)?.score ?? 0;
        failures += pages.filter((page) => !(this.verified.get(page)?.score >= following)).length;
      }
    }
  }

  async found(best, limit) {
    const isLeft = (page) => !this.filter || this.filter.has(page);
    const left = this.candidates.filter(isLeft);
    const isPart = this.unread.score >= 0 || !this.isNarrowed;
    const isSure = !isPart && this.rest.length === 0 && this.query.runs.every((run) => run.units.length === 1);
    if (!isSure && (this.index.isSingle || left.length <= limit)) await this.verifyAll(this.index.isSingle ? this.candidates : left);
    // A page that was read and doesn't match is out; others stay as possible.
    const candidates = this.candidates.filter((page) => this.verified.get(page) !== null);
    return {
      pages: best,
      total: candidates.filter(isLeft).length,
      isTotalExact: !isPart && (isSure || left.every((page) => this.verified.has(page))),
      candidates,
    };
  }

  // MARK: Lists

  /**
   * Of each run what is there already, else of each of the rarest runs the unit that says most. Beginnings of terms are
   * always read: only lists say how often they count.
   */
  firstUnits() {
    const { runs, units } = this.query;
    if (this.index.isSingle) return this.order;
    const chosen = this.order.filter((unit) => units[unit].isPrefix || this.index.isLoaded(units[unit]));
    let added = 0;
    for (const unit of this.order) {
      const isKnown = runs.some((run) => run.units.includes(unit) && run.units.some((other) => chosen.includes(other)));
      if (isKnown || added === RUNS_AT_ONCE) continue;
      chosen.push(unit);
      added += 1;
    }
    return chosen;
  }

  async loadUnits(numbers) {
    const loaded = await Promise.all(numbers.map((unit) => this.index.unit(this.query.units[unit], this.query.units[unit].around)));
    numbers.forEach((unit, at) => (this.lists[unit] = loaded[at]));
    this.rest = this.rest.filter((unit) => !numbers.includes(unit));
    this.takeLists();
  }

  /** Loads the rest of the rarest frequent unit, rather of a run of which no list is complete. */
  async loadTail() {
    const tiered = this.order.filter((unit) => this.lists[unit].tail);
    const isOpen = (unit) => this.query.runs.some((run, at) => !this.runs[at].complete && run.units.includes(unit));
    const unit = tiered.find(isOpen) ?? tiered[0];
    this.lists[unit] = await this.index.wholeUnit(this.query.units[unit], this.query.units[unit].around);
    this.takeLists();
  }

  /** Sets what the lists say of each run, and the pages that may match. */
  takeLists() {
    const { query } = this;
    this.isImpossible = this.lists.some((lists) => isComplete(lists) && lists.occurrences.keys.length === 0);
    this.runs = query.runs.map((run, at) => this.runLists(run, this.weights[at]));
    /** Whether one list with its hints speaks of a run's every character. */
    this.isCovered = query.runs.every(({ units, length }) =>
      units.some((unit) => this.lists[unit] && knownNeighbours(query.units[unit]) + 2 >= length));
    const pagesOf = (matches) => matches.map(({ pages }) => pages).sort((left, right) => left.length - right.length);
    const narrowing = pagesOf(this.runs.flatMap(({ complete }) => complete ?? []));
    const tiers = this.runs.flatMap((run) => run.tiers);
    this.bounds = new ScoreBounds(this.runs, this.length);
    this.isNarrowed = narrowing.length > 0;
    this.unread = { score: -1, page: Infinity };
    if (this.isNarrowed) {
      this.candidates = commonElements(narrowing);
    } else if (tiers.length > 0) {
      this.candidates = anyElements(tiers.map(({ matches }) => matches.pages));
      this.unread = this.unreadBound(tiers);
    } else {
      this.candidates = pagesOf(this.runs.flatMap(({ begun }) => begun ?? []))[0] ?? [];
    }
    this.orderCandidates();
  }

  /** @returns {import('./bounds.js').RunLists} */
  runLists({ units, pattern, length }, weight) {
    const lists = units.map((unit) => this.lists[unit]).filter(Boolean);
    const whole = pattern ? [pattern] : lists.filter(isComplete);
    const complete = whole.length > 0 ? matchesByPage(commonOccurrences(whole.map(({ occurrences }) => occurrences))) : null;
    const tiers = units.filter((unit) => this.lists[unit]?.tail).map((unit) => this.tier(unit));
    return {
      length, weight, complete, tiers,
      begun: units.length === 1 && lists[0]?.isTruncated ? matchesByPage(lists[0].occurrences) : null,
      named: [complete, ...tiers.map(({ matches }) => matches)].filter(Boolean),
    };
  }

  /** @returns {import('./bounds.js').Tier} */
  tier(unit) {
    const { occurrences, tail } = this.lists[unit];
    const length = Math.min(lengthOf(this.query.units[unit].text), LONGEST_LENGTH);
    return { ...tail, length, lowest: tail.highest + 1e-6, matches: matchesByPage(occurrences) };
  }

  /**
   * What a page in unread tails can at most come to. If that is what the best of a tail score, and nothing more, then their
   * lowest number counts, too: of equal scores the lower numbers are among the pages before the tail.
   */
  unreadBound(tiers) {
    const score = this.bounds.of(-1, this.highestFactor);
    const [tier] = this.runs.length === 1 ? tiers.sort((left, right) => left.lowest - right.lowest) : [];
    const isKnown = tier && tier.title === 0 && tier.alias === 0 && score === roundedUp(this.weights[0] * tier.lowest);
    return { score, page: isKnown ? tier.first : -1 };
  }

  // MARK: Order

  /** Puts the pages that may match and weren't read in the order of their bounds. */
  orderCandidates() {
    const order = new Float64Array(this.candidates.length);
    let left = 0;
    this.count = 0;
    for (const page of this.candidates) {
      if (this.filter && !this.filter.has(page)) continue;
      const bound = this.bounds.of(page, this.index.factor(page));
      if (bound < 0) continue;
      this.count += 1;
      if (!this.verified.has(page)) order[left++] = page - Math.round(bound * 1000) * PAGE_ROOM;
    }
    this.unverified = order.subarray(0, left).sort();
  }

  /** A page that wasn't read, by its place in the order, with its bound; `undefined` behind the last. */
  bounded(at) {
    const number = this.unverified[at];
    if (number === undefined) return undefined;
    const score = Math.ceil(-number / PAGE_ROOM);
    return { page: number + score * PAGE_ROOM, score: score / 1000 };
  }

  /** Takes the first pages from the order. */
  take(count) {
    const pages = Array.from(this.unverified.subarray(0, count), (_, at) => this.bounded(at).page);
    this.unverified = this.unverified.subarray(pages.length);
    return pages;
  }

  /** Whether the pages that weren't read lie in many packs. */
  isSpread() {
    const packs = new Set();
    for (let at = 0; at < this.unverified.length && packs.size <= FEW_PACKS; at++) packs.add(this.index.packOf(this.bounded(at).page));
    return packs.size > FEW_PACKS;
  }

  /** The best of the pages that were read. */
  best(limit) {
    const isCandidate = ({ page }) => commonElements([[page], this.candidates]).length > 0;
    return Array.from(this.verified.values()).filter((found) => found && isCandidate(found)).sort(byScore).slice(0, limit);
  }

  // MARK: Scores

  async verifyAll(pages) {
    const unread = Array.from(pages).filter((page) => !this.verified.has(page));
    const texts = await Promise.all(unread.map((page) => this.index.text(page)));
    for (const [at, page] of unread.entries()) {
      await this.pause();
      this.verified.set(page, await this.verify(page, texts[at]));
    }
  }

  /** The page with its score; `null` unless all runs stand there. */
  async verify(page, text) {
    const { query, index } = this;
    const runs = [];
    for (const [at, run] of query.runs.entries()) {
      runs.push(text.find(run, this.blocksOf(at, page, text)));
      if (runs[at].blocks.length === 0) return null;
    }
    let links = 0;
    for (const [at, run] of runs.entries()) {
      const { begun } = this.runs[at];
      if (begun) run.counts = Array.from({ length: GROUPS }, (_, group) => begun.counts[begun.row(page) * GROUPS + group] ?? 0);
      if (links === 0 && isName(run.counts)) links = await this.links(page, at);
    }
    let bonus = 0;
    // A name counts only where each run stands in it by itself too: lists know nothing of words that only joining makes.
    const isIn = (group) => runs.every(({ counts }) => counts[group] > 0);
    const holds = (name) => standsIn(query, name.compact, false) && query.runs.every((run) => matchRun(run, name.folded));
    const isWhole = (name) => standsIn(query, name.compact, true);
    const titles = isIn(AT_TITLE) && holds(text.title) ? [text.title] : [];
    const aliases = isIn(AT_ALIAS) ? text.aliases.filter(holds) : [];
    if (titles.some(isWhole)) bonus += EXACT_TITLE;
    // A tag is what pages have in common, not what one is called.
    if (aliases.some((alias) => isWhole(alias) && text.names.includes(alias))) bonus += EXACT_ALIAS;
    // Of title and alias the better counts: both are names of one thing.
    const phrases = (whole, names) => names.map(({ length }) => phrase(whole, this.length, length));
    bonus += Math.max(0, ...phrases(TITLE_PHRASE, titles), ...phrases(ALIAS_PHRASE, aliases));
    if (runs.length > 1 && runs[0].blocks.some((block) => runs.every(({ blocks }) => blocks.includes(block)))) bonus += ONE_BLOCK;
    const sum = this.weights.reduce((score, weight, run) => score + weight * saturation(runs[run].counts), 0);
    const score = sum * index.factor(page) * linksFactor(links) + bonusUnit(this.totalWeight) * bonus;
    return { page, score: rounded(score), block: text.bestBlock(runs.map(({ blocks }) => blocks), this.weights) };
  }

  /**
   * A page's step of inbound links, which all postings of its title and aliases say. Loads a list where none that was
   * loaded says it: the score must not depend on what was.
   */
  async links(page, run) {
    const { index, query } = this;
    const linksIn = (matches) => matches.links[matches.row(page)] ?? -1;
    const known = Math.max(-1, ...this.naming(run, page).map(linksIn));
    const [unit] = query.runs[run].units;
    if (known >= 0 || unit === undefined) return Math.max(known, 0);
    return Math.max(linksIn(matchesByPage((await index.wholeUnit(query.units[unit])).occurrences)), 0);
  }

  /** The lists of a run that name a page. */
  naming(run, page) {
    return this.runs[run].named.filter((matches) => matches.row(page) >= 0);
  }

  /** The blocks of a page in which a run may stand, so far as lists say. The last block of an address stands for all further. */
  blocksOf(run, page, text) {
    const bits = this.naming(run, page).reduce((common, matches) => common & matches.blocks[matches.row(page)], ALL_BLOCKS);
    return text.blocks.filter((block) => bits & (1 << Math.min(block, BLOCKS_PER_PAGE - 1)));
  }
}

/** Whether a page that isn't named doesn't have the unit. */
const isComplete = ({ tail, isTruncated }) => !tail && !isTruncated;
