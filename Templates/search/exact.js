// Finds the pages on which every run stands as it was typed: the second implementation of ExactSearch.swift and Scores.swift.
//
// What the loaded lists say bounds each page's score; pages are read and scored in the order of their bounds, until what was
// found is better than anything that is left can be (Fagin's threshold algorithm). The best pages come out whichever lists
// were loaded: more of them only save reading pages. So the plan may differ from Swift's, where a file costs nothing, and
// the result may not.

import { isName } from './page-text.js';
import { BLOCKS_PER_PAGE, commonElements, commonOccurrences, matchesByPage } from './postings.js';
import { knownNeighbours, lengthOf, matchRun, standsIn } from './query.js';
import {
  ALIAS_PHRASE, AT_ALIAS, AT_TITLE, EXACT_ALIAS, EXACT_TITLE, LONGEST_LENGTH, MOST_COUNTED, ONE_BLOCK, RAREST, TITLE_PHRASE, bonusUnit,
  byScore, linksFactor, phrase, rarity, rounded, saturation,
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
export const FIRST_RESULTS = 5;
const MOST_LINKS = 3;

/**
 * @typedef {object} FoundPages
 * @property {{page: number, score: number, block: number}[]} pages best first
 * @property {number} total
 * @property {boolean} isTotalExact
 * @property {number[]} candidates the pages to count facets over, before filters
 */

/** @returns {FoundPages} */
export const noPages = () => ({ pages: [], total: 0, isTotalExact: true, candidates: [] });

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
    const factors = index.classes.map(([, factor]) => factor);
    this.highestFactor = Math.max(0, ...factors);
    this.lowestFactor = Math.min(...factors);
    /** Units, those first that say most: the rarest, and those with known neighbours. */
    this.order = tellingOrder(query, index);
    this.rest = this.order;
    /** For each unit what was loaded. */
    this.lists = [];
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
      const { best, left } = this.ranked(limit);
      // What can still come before a result moves it; behind that it stands.
      const next = left[0];
      const stands = (result) => result && (!next || byScore(result, next) < 0) && byScore(result, this.unread) < 0;
      if (!isReported && stands(best[FIRST_RESULTS - 1])) {
        isReported = true;
        await onFirst(best.slice(0, FIRST_RESULTS), this.bounds.length);
      }
      if (stands(best[limit - 1]) || (!next && this.unread.score < 0)) return this.found(best, limit);
      const isSpread = new Set(left.map(({ page }) => this.index.packOf(page))).size > FEW_PACKS;
      const isGuess = this.rest.length > 0 && isSpread && !this.isCovered;
      const isBlocked = !next || byScore(next, this.unread) >= 0;
      const hasMore = this.rest.length > 0 || this.tiers.some((tiers) => tiers.length > 0);
      if (hasMore && (isBlocked || (isSpread && failures > (this.rest.length > 0 ? 0 : FEW_FAILURES)))) {
        if (this.rest.length > 0) await this.loadUnits(this.rest.slice(0, 1));
        else await this.loadTail();
        failures = 0;
      } else {
        // As many as are missing, and more the more often the texts say otherwise than the lists. While a further list could
        // say more, one page shows whether that is needed.
        const wanted = (isReported ? limit : FIRST_RESULTS) - best.filter(stands).length;
        const isTrial = isGuess && best.length === 0;
        const pages = left.slice(0, isTrial ? 1 : Math.max(wanted, LEAST_PAGES) + failures).map(({ page }) => page);
        await this.verifyAll(pages);
        // A text that says less than its lists promised.
        const following = left[pages.length]?.score ?? 0;
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
    const isOpen = (unit) => this.query.runs.some((run, at) => !this.complete[at] && run.units.includes(unit));
    const unit = tiered.find(isOpen) ?? tiered[0];
    this.lists[unit] = await this.index.wholeUnit(this.query.units[unit], this.query.units[unit].around);
    this.takeLists();
  }

  /** Sets what the lists say of each run, and the pages that may match. */
  takeLists() {
    const { query, index } = this;
    const listsOf = (run) => run.units.map((unit) => this.lists[unit]).filter(Boolean);
    this.isImpossible = this.lists.some((lists) => isComplete(lists) && lists.occurrences.keys.length === 0);
    /** What complete lists say together: a page that isn't named doesn't have the run. */
    this.complete = query.runs.map((run) => {
      if (run.pattern) return matchesByPage(run.pattern.occurrences);
      const lists = listsOf(run).filter(isComplete);
      return lists.length === 0 ? null : matchesByPage(commonOccurrences(lists.map(({ occurrences }) => occurrences)));
    });
    // Of a run that is the beginning of more terms than were read, what was read: it counts as often as that says.
    this.beginnings = query.runs.map((run) => {
      const [lists] = listsOf(run);
      return run.units.length === 1 && lists?.isTruncated ? matchesByPage(lists.occurrences) : null;
    });
    this.tiers = query.runs.map((run) => run.units.filter((unit) => this.lists[unit]?.tail).map((unit) => this.tier(unit)));
    /** All that name pages of a run, but for beginnings. */
    this.runLists = this.complete.map((matches, run) => [matches, ...this.tiers[run].map((tier) => tier.matches)].filter(Boolean));
    const bySize = (lists) => lists.filter(Boolean).map(({ pages }) => pages).sort((left, right) => left.length - right.length);
    const narrowing = bySize(this.complete);
    const tiers = this.tiers.flat();
    this.isNarrowed = narrowing.length > 0;
/** Whether one list with its hints speaks of a run's every character. */
    this.isCovered = query.runs.every(({ units, length }) =>
      units.some((unit) => this.lists[unit] && knownNeighbours(query.units[unit]) + 2 >= length));
    this.unread = { score: -1, page: Infinity };
    if (this.isNarrowed) {
      this.candidates = commonElements(narrowing);
    } else if (tiers.length > 0) {
      this.candidates = Array.from(new Set(tiers.flatMap(({ matches }) => matches.pages))).sort((left, right) => left - right);
      this.unread = this.unreadBound();
    } else {
      this.candidates = bySize(this.beginnings)[0] ?? [];
    }
    this.bounds = this.candidates.filter((page) => !this.filter || this.filter.has(page))
      .map((page) => ({ page, score: this.bound(page, index.factor(page)) })).filter(({ score }) => score >= 0).sort(byScore);
  }

  /** A frequent unit's best pages, and what its others can be: they score at most as the lowest of these. */
  tier(unit) {
    const { occurrences, tail } = this.lists[unit];
    const length = Math.min(lengthOf(this.query.units[unit].text), LONGEST_LENGTH);
    return { ...tail, length, lowest: tail.highest + 1e-6, matches: matchesByPage(occurrences) };
  }

  /**
   * What a page in unread tails can at most come to. If that is what the best of a tail score, and nothing more, then their
   * lowest number counts, too: of equal scores the lower numbers are among the pages before the tail.
   */
  unreadBound() {
    const score = this.bound(-1, this.highestFactor);
    const [tier] = this.tiers.length === 1 ? [...this.tiers[0]].sort((left, right) => left.lowest - right.lowest) : [];
    const isKnown = tier && tier.title === 0 && tier.alias === 0 && score === roundedUp(this.weights[0] * tier.lowest);
    return { score, page: isKnown ? tier.first : -1 };
  }

  // MARK: Scores

  /** The best of the pages that were read, and the others by their bounds. */
  ranked(limit) {
    const best = this.candidates.map((page) => this.verified.get(page)).filter(Boolean).sort(byScore).slice(0, limit);
    return { best, left: this.bounds.filter(({ page }) => !this.verified.has(page)) };
  }

  async verifyAll(pages) {
    const unread = pages.filter((page) => !this.verified.has(page));
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
      const begun = this.beginnings[at];
      if (begun) run.counts = begun.row(page) < 0 ? [0, 0, 0, 0, 0] : begun.countsIn(begun.row(page));
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

  // MARK: Bounds

  /** The lists of a run that name a page. */
  naming(run, page) {
    return this.runLists[run].filter((matches) => matches.row(page) >= 0);
  }

  /** The blocks of a page in which a run may stand, so far as lists say. The last block of an address stands for all further. */
  blocksOf(run, page, text) {
    const bits = this.naming(run, page).reduce((common, matches) => common & matches.blocks[matches.row(page)], ALL_BLOCKS);
    return text.blocks.filter((block) => bits & (1 << Math.min(block, BLOCKS_PER_PAGE - 1)));
  }

  /**
   * The most that a page can score, from the lists that were loaded; never below its score, and below 0 where lists rule it
   * out.
   * @param {number} page -1: one that no list names
   */
  bound(page, factor) {
    const { query, weights, totalWeight } = this;
    const isOne = query.runs.length === 1;
    let [mayBeTitle, mayBeAlias] = [true, true];
    // The title's length where a list says it, and the least that names with the query can be long.
    let [links, titleLength, shortestTitle, shortestAlias] = [0, 0, this.length, this.length];
    let [capped, cappedLength, blocks] = [Infinity, 0, ALL_BLOCKS];
    const shares = query.runs.map((run, at) => {
      const begun = this.beginnings[at];
      const lists = begun ? [begun] : this.naming(at, page);
      let cap = Infinity;
      for (const tier of begun ? [] : this.tiers[at]) {
        if (lists.includes(tier.matches)) continue;
        if (tier.lowest < cap) [cap, cappedLength] = [tier.lowest, tier.length];
        mayBeTitle &&= tier.title > 0;
        mayBeAlias &&= tier.alias > 0;
        shortestTitle = Math.max(shortestTitle, tier.title);
        shortestAlias = Math.max(shortestAlias, tier.alias);
      }
      capped = Math.min(capped, cap);
      if (lists.length === 0) {
        links = MOST_LINKS;
        return { counts: most(run), cap };
      }
      let counts = null;
      for (const matches of lists) {
        const row = matches.row(page);
        const own = row < 0 ? [0, 0, 0, 0, 0] : matches.countsIn(row);
        // Of occurrences the fewest, of names the longest.
        counts = counts?.map((count, group) => (group < AT_ALIAS || !count || !own[group] ? Math.min : Math.max)(count, own[group])) ?? own;
        links = Math.max(links, matches.links[row] ?? -1);
        if (!begun) blocks &= matches.blocks[row];
      }
      mayBeTitle &&= counts[AT_TITLE] > 0;
      mayBeAlias &&= counts[AT_ALIAS] > 0;
      // All runs' lists name the same title; aliases can be different ones, each the shortest with a run.
      titleLength = titleLength || counts[AT_TITLE];
      shortestAlias = Math.max(shortestAlias, counts[AT_ALIAS]);
      return { counts, cap };
    });
    if (isOne && shares[0].counts.every((count) => count === 0) && !this.beginnings[0]) return -1;
    let sum = 0;
    shares.forEach(({ counts, cap }, run) => {
      sum += weights[run] * Math.min(saturation(counts) * factor * linksFactor(links), isOne ? Infinity : cap * linksFactor(MOST_LINKS));
    });
    mayBeTitle &&= titleLength === 0 || titleLength >= shortestTitle;
    shortestTitle = Math.max(shortestTitle, titleLength);
    const phrases = (length) =>
      [mayBeTitle ? phrase(TITLE_PHRASE, length, shortestTitle) : 0, mayBeAlias ? phrase(ALIAS_PHRASE, length, shortestAlias) : 0];
    const [title, alias] = phrases(this.length);
    let exact = mayBeTitle && shortestTitle === this.length ? EXACT_TITLE : 0;
    if (mayBeAlias && shortestAlias === this.length) exact += EXACT_ALIAS;
    const bonus = Math.max(title, alias) + (!isOne && blocks !== 0 ? ONE_BLOCK : 0);
    const bound = sum + bonusUnit(totalWeight) * (bonus + exact);
    if (!isOne || capped === Infinity) return roundedUp(bound);
    // What a page scores for a frequent unit has the unit's own bonuses in it: less than the run's, unless that is the unit.
    const [unitTitle, unitAlias] = phrases(cappedLength);
    const more = cappedLength === this.length ? 0 : exact + Math.max(title - unitTitle, alias - unitAlias);
    return roundedUp(Math.min(bound, weights[0] * capped + bonusUnit(totalWeight) * more));
  }
}

const ALL_BLOCKS = -1;

/** Whether a page that isn't named doesn't have the unit. */
export const isComplete = ({ tail, isTruncated }) => !tail && !isTruncated;

/** What a run can at most be on a page of which nothing is known. */
function most({ length }) {
  const name = Math.min(Math.max(length, 1), LONGEST_LENGTH);
  return [MOST_COUNTED, MOST_COUNTED, MOST_COUNTED, name, name];
}

/** Above what another order of the same additions could come to. */
const roundedUp = (bound) => rounded(bound + 1e-6);
