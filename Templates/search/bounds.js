// The most that pages can score, by what the loaded lists say of a query's runs. There may be thousands of pages to bound, so
// that nothing is allocated for one.

import { ALL_BLOCKS, GROUPS } from './postings.js';
import {
  ALIAS_PHRASE, AT_ALIAS, AT_TITLE, EXACT_ALIAS, EXACT_TITLE, LONGEST_LENGTH, MOST_COUNTED, ONE_BLOCK, TITLE_PHRASE, bonusUnit, linksFactor,
  phrase, rounded, saturation,
} from './ranking.js';

const MOST_LINKS = 3;

/**
 * What the loaded lists say of a run.
 * @typedef {object} RunLists
 * @property {number} length
 * @property {number} weight
 * @property {import('./postings.js').PageMatches | null} complete what complete lists say together: a page that isn't named
 *   doesn't have the run
 * @property {import('./postings.js').PageMatches | null} begun of the beginning of more terms than were read, what was read: it
 *   counts as often as that says
 * @property {Tier[]} tiers of frequent units whose tails aren't read
 * @property {import('./postings.js').PageMatches[]} named all that name pages of the run, but for `begun`
 */

/**
 * A frequent unit's best pages, and what its others can be: they score at most as the lowest of these.
 * @typedef {object} Tier
 * @property {import('./postings.js').PageMatches} matches
 * @property {number} length the unit's
 * @property {number} lowest
 * @property {number} title the length of the shortest title among the others; 0 where there is none
 * @property {number} alias the same of aliases
 */

export class ScoreBounds {
  /**
   * @param {RunLists[]} runs
   * @param {number} length the query's
   */
  constructor(runs, length) {
    this.runs = runs;
    this.length = length;
    this.isOne = runs.length === 1;
    this.bonusUnit = bonusUnit(runs.reduce((sum, { weight }) => sum + weight, 0));
    // Of the page at hand. By run the counts, and the most that its frequent units can score.
    this.counts = new Uint32Array(runs.length * GROUPS);
    this.caps = new Float64Array(runs.length);
  }

  /**
   * Never below the page's score, and below 0 where lists rule it out.
   * @param {number} page -1: one that no list names
   * @param {number} factor
   */
  of(page, factor) {
    this.links = 0;
    this.blocks = ALL_BLOCKS;
    this.mayBeTitle = true;
    this.mayBeAlias = true;
    // The title's length where a list says it, and the least that names with the query can be long.
    this.titleLength = 0;
    this.shortestTitle = this.length;
    this.shortestAlias = this.length;
    this.cappedLength = 0;
    for (let run = 0; run < this.runs.length; run++) this.takeRun(run, page);
    if (this.isOne && !this.runs[0].begun && this.counts.every((count) => count === 0)) return -1;
    let sum = 0;
    for (let run = 0; run < this.runs.length; run++) {
      const share = saturation(this.counts, run * GROUPS) * factor * linksFactor(this.links);
      sum += this.runs[run].weight * (this.isOne ? share : Math.min(share, this.caps[run] * linksFactor(MOST_LINKS)));
    }
    return roundedUp(this.withBonuses(sum));
  }

  takeRun(run, page) {
    const { begun, named, tiers, length } = this.runs[run];
    const first = run * GROUPS;
    let isNamed = begun !== null;
    this.caps[run] = Infinity;
    if (begun) {
      this.counts.fill(0, first, first + GROUPS);
      this.join(begun, begun.row(page), first, false);
    }
    for (let at = 0; at < named.length && !begun; at++) {
      const row = named[at].row(page);
      if (row < 0) continue;
      this.join(named[at], row, first, isNamed);
      this.blocks &= named[at].blocks[row];
      isNamed = true;
    }
    for (let at = 0; at < tiers.length && !begun; at++) if (tiers[at].matches.row(page) < 0) this.cap(run, tiers[at]);
    if (!isNamed) {
      // Nothing is known of the run here, so that it may stand wherever it can.
      this.links = MOST_LINKS;
      this.counts.fill(MOST_COUNTED, first, first + AT_ALIAS);
      this.counts.fill(Math.min(Math.max(length, 1), LONGEST_LENGTH), first + AT_ALIAS, first + GROUPS);
      return;
    }
    const [alias, title] = [this.counts[first + AT_ALIAS], this.counts[first + AT_TITLE]];
    this.mayBeAlias &&= alias > 0;
    this.mayBeTitle &&= title > 0;
    // All runs' lists name the same title; aliases can be different ones, each the shortest with a run.
    this.titleLength = this.titleLength || title;
    this.shortestAlias = Math.max(this.shortestAlias, alias);
  }

  /** What another list says of the same run: of occurrences the fewest count, of names the longest. */
  join(matches, row, first, isFurther) {
    if (row < 0) return;
    this.links = Math.max(this.links, matches.links[row]);
    for (let group = 0; group < GROUPS; group++) {
      const known = this.counts[first + group];
      const own = matches.counts[row * GROUPS + group];
      const isLess = group < AT_ALIAS || known === 0 || own === 0;
      this.counts[first + group] = !isFurther ? own : isLess ? Math.min(known, own) : Math.max(known, own);
    }
  }

  /** A page that isn't among a frequent unit's best. */
  cap(run, { lowest, length, title, alias }) {
    if (lowest < this.caps[run]) {
      this.caps[run] = lowest;
      this.cappedLength = length;
    }
    this.mayBeTitle &&= title > 0;
    this.mayBeAlias &&= alias > 0;
    this.shortestTitle = Math.max(this.shortestTitle, title);
    this.shortestAlias = Math.max(this.shortestAlias, alias);
  }

  withBonuses(sum) {
    const { length, isOne } = this;
    this.mayBeTitle &&= this.titleLength === 0 || this.titleLength >= this.shortestTitle;
    this.shortestTitle = Math.max(this.shortestTitle, this.titleLength);
    const [title, alias] = [this.titlePhrase(length), this.aliasPhrase(length)];
    let exact = this.mayBeTitle && this.shortestTitle === length ? EXACT_TITLE : 0;
    if (this.mayBeAlias && this.shortestAlias === length) exact += EXACT_ALIAS;
    const bonus = Math.max(title, alias) + (!isOne && this.blocks !== 0 ? ONE_BLOCK : 0);
    const bound = sum + this.bonusUnit * (bonus + exact);
    if (!isOne || this.caps[0] === Infinity) return bound;
    // What a page scores for a frequent unit has the unit's own bonuses in it: less than the run's, unless that is the unit.
    const own = this.cappedLength;
    const more = own === length ? 0 : exact + Math.max(title - this.titlePhrase(own), alias - this.aliasPhrase(own));
    return Math.min(bound, this.runs[0].weight * this.caps[0] + this.bonusUnit * more);
  }

  titlePhrase(length) {
    return this.mayBeTitle ? phrase(TITLE_PHRASE, length, this.shortestTitle) : 0;
  }

  aliasPhrase(length) {
    return this.mayBeAlias ? phrase(ALIAS_PHRASE, length, this.shortestAlias) : 0;
  }
}

/** Above what another order of the same additions could come to. */
export const roundedUp = (bound) => rounded(bound + 1e-6);
