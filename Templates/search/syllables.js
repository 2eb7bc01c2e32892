// Typed letters cut into pinyin: the second implementation of Sources/CasebookText (PinyinElement.swift), where the rules
// stand. Tests/Fixtures/pinyin/segmentation.json runs through both.

const FINALS =
  'a ai an ang ao e ei en eng er i ia ian iang iao ie in ing iong iu o ong ou u ua uai uan uang ue ui un uo v ve'.split(' ');
/** For each initial the finals that it has, a bit each, to the base of 36: a tenth of the list of all syllables. */
const SYLLABLES =
  ':34e7z b:5rnq7 p:89k2n m:8ksn3 f:84j4d d:1rilbzz t:1ria1rz n:7fqc0zj l:7fqyjjz g:1uk1m2n k:1uk1m2n h:1uk1m2n j:ngo54w q:ngo54w x:ngo54w zh:1uk1mtb ch:1uk1mtb sh:1uisoov r:1ri63lo z:1ri63nj c:1ri63lr s:1ri63lr y:nkj8zh w:5ma4v'
    .split(' ')
    .flatMap((entry) => {
      const [initial, bits] = entry.split(':');
      const mask = parseInt(bits, 36);
      return FINALS.filter((_, at) => Math.floor(mask / 2 ** at) % 2 === 1).map((final) => initial + final);
    });
const NAMES = new Set(SYLLABLES);
const LONGEST = 6;
const MOST_SEQUENCES = 4;

/**
 * One piece of typed pinyin.
 * @typedef {object} Element
 * @property {string} letters
 * @property {boolean} isWhole whether only the syllable of this name is meant, not all that begin so
 */

/** @param {Element} element */
export const isRead = ({ letters, isWhole }, syllable) => (isWhole ? syllable === letters : syllable.startsWith(letters));

/**
 * The ways of cutting letters, spaces and apostrophes that are worth asking for, the likeliest first.
 * @param {string} folded
 * @returns {Element[][]} at most four; none where there are other characters
 */
export function pinyinSequences(folded) {
  if (!/^[a-zü '’]*[a-zü][a-zü '’]*$/.test(folded)) return [];
  const text = folded.replace(/ü/g, 'v').replace(/([ln])ue/g, '$1ve');
  const letters = text.replace(/[^a-z]/g, '');
  // The places between two letters where something else stood.
  const breaks = new Set();
  let place = 0;
  for (const character of text) if (/[a-z]/.test(character)) place += 1; else breaks.add(place);

  const beginning = (piece) => (SYLLABLES.some((name) => name.startsWith(piece)) ? { letters: piece, isWhole: false } : null);
  const vowel = (piece) => (/^[aeo]$/.test(piece) ? beginning(piece) : null);
  const whole = (piece) => (NAMES.has(piece) && !vowel(piece) ? { letters: piece, isWhole: true } : null);
  const initial = (piece) => (/^([a-z]|[zcs]h)$/.test(piece) ? beginning(piece) : null);
  const begun = (piece) => (SYLLABLES.some((name) => name.startsWith(piece) && name !== piece) ? beginning(piece) : null);
  const complete = (piece) => whole(piece) ?? vowel(piece);
  const stillTyped = (piece, isLast) => (isLast ? !vowel(piece) && begun(piece) : complete(piece));
  const mixed = (piece, isLast) => whole(piece) ?? initial(piece) ?? (isLast && begun(piece));

  /** The best ways through the letters: of fewer pieces, then with longer ones in front. From the end on. */
  const sequences = (element) => {
    const ways = [];
    ways[letters.length] = [[]];
    for (let start = letters.length - 1; start >= 0; start--) {
      const found = [];
      for (let end = Math.min(start + LONGEST, letters.length); end > start; end--) {
        const isBroken = Array.from({ length: end - start - 1 }, (_, at) => start + 1 + at).some((at) => breaks.has(at));
        const piece = !isBroken && element(letters.slice(start, end), end === letters.length);
        if (piece) for (const rest of ways[end]) found.push([piece, ...rest]);
      }
      ways[start] = found.sort((left, right) => left.length - right.length).slice(0, MOST_SEQUENCES);
    }
    return ways[0];
  };

  const found = sequences(complete).concat(sequences(stillTyped));
  if (found.length === 0) {
    const loose = sequences(mixed);
    return loose.filter((way) => way.length <= loose[0].length + 1);
  }
  const single = Array.from(letters, initial);
  const isShort = letters.length <= 3 && !Array.from(breaks).some((at) => at > 0 && at < letters.length) && single.every(Boolean);
  const known = (way) => way.length === single.length && way.every(({ letters: piece, isWhole }) => piece.length === 1 && !isWhole);
  if (isShort && !found.some(known)) found.push(single);
  return found.slice(0, MOST_SEQUENCES);
}
