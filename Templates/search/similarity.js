// How well one name or sentence of a page is what a query asks: shared pairs and shared characters, whatever their order.
// The second implementation of TextSimilarity.swift and LightCharacters.swift.

import { characterKind } from './analyzer.js';
import {
  HALF_LIGHT_PAIR, LIGHT_CHARACTER, LIGHT_PAIR, LIKE_ALIAS, LIKE_SPOKEN, LIKE_SUMMARY, LIKE_TEXT, LIKE_TITLE, NAMED, PAIR_SHARE, SINGLE_CHARACTER, rarity,
} from './ranking.js';

/** Characters that say little about what a sentence is about. They are parts of words too, so they only weigh less. */
const LIGHT = new Set(
  '的了着过吗呢吧啊呀嘛啦么我你您他她它们咱俺自己是有在和与跟及或就都也还又再才只不没很太更最好被把给让叫使到从向往对于以为因所而但这那哪谁什怎样个些点下上来去要会能可想说得地之其此该将已曾正啥咋请几多');
export const isLight = (character) => LIGHT.has(character);
const characterWeight = (character) => (isLight(character) ? LIGHT_CHARACTER : 1);
const isSolid = (character) => characterKind(character) === 'solid';

/** What a unit weighs in a sentence. */
export function unitWeight(unit, index) {
  const weight = rarity(index.classOf(unit));
  const characters = Array.from(unit.text);
  if (!isSolid(characters[0])) return weight;
  const light = characters.filter(isLight).length;
  const part = light === characters.length ? weight * LIGHT_PAIR : light > 0 ? weight * HALF_LIGHT_PAIR : weight;
  return characters.length === 1 ? part * SINGLE_CHARACTER : part;
}

/**
 * @param {import('./query.js').Query} query
 * @param {number[]} weights of the units
 * @returns {(page: import('./page-text.js').PageText) => number} what the page is called and what it says together, in parts
 *   of the most that the query's units can score
 */
export function similarityTo(query, weights) {
  const units = query.units.map(({ text }, at) => ({ text, weight: weights[at] }))
    .filter(({ text, weight }) => Array.from(text).length > 1 && weight > 0);
  const sum = (items) => items.reduce((total, { weight }) => total + weight, 0);
  // In a fixed order: a sum of doubles depends on it.
  const characters = Array.from(new Set(query.runs.flatMap(({ text, solid }) => (solid ? Array.from(text) : []))))
    .sort((left, right) => left.codePointAt(0) - right.codePointAt(0))
    .map((text) => ({ text, weight: characterWeight(text) }));
  const [allUnits, allCharacters] = [sum(units), sum(characters)];
  const shared = (parts, text) => sum(parts.filter((part) => text.includes(part.text)));
  const sharedUnits = (text) => (allUnits > 0 ? shared(units, text) / allUnits : 0);
  const mixed = (part, text) => part * (1 - PAIR_SHARE) + sharedUnits(text) * PAIR_SHARE;
  /** From 0 to 1: how much of the query is in the text. */
  const coverage = (text) => mixed(allCharacters > 0 ? shared(characters, text) / allCharacters : 0, text);
  /**
   * From 0 for nothing in common to 1 for the same: how much of each is in the other. What asks for a page by its name,
   * 坐席是什么意思, may have more words around it than the name has.
   */
  const similarity = ({ folded, compact, length }) => {
    const total = allCharacters + weightOf(folded);
    const alike = mixed(total > 0 ? (2 * shared(characters, folded)) / total : 0, folded);
    if (length < 2 || !query.folded.includes(compact)) return alike;
    return Math.max(alike, NAMED + ((1 - NAMED) * weightOf(compact)) / weightOf(query.folded));
  };
  const ofField = (field) => (field ? LIKE_SPOKEN : LIKE_TEXT);
  return (page) => {
    const names = [LIKE_TITLE * similarity(page.title), ...page.names.map((alias) => LIKE_ALIAS * similarity(alias))];
    const texts = page.blocks.map((block) => (block > 0 ? ofField(page.field(block)) : LIKE_SUMMARY) * coverage(page.text(block)));
    return Math.max(...names) + Math.max(...texts);
  };
}

/** Of all characters of a text, each once. */
const weightOf = (text) => Array.from(new Set(text)).filter(isSolid).reduce((sum, character) => sum + characterWeight(character), 0);
