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
const MOST_INITIALS = 16;

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
  const cutter = cutterOf(folded);
  if (!cutter) return [];
  const { letters, breaks, sequences } = cutter;
  const found = sequences(complete).concat(sequences(stillTyped));
  if (found.length === 0) {
    const loose = sequences(mixed);
    return loose.filter((way) => way.length <= loose[0].length + 1);
  }
  const [single] = sequences(oneLetter);
  const isShort = letters.length <= 3 && single && !Array.from(breaks).some((at) => at > 0 && at < letters.length);
  if (isShort && !found.some((way) => isSame(way, single))) found.push(single);
  return found.slice(0, MOST_SEQUENCES);
}

/**
 * Letters as nothing but initials, for where {@link pinyinSequences} finds nothing: each letter by itself, then zh, ch and sh
 * as one.
 * @param {string} folded
 * @returns {Element[][]}
 */
export function pinyinInitials(folded) {
  const cutter = cutterOf(folded);
  if (!cutter || cutter.letters.length > MOST_INITIALS) return [];
  const known = pinyinSequences(folded);
  const [[short], [long]] = [oneLetter, initial].map(cutter.sequences);
  return !short ? [] : (isSame(short, long) ? [short] : [short, long]).filter((way) => !known.some((other) => isSame(way, other)));
}

const beginning = (piece) => (SYLLABLES.some((name) => name.startsWith(piece)) ? { letters: piece, isWhole: false } : null);
const vowel = (piece) => (/^[aeo]$/.test(piece) ? beginning(piece) : null);
const whole = (piece) => (NAMES.has(piece) && !vowel(piece) ? { letters: piece, isWhole: true } : null);
const initial = (piece) => (/^([a-z]|[zcs]h)$/.test(piece) ? beginning(piece) : null);
const oneLetter = (piece) => (piece.length === 1 ? beginning(piece) : null);
const begun = (piece) => (SYLLABLES.some((name) => name.startsWith(piece) && name !== piece) ? beginning(piece) : null);
const complete = (piece) => whole(piece) ?? vowel(piece);
const stillTyped = (piece, isLast) => (isLast ? !vowel(piece) && begun(piece) : complete(piece));
const mixed = (piece, isLast) => whole(piece) ?? initial(piece) ?? (isLast && begun(piece));

const isSame = (way, other) =>
  way.length === other.length && way.every(({ letters, isWhole }, at) => letters === other[at].letters && isWhole === other[at].isWhole);

/** What finds the ways through letters; `null` where there are other characters. */
function cutterOf(folded) {
  if (!/^[a-zü '’]*[a-zü][a-zü '’]*$/.test(folded)) return null;
  const text = folded.replace(/ü/g, 'v').replace(/([ln])ue/g, '$1ve');
  const letters = text.replace(/[^a-z]/g, '');
  // The places between two letters where something else stood.
  const breaks = new Set();
  let place = 0;
  for (const character of text) if (/[a-z]/.test(character)) place += 1; else breaks.add(place);

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
  return { letters, breaks, sequences };
}
