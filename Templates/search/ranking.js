// The numbers of the ranking, as in Sources/CasebookSearch/Format/Ranking.swift, where they are explained.

const BODY = 1;
const SPOKEN = 2;
const HEADING = 3;
const ALIAS = 4;
const TITLE = 5;
export const MOST_COUNTED = 3;
const K1 = 1.2;
const B = 0.4;
const USUAL_ALIAS = 8;
const USUAL_TITLE = 12;
export const LONGEST_LENGTH = 31;
/** What a tag counts as, whatever its own length: it is what many pages have in common. */
export const TAG_LENGTH = LONGEST_LENGTH;
const RARITIES = [0.693, 0.881, 1.099, 1.342, 1.609, 1.896, 2.197, 2.511, 2.833, 3.162, 3.497, 3.834, 4.174];
export const RAREST = RARITIES.length - 1;
const PER_LINKS = 0.05;
export const EXACT_TITLE = 6.5;
export const EXACT_ALIAS = 3;
export const TITLE_PHRASE = 1;
export const ALIAS_PHRASE = 0.6;
export const ONE_BLOCK = 0.15;
export const SYNONYM = 0.8;
export const PINYIN = 0.9;
export const TYPO = 0.85;
export const MEDIUM_WORD = 5;
export const LONG_WORD = 9;
export const HALF_LIGHT_PAIR = 0.4;
export const LIGHT_PAIR = 0.25;
export const SINGLE_CHARACTER = 0.5;
export const LIGHT_CHARACTER = 0.15;
export const MOST_SYNONYMS = 8;
export const LEAST_SHARE = 0.12;
export const LEAST_SHARE_OF_BEST = 0.25;
export const PAIR_SHARE = 0.4;
const LEAST_LIKENESS = -0.85;
const LIKENESS_OF_LENGTH = 6;
const LIKENESS_OF_UNKNOWN = 1.6;
export const LIKE_TITLE = 1;
export const LIKE_ALIAS = 1;
export const LIKE_SUMMARY = 0.65;
export const LIKE_SPOKEN = 0.4;
export const LIKE_TEXT = 0.3;
export const NAMED = 0.3;

/** What counts of a run's occurrences on a page stand for, by place; the last two are lengths of names, 0 for none. */
export const AT_BODY = 0;
export const AT_SPOKEN = 1;
export const AT_HEADING = 2;
export const AT_ALIAS = 3;
export const AT_TITLE = 4;

export const rounded = (number) => Math.round(number * 1000) / 1000;
export const rarity = (termClass) => RARITIES[termClass];
export const linksFactor = (links) => 1 + PER_LINKS * links;
/** What a name adds that holds the query: the more of it the query is, the more. */
export const phrase = (bonus, length, name) => bonus * (0.5 + (0.5 * Math.min(length, name)) / name);
/** What the best page for a sentence has to score, in parts of the sentence's weight. */
export const leastLikeness = (length, unknown) => LEAST_LIKENESS + LIKENESS_OF_LENGTH / length + LIKENESS_OF_UNKNOWN * unknown;
/** What bonuses are parts of, for runs of this weight. */
export const bonusUnit = (weight) => (K1 + 1) * weight;

/**
 * BM25F's share of a run: occurrences by place, capped, titles and aliases by length, saturated.
 * @param {ArrayLike<number>} counts
 * @param {number} [at] where the run's begin
 */
export function saturation(counts, at = 0) {
  let frequency = BODY * Math.min(counts[at + AT_BODY], MOST_COUNTED);
  frequency += SPOKEN * Math.min(counts[at + AT_SPOKEN], MOST_COUNTED);
  frequency += HEADING * Math.min(counts[at + AT_HEADING], MOST_COUNTED);
  if (counts[at + AT_ALIAS]) frequency += ALIAS / (1 - B + (B * Math.min(counts[at + AT_ALIAS], LONGEST_LENGTH)) / USUAL_ALIAS);
  if (counts[at + AT_TITLE]) frequency += TITLE / (1 - B + (B * Math.min(counts[at + AT_TITLE], LONGEST_LENGTH)) / USUAL_TITLE);
  return (frequency * (K1 + 1)) / (frequency + K1);
}

/** Orders what has a score and a page: best first, among equals the lower page. */
export const byScore = (left, right) => right.score - left.score || left.page - right.page;
