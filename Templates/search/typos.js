// Words of letters that look like a misspelt one.

import { characterKind } from './analyzer.js';
import { LONG_WORD, MEDIUM_WORD } from './ranking.js';
import { precedes } from './search-index.js';

const MOST_WORDS = 8;

/**
 * Terms with the same first letter, a letter or two apart, the nearest first, then the most frequent.
 * @param {string} word
 * @param {import('./search-index.js').SearchIndex} index
 * @returns {Promise<string[]>}
 */
export async function nearWords(word, index) {
  const letters = Array.from(word);
  const most = letters.length >= LONG_WORD ? 2 : letters.length >= MEDIUM_WORD ? 1 : 0;
  if (most === 0) return [];
  const found = (await index.termsBeginning(letters[0])).flatMap(([term, { length: size }]) => {
    const other = Array.from(term);
    if (Math.abs(other.length - letters.length) > most || other.some((each) => characterKind(each) === 'joiner')) return [];
    const distance = editDistance(letters, other);
    return distance <= most ? [{ term, distance, size }] : [];
  });
  found.sort((left, right) => left.distance - right.distance || right.size - left.size || (precedes(left.term, right.term) ? -1 : 1));
  return found.slice(0, MOST_WORDS).map(({ term }) => term);
}

/** Insertions, deletions, replacements and swaps of neighbours that make one word of the other. */
function editDistance(left, right) {
  let beforeLast = [];
  let last = [0, ...right.map((_, at) => at + 1)];
  left.forEach((letter, i) => {
    const row = [i + 1];
    right.forEach((other, j) => {
      let distance = Math.min(last[j + 1] + 1, row[j] + 1, last[j] + (letter === other ? 0 : 1));
      if (i > 0 && j > 0 && letter === right[j - 1] && left[i - 1] === other) distance = Math.min(distance, beforeLast[j - 1] + 1);
      row.push(distance);
    });
    beforeLast = last;
    last = row;
  });
  return last[right.length];
}
