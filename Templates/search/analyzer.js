// Folding and cutting of text: the second implementation of Sources/CasebookText (Folding.swift, Analyzer.swift). Both run
// the golden vectors of Tests/Fixtures/analyzer; change both or neither.

const IGNORED = /[\u00AD\u200B-\u200F\u202A-\u202E\u2060-\u2064\uFE00-\uFE0F\uFEFF\u{E0100}-\u{E01EF}]/gu;
const LONE_SURROGATE = /\p{Cs}/gu;
const PLAIN = /^[\0-\x7F]*$/;
/** What Chinese text mostly is: here a full-width form and a capital alone have another form, whatever stands beside them. */
const USUAL = /^[\0-\x7F—‘-”、-】\u4E00-\u9FFF！-～]*$/;
const WIDE_OR_CAPITAL = /[A-Z！-～]/g;
// Kept in step with `characterClass(of:)`: Han, kana, Hangul, Thai, Lao, Burmese, Khmer are written without spaces.
const SOLID =
  /[\u3005-\u3007\u3400-\u4DBF\u4E00-\u9FFF\u{20000}-\u{3FFFF}]|(?=[\p{L}\p{N}\p{M}])[\u3040-\u30FF\u31F0-\u31FF\uAC00-\uD7A3\uF900-\uFAFF\u0E00-\u0EFF\u1000-\u109F\u1780-\u17FF]/u;
const RUN = new RegExp(`(?:${SOLID.source})+|(?!${SOLID.source})[\\p{L}\\p{N}](?:(?!${SOLID.source})[\\p{L}\\p{N}\\p{M}]|[-_./](?=(?!${SOLID.source})[\\p{L}\\p{N}]))*`, 'gu');
const PART = /[\p{L}\p{M}]+|[\p{N}\p{M}]+/gu;
export const LONGEST_TERM = 40;

/**
 * A text without the differences that a searcher doesn't mean: width, case, compatibility forms, traditional against
 * simplified characters, invisible characters.
 * @param {string} text
 * @param {Map<string, string>} simplified traditional characters and their simplified ones
 * @returns {string}
 */
export function foldText(text, simplified) {
  if (PLAIN.test(text)) return text.toLowerCase();
  if (USUAL.test(text)) return simplify(text.replace(WIDE_OR_CAPITAL, narrowLower), simplified);
  const normal = text.replace(LONE_SURROGATE, '\uFFFD').normalize('NFKC');
  // As a whole a text is put in lower case faster, but for the one letter that has two.
  const lower = normal.includes('Σ') ? Array.from(normal, (character) => character.toLowerCase()).join('') : normal.toLowerCase();
  return simplify(lower, simplified).replace(IGNORED, '');
}

const narrowLower = (character) => String.fromCharCode(character.charCodeAt(0) % 0xfee0).toLowerCase();

/** What finds the characters of each table, and how many these are; tables grow. */
const finders = new WeakMap();

function simplify(text, simplified) {
  let finder = finders.get(simplified);
  if (finder?.size !== simplified.size) {
    const characters = Array.from(simplified.keys()).join('');
    finder = { size: simplified.size, pattern: characters === '' ? /(?!)/g : new RegExp(`[${characters}]`, 'gu') };
    finders.set(simplified, finder);
  }
  return text.replace(finder.pattern, (character) => simplified.get(character));
}

/**
 * The stretches of folded text without separators.
 * @param {string} folded
 * @returns {{text: string, solid: boolean, end: number}[]} `end` is the place behind the run
 */
export function textRuns(folded) {
  return Array.from(folded.matchAll(RUN), ({ 0: text, index }) => ({
    text,
    solid: SOLID.test(text),
    end: index + text.length,
  }));
}

/**
 * The parts of a word between joiners and where letters meet digits.
 * @param {string} word
 * @returns {string[]}
 */
export function wordParts(word) {
  return (word.match(PART) ?? []).map(clipTerm);
}

/**
 * What one folded character is to the analyzer.
 * @param {string} character
 * @returns {'solid' | 'letter' | 'digit' | 'mark' | 'joiner' | 'separator'}
 */
export function characterKind(character) {
  if (SOLID.test(character)) return 'solid';
  if (/\p{L}/u.test(character)) return 'letter';
  if (/\p{N}/u.test(character)) return 'digit';
  if (/\p{M}/u.test(character)) return 'mark';
  return /[-_./]/.test(character) ? 'joiner' : 'separator';
}

/** @param {string} term */
export function clipTerm(term) {
  return term.length <= LONGEST_TERM ? term : Array.from(term).slice(0, LONGEST_TERM).join('');
}
