// The search engine without a page around it: an index as it lies in search/index.json, queries, ranked results.
// The second implementation of Sources/CasebookSearch (Search.swift and its neighbours); both give the same results for
// the fixture in Tests/Fixtures/search. Documentation/search-format.md describes the index.

import { foldText, textRuns, wordParts, characterKind } from './analyzer.js';

const INDEX_FORMAT = 1;
const FIELD_GROUPS = 5;
const BLOCKS_PER_PAGE = 32;
const LONGEST_QUERY = 200;
const BLOCK_HEADING = 1;
const BLOCK_SPOKEN = 2;

// The same numbers as in Ranking.swift, where they are explained.
const GROUP_WEIGHTS = [1, 2, 3, 4, 5];
const K1 = 1.2;
const B = 0.4;
const EXACT_TITLE = 4;
const EXACT_ALIAS = 3;
const TITLE_PHRASE = 0.6;
const ALIAS_PHRASE = 0.4;
const ONE_BLOCK = 0.15;
const OVERDUE = 0.9;
const RETIRED = 0.4;
const UNPUBLISHED = 0.8;
const SYNONYM = 0.8;
const PER_INBOUND = 0.01;
const MOST_INBOUND = 20;
const MOST_KIND_WEIGHT = 2;
export const RANKED_POOL = 400;
const LEAST_COVERAGE = 0.5;
const MOST_REPLACEMENTS = 12;

/** Why an index can't be used: `damaged` or `version`. */
export class SearchIndexError extends Error {
  constructor(reason) {
    super(`search index: ${reason}`);
    this.reason = reason;
  }
}

/**
 * @typedef {object} SearchHit
 * @property {number} page the page's number in the index
 * @property {object} record the page's record
 * @property {string} anchor where in the page the result opens; empty: its top
 * @property {number} block index into `record.blocks`; -1: the page's head
 * @property {number} score comparable within one answer only
 * @property {'exact' | 'relaxed' | 'synonym'} match
 * @property {string} snippet
 * @property {string[]} words for `relaxed` what the page lacks, for `synonym` the words searched instead
 */

export class SearchEngine {
  /** @param {unknown} data the parsed JSON of an index */
  constructor(data) {
    if (data === null || typeof data !== 'object') throw new SearchIndexError('damaged');
    if (!Number.isInteger(data.format)) throw new SearchIndexError('damaged');
    if (data.format !== INDEX_FORMAT) throw new SearchIndexError('version');
    const { terms, packs, kinds, synonyms, lengths, pages, folds } = data;
    const isWhole =
      terms !== null && typeof terms === 'object' && [packs, kinds, synonyms, lengths].every(Array.isArray) &&
      packs.every(Array.isArray) && lengths.every(Number.isFinite) && typeof folds === 'string';
    if (!isWhole) throw new SearchIndexError('damaged');
    this.records = packs.flat();
    if (this.records.length !== pages) throw new SearchIndexError('damaged');
    this.kinds = kinds;
    this.synonyms = synonyms;
    this.terms = terms;
    this.meanTitleLength = Math.max(lengths[0] / Math.max(pages, 1), 1);
    this.meanBodyLength = Math.max(lengths[1] / Math.max(pages, 1), 1);
    const characters = Array.from(folds);
    this.simplified = new Map();
    for (let at = 0; at + 1 < characters.length; at += 2) this.simplified.set(characters[at], characters[at + 1]);
    this.groups = new Map();
    this.hasWholeFolding = false;
  }

  /**
   * Whether a query holds characters that no page has, which the whole folding table may turn into ones that some have.
   * @param {string} text
   */
  wantsFolding(text) {
    if (this.hasWholeFolding) return false;
    return parseQuery(text, this.simplified).runs.some(
      (run) => run.solid && Array.from(run.text).some((character) => typeof this.terms[character] !== 'string'));
  }

  /** @param {unknown} data the parsed JSON of search/folding.json */
  addFolding(data) {
    if (data === null || typeof data !== 'object' || data.format !== INDEX_FORMAT) throw new SearchIndexError('version');
    let last = 0;
    const values = decodeNumbers(data.simplified);
    decodeNumbers(data.traditional).forEach((distance, at) => {
      last += distance;
      const offset = values[at] & 1 ? -(values[at] >> 1) : values[at] >> 1;
      this.simplified.set(String.fromCodePoint(last), String.fromCodePoint(last + offset));
    });
    this.hasWholeFolding = true;
  }

  /**
   * The pages for a query, best first, each once. An answer comes from the first rung that has one: all as typed; all
   * pieces, or all but one; a synonym; most of the weight.
   * @param {string} text anything; of very long queries only the beginning counts
   * @param {number} limit
   * @returns {{hits: SearchHit[], total: number, query: object}} `total` counts the pages found, at most RANKED_POOL or `limit`
   */
  search(text, limit) {
    const query = parseQuery(text, this.simplified);
    if (limit <= 0 || query.units.length === 0 || this.records.length === 0) return { hits: [], total: 0, query };
    const search = new Search(query, this);
    const rungs = [
      () => search.answer(search.exactPages(limit), 'exact', limit),
      () => search.answer(search.incompletePages('apart', limit), 'relaxed', limit),
      () => search.answer(search.incompletePages('allButOne', limit), 'relaxed', limit),
      () => this.synonymAnswer(query, limit),
      () => search.answer(search.incompletePages('mostWeight', limit), 'relaxed', limit),
    ];
    for (const rung of rungs) {
      const answer = rung();
      if (answer.total > 0) return answer;
    }
    return { hits: [], total: 0, query };
  }

  synonymAnswer(query, limit) {
    const best = new Map();
    for (const [word, replacement] of this.synonymReplacements(query)) {
      const other = foldText(replacement, this.simplified);
      const search = new Search(replaceWord(query, foldText(word, this.simplified), other), this);
      for (const hit of search.answer(search.exactPages(limit), 'synonym', limit).hits) {
        hit.score = rounded(hit.score * SYNONYM);
        hit.words = [replacement];
        const known = best.get(hit.page);
        if (!known || known.score < hit.score) best.set(hit.page, hit);
      }
    }
    const hits = Array.from(best.values()).sort(byScoreThenPage);
    return { hits: hits.slice(0, limit), total: hits.length, query };
  }

  synonymReplacements(query) {
    const replacements = [];
    for (const group of this.synonyms) {
      const word = group.find((candidate) => {
        const folded = foldText(candidate, this.simplified);
        return folded !== '' && query.runs.some((run) => run.text.includes(folded));
      });
      if (word === undefined) continue;
      for (const other of group) if (other !== word) replacements.push([word, other]);
    }
    return replacements.slice(0, MOST_REPLACEMENTS);
  }

  /**
   * The lists of each term that is `text`, or begins with it.
   * @param {string} text
   * @param {boolean} isPrefix
   * @returns {string[]}
   */
  termLists(text, isPrefix) {
    const [first] = text;
    const rest = text.slice(first.length);
    let group = this.groups.get(first);
    if (!group) {
      const written = this.terms[first];
      if (typeof written !== 'string') return [];
      const items = written.split(' ');
      group = new Map();
      for (let at = 0; at + 1 < items.length; at += 2) group.set(items[at], items[at + 1]);
      this.groups.set(first, group);
    }
    if (!isPrefix) return group.has(rest) ? [group.get(rest)] : [];
    const lists = [];
    for (const [name, written] of group) if (name.startsWith(rest)) lists.push(written);
    return lists;
  }

  record(page) {
    const record = this.records[page];
    if (record === null || typeof record !== 'object' || !Array.isArray(record.blocks)) throw new SearchIndexError('damaged');
    return record;
  }
}

// MARK: The query

/**
 * What was typed, folded and cut as the index was.
 * @param {string} text
 * @param {Map<string, string>} simplified
 */
export function parseQuery(text, simplified) {
  const beginning = Array.from(text.slice(0, LONGEST_QUERY * 2)).slice(0, LONGEST_QUERY).join('');
  return parseFolded(foldText(beginning, simplified));
}

function parseFolded(folded) {
  const numbers = new Map();
  const query = { runs: [], units: [], compact: '' };
  const runs = textRuns(folded);
  runs.forEach(({ text, solid, end }) => {
    // A word at the very end is still being typed, so far as one can tell.
    const run = { text, solid, parts: solid ? [text] : wordParts(text), endsOpen: !solid && end === folded.length, units: [] };
    for (const unit of runUnits(run)) {
      const key = (unit.isPrefix ? '*' : '=') + unit.text;
      if (!numbers.has(key)) {
        numbers.set(key, query.units.length);
        query.units.push(unit);
      }
      if (!run.units.includes(numbers.get(key))) run.units.push(numbers.get(key));
    }
    query.compact += text;
    query.runs.push(run);
  });
  return query;
}

function runUnits(run) {
  if (!run.solid) {
    return run.parts.map((text, at) => ({ text, isPrefix: run.endsOpen && at === run.parts.length - 1 }));
  }
  const characters = Array.from(run.text);
  if (characters.length === 1) return [{ text: run.text, isPrefix: true }];
  return characters.slice(1).map((character, at) => ({ text: characters[at] + character, isPrefix: false }));
}

/** The query with a word replaced where it first stands, and blanks where runs ended. */
function replaceWord(query, word, other) {
  let isReplaced = false;
  const parts = query.runs.map((run) => {
    const at = isReplaced ? -1 : run.text.indexOf(word);
    if (at < 0) return run.text;
    isReplaced = true;
    return `${run.text.slice(0, at)} ${other} ${run.text.slice(at + word.length)}`;
  });
  return parseFolded(parts.join(' '));
}

/**
 * Where a run stands in folded text from `start` on; `null` for nowhere.
 * @returns {[number, number] | null}
 */
export function matchRun(run, text, start = 0) {
  const first = run.parts[0];
  for (let at = text.indexOf(first, start); at >= 0; at = text.indexOf(first, at + 1)) {
    const end = run.solid ? at + first.length : wordEnd(run, text, at);
    if (end >= 0) return [at, end];
  }
  return null;
}

/** Parts may be apart by one joiner or space more or less than was typed: `ISO 10002` is `iso-10002`. */
function wordEnd(run, text, at) {
  if (at > 0 && continuesPart(characterBefore(text, at), text.codePointAt(at))) return -1;
  let position = at;
  for (const [number, part] of run.parts.entries()) {
    if (number > 0 && position < text.length && /[-_./ ]/.test(text[position])) position += 1;
    if (!text.startsWith(part, position)) return -1;
    position += part.length;
  }
  if (run.endsOpen || position >= text.length) return position;
  return continuesPart(characterBefore(text, position), text.codePointAt(position)) ? -1 : position;
}

function characterBefore(text, at) {
  const unit = text.charCodeAt(at - 1);
  return unit >= 0xdc00 && unit < 0xe000 && at > 1 ? text.codePointAt(at - 2) : unit;
}

/** Whether two neighbours belong to one part of a word. */
function continuesPart(left, right) {
  const kinds = characterKind(String.fromCodePoint(left)) + characterKind(String.fromCodePoint(right));
  return ['letterletter', 'digitdigit', 'lettermark', 'digitmark', 'markletter', 'markmark'].includes(kinds);
}

// MARK: Postings

const DIGIT_VALUES = new Int8Array(128).fill(-1);
for (let at = 0; at < 64; at++) {
  DIGIT_VALUES['ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/'.charCodeAt(at)] = at;
}

/** The numbers of a base64 VLQ text; ends at what is no digit. */
function decodeNumbers(text) {
  const numbers = [];
  let value = 0;
  let scale = 1;
  for (let at = 0; at < text.length; at++) {
    const digit = DIGIT_VALUES[text.charCodeAt(at)] ?? -1;
    if (digit < 0) break;
    value += (digit & 31) * scale;
    if (digit & 32) {
      scale *= 32;
    } else {
      numbers.push(value);
      value = 0;
      scale = 1;
    }
  }
  return numbers;
}

/** Where one unit of a query stands: ascending addresses and pages, for each page its occurrences by field group. */
class UnitMatches {
  constructor(unit, engine) {
    const found = [];
    let listCount = 0;
    for (const lists of engine.termLists(unit.text, unit.isPrefix)) {
      lists.split(',').slice(0, FIELD_GROUPS).forEach((list, group) => {
        if (list === '') return;
        listCount += 1;
        const numbers = decodeNumbers(list);
        let address = 0;
        for (let at = 0; at < numbers.length; at++) {
          address += Math.floor(numbers[at] / 2);
          const count = numbers[at] % 2 === 1 ? numbers[++at] : 1;
          if (count !== undefined) found.push([address, group, count]);
        }
      });
    }
    if (listCount > 1) found.sort((left, right) => left[0] - right[0]);
    this.addresses = [];
    this.pages = [];
    this.places = new Map();
    this.counts = [];
    for (const [address, group, count] of found) {
      const page = pageOfAddress(address);
      if (page >= engine.records.length) continue;
      if (this.addresses[this.addresses.length - 1] !== address) this.addresses.push(address);
      if (this.pages[this.pages.length - 1] !== page) {
        this.places.set(page, this.counts.length);
        this.pages.push(page);
        this.counts.push(0, 0, 0, 0, 0);
      }
      this.counts[this.counts.length - FIELD_GROUPS + group] += count;
    }
    this.rarity = this.pages.length === 0 ? 0 : rarity(this.pages.length, engine.records.length);
  }
}

function pageOfAddress(address) {
  return Math.floor(address / BLOCKS_PER_PAGE);
}

function rarity(pages, total) {
  return Math.max(rounded(Math.log(1 + (total - pages + 0.5) / (pages + 0.5))), 0.001);
}

function rounded(number) {
  return Math.round(number * 1000) / 1000;
}

function byScoreThenPage(left, right) {
  return right.score - left.score || left.page - right.page;
}

/** The elements that all the ascending lists have. */
function commonElements(lists) {
  if (lists.length === 0) return [];
  const [shortest, ...others] = [...lists].sort((left, right) => left.length - right.length);
  return others.reduce((common, list) => {
    let place = 0;
    return common.filter((element) => {
      place = firstNotBelow(list, element, place);
      return list[place] === element;
    });
  }, shortest);
}

/** The place of the first element that is not below `element`, looked for in growing steps. */
function firstNotBelow(list, element, start = 0) {
  let low = start;
  let step = 1;
  while (low + step < list.length && list[low + step] < element) {
    low += step;
    step *= 2;
  }
  let high = Math.min(low + step, list.length);
  while (low < high) {
    const middle = (low + high) >> 1;
    if (list[middle] < element) low = middle + 1;
    else high = middle;
  }
  return low;
}

// MARK: One query at work

class Search {
  constructor(query, engine) {
    this.query = query;
    this.engine = engine;
    this.units = query.units.map((unit) => new UnitMatches(unit, engine));
    this.whole = this.units.reduce((sum, unit) => sum + unit.rarity, 0);
    this.candidates = new Map();
  }

  candidate(page) {
    let candidate = this.candidates.get(page);
    if (!candidate) {
      candidate = new Candidate(this.engine.record(page), this.engine.simplified);
      this.candidates.set(page, candidate);
    }
    return candidate;
  }

  /** The pages on which every run stands as typed. A run stands in one block, so only blocks with all its units count. */
  exactPages(limit) {
    const addresses = this.query.runs.map((run) => commonElements(run.units.map((unit) => this.units[unit].addresses)));
    const pages = commonElements(addresses.map((list) => Array.from(new Set(list.map(pageOfAddress)))));
    const ordered = pages.map((page) => ({ page, score: this.termScore(page, null) })).sort(byScoreThenPage);
    const found = [];
    const termScores = [];
    for (const { page, score } of ordered) {
      if (found.length >= Math.max(limit, RANKED_POOL)) break;
      const holders = this.blocksOfRuns(page, addresses);
      if (!holders) continue;
      const candidate = this.candidate(page);
      const weights = this.query.runs.map((run) => run.units.reduce((sum, unit) => sum + this.units[unit].rarity, 0));
      const block = bestBlock(candidate, holders, weights);
      found.push({ page, block, missing: [], score: found.length < RANKED_POOL ? this.fullScore(page, candidate, holders) : score });
      termScores.push(score);
    }
    return rankedPages(found, termScores);
  }

  /** For each run the blocks of the page in which it stands; `null` where one stands in none. */
  blocksOfRuns(page, addresses) {
    const holders = [];
    for (const [number, run] of this.query.runs.entries()) {
      const blocks = [];
      const list = addresses[number];
      for (let at = firstNotBelow(list, page * BLOCKS_PER_PAGE); pageOfAddress(list[at] ?? -1) === page; at++) {
        const block = list[at] % BLOCKS_PER_PAGE;
        // The last number stands for all further blocks of a long page.
        const isShared = block === BLOCKS_PER_PAGE - 1;
        if (run.units.length === 1 && !isShared) {
          blocks.push(block);
          continue;
        }
        const last = isShared ? this.candidate(page).record.blocks.length : block;
        for (let each = block; each <= last; each++) if (this.candidate(page).contains(run, each)) blocks.push(each);
      }
      if (blocks.length === 0) return null;
      holders.push(blocks);
    }
    return holders;
  }

  /** Pages that have some of the units; what each lacks is in `missing`. */
  incompletePages(rung, limit) {
    const all = this.units.length;
    const known = this.units.flatMap((unit, number) => (unit.pages.length > 0 ? [number] : []));
    if (rung === 'apart' && known.length !== all) return [];
    if (rung === 'allButOne' && (all < 2 || known.length < all - 1)) return [];
    if (rung === 'mostWeight' && known.length * 3 < all) return [];
    const matched = new Map();
    for (const number of known) {
      for (const page of this.units[number].pages) {
        const match = matched.get(page) ?? { count: 0, weight: 0 };
        match.count += 1;
        match.weight += this.units[number].rarity;
        matched.set(page, match);
      }
    }
    const whole = this.whole;
    const suits = ({ count, weight }) =>
      rung === 'apart' ? count === all : rung === 'allButOne' ? count === all - 1 : weight >= whole * LEAST_COVERAGE;
    const ordered = [];
    for (const [page, match] of matched) {
      if (suits(match)) ordered.push({ page, score: this.termScore(page, null) * (match.weight / whole) });
    }
    ordered.sort(byScoreThenPage);
    const found = ordered.slice(0, Math.max(limit, RANKED_POOL)).map(({ page, score }, place) => {
      const candidate = this.candidate(page);
      const holders = known.map((number) => this.blocksOfUnit(number, page));
      const coverage = matched.get(page).weight / whole;
      return {
        page,
        block: bestBlock(candidate, holders, known.map((number) => this.units[number].rarity)),
        missing: this.units.flatMap((unit, number) => (unit.places.has(page) ? [] : [number])),
        score: place < RANKED_POOL ? this.fullScore(page, candidate, []) * coverage : score,
      };
    });
    return rankedPages(found, ordered.map(({ score }) => score));
  }

  blocksOfUnit(number, page) {
    const { addresses } = this.units[number];
    const blocks = [];
    for (let at = firstNotBelow(addresses, page * BLOCKS_PER_PAGE); pageOfAddress(addresses[at] ?? -1) === page; at++) {
      blocks.push(addresses[at] % BLOCKS_PER_PAGE);
    }
    return blocks;
  }

  /** BM25F over the units; field lengths count where the page's record is given. */
  termScore(page, record) {
    let bodyNorm = 1;
    let titleNorm = 1;
    if (record) {
      bodyNorm = 1 - B + (B * record.lengths[1]) / this.engine.meanBodyLength;
      titleNorm = 1 - B + (B * record.lengths[0]) / this.engine.meanTitleLength;
    }
    const norms = [bodyNorm, bodyNorm, bodyNorm, 1, titleNorm];
    let score = 0;
    for (const unit of this.units) {
      const place = unit.places.get(page);
      if (place === undefined) continue;
      let frequency = 0;
      for (let group = 0; group < FIELD_GROUPS; group++) {
        const count = unit.counts[place + group];
        if (count > 0) frequency += (GROUP_WEIGHTS[group] * count) / norms[group];
      }
      score += unit.rarity * ((frequency * (K1 + 1)) / (frequency + K1));
    }
    return score;
  }

  fullScore(page, candidate, holders) {
    const { record } = candidate;
    let factor = Math.min(Math.max(this.engine.kinds[record.kind]?.weight ?? 1, 0), MOST_KIND_WEIGHT);
    if (record.overdue) factor *= OVERDUE;
    if (record.status === 'retired') factor *= RETIRED;
    else if (record.status !== undefined) factor *= UNPUBLISHED;
    factor *= 1 + PER_INBOUND * Math.min(record.inbound ?? 0, MOST_INBOUND);
    let bonus = 0;
    const { compact } = this.query;
    if (candidate.title === compact) bonus += EXACT_TITLE;
    if (candidate.aliases.includes(compact)) bonus += EXACT_ALIAS;
    if (candidate.title.includes(compact)) bonus += TITLE_PHRASE;
    if (candidate.aliases.some((alias) => alias.includes(compact))) bonus += ALIAS_PHRASE;
    if (holders[0]?.some((block) => holders.every((blocks) => blocks.includes(block)))) bonus += ONE_BLOCK;
    return this.termScore(page, record) * factor + bonus * (this.whole * (K1 + 1));
  }

  answer(pages, match, limit) {
    const hits = pages.slice(0, limit).map(({ page, block, missing, score }) => {
      const candidate = this.candidate(page);
      const { record } = candidate;
      return {
        page,
        record,
        anchor: record.blocks[block - 1]?.[0] ?? '',
        block: block - 1,
        score: rounded(score),
        match,
        snippet: cutSnippet(candidate.excerpt(block), this.query, this.engine.simplified),
        words: this.missingWords(missing),
      };
    });
    return { hits, total: pages.length, query: this.query };
  }

  /** The missing units as words, overlapping pairs joined. */
  missingWords(missing) {
    const words = [];
    for (const run of this.query.runs) {
      let previous = -2;
      run.units.forEach((unit, place) => {
        if (!missing.includes(unit)) return;
        const { text } = this.query.units[unit];
        if (run.solid && previous === place - 1) words[words.length - 1] += Array.from(text).slice(1).join('');
        else words.push(text);
        previous = place;
      });
    }
    return words;
  }
}

/** Sorts the pool by full scores and puts the rest behind it, scores made to fall steadily. */
function rankedPages(found, termScores) {
  const pool = found.slice(0, RANKED_POOL).sort(byScoreThenPage);
  const last = pool[pool.length - 1];
  const lowest = termScores[RANKED_POOL - 1];
  const rest = found.slice(RANKED_POOL).map((page) => ({ ...page, score: lowest > 0 ? (last.score * page.score) / lowest : 0 }));
  return pool.concat(rest);
}

/** The block that holds the heaviest runs or units; among equals the one of the better field, then the first. */
function bestBlock(candidate, holders, weights) {
  const held = new Map();
  holders.forEach((blocks, number) => {
    for (const block of blocks) held.set(block, (held.get(block) ?? 0) + weights[number]);
  });
  let best = null;
  for (const [block, weight] of held) {
    const field = candidate.fieldWeight(block);
    const isBetter =
      !best || weight > best.weight || (weight === best.weight && (field > best.field || (field === best.field && block < best.block)));
    if (isBetter) best = { block, weight, field };
  }
  return best?.block ?? 0;
}

/** A page that may be a result, with the texts that matches are verified on. */
class Candidate {
  constructor(record, simplified) {
    this.record = record;
    this.simplified = simplified;
    this.title = this.compacted(record.title);
    this.aliases = (record.aliases ?? []).map((alias) => this.compacted(alias));
  }

  compacted(text) {
    return textRuns(foldText(text, this.simplified)).map((run) => run.text).join('');
  }

  /** @param {number} block 0 for the head */
  contains(run, block) {
    const { record } = this;
    if (block === 0) {
      const texts = [record.title, record.summary ?? '', ...(record.aliases ?? []), ...(record.tags ?? [])];
      return texts.some((text) => matchRun(run, foldText(text, this.simplified)) !== null);
    }
    const text = record.blocks[block - 1]?.[2];
    return text !== undefined && matchRun(run, foldText(text, this.simplified)) !== null;
  }

  fieldWeight(block) {
    switch (this.record.blocks[block - 1]?.[1]) {
      case undefined: return 4;
      case BLOCK_HEADING: return 3;
      case BLOCK_SPOKEN: return 2;
      default: return 1;
    }
  }

  /** The words to show for a block. The head's are the summary, or the first words that the page has. */
  excerpt(block) {
    const { blocks, summary, title } = this.record;
    const own = blocks[block - 1];
    if (own) return own[2];
    if (summary) return summary;
    return (blocks.find((each) => each[1] !== BLOCK_HEADING) ?? blocks[0])?.[2] ?? title;
  }
}

// MARK: Snippets

const SNIPPET_LENGTH = 90;
const LEAD_LENGTH = 30;
const CLUSTER = /\P{M}\p{M}*|\p{M}+/gsu;

/** A text in characters with their marks, and its folding with the way back. */
function foldClusters(text, simplified) {
  const sources = text.match(CLUSTER) ?? [];
  const origins = [];
  let folded = '';
  sources.forEach((source, cluster) => {
    const part = foldText(source, simplified);
    for (let unit = 0; unit < part.length; unit++) origins.push(cluster);
    folded += part;
  });
  return { sources, folded, origins };
}

function cutSnippet(text, query, simplified) {
  const { sources, folded, origins } = foldClusters(text, simplified);
  if (sources.length <= SNIPPET_LENGTH) return oneLine(sources.join(''));
  const places = (runs) => runs.map((run) => matchRun(run, folded)?.[0]).filter((place) => place !== undefined);
  let found = places(query.runs);
  if (found.length === 0) found = places(query.units.map(unitRun));
  const match = found.length === 0 ? 0 : origins[Math.min(...found)];
  let start = 0;
  if (match > LEAD_LENGTH) {
    start = match - LEAD_LENGTH;
    // Rather at the beginning of a clause than in the middle of a word.
    const pause = sources.slice(start, match).findIndex((source) => /^[，。；！？：\n]$/u.test(source));
    if (pause >= 0) start += pause + 1;
  }
  const end = Math.min(start + SNIPPET_LENGTH, sources.length);
  return (start > 0 ? '…' : '') + oneLine(sources.slice(start, end).join('')) + (end < sources.length ? '…' : '');
}

/** A unit as a run that stands anywhere. */
function unitRun(unit) {
  return { solid: true, text: unit.text, parts: [unit.text], endsOpen: true, units: [] };
}

function oneLine(text) {
  return text.replace(/[\n\t\r ]+/g, ' ').replace(/^ | $/g, '');
}

/**
 * A text in pieces, those that match the query marked: the runs, or where a run stands nowhere, its units.
 * @returns {{text: string, isMatch: boolean}[]}
 */
export function highlightPieces(text, query, simplified) {
  const { sources, folded, origins } = foldClusters(text, simplified);
  const marked = new Array(sources.length).fill(false);
  const mark = (run) => {
    let place = matchRun(run, folded);
    const isFound = place !== null;
    while (place) {
      for (let unit = place[0]; unit < place[1]; unit++) marked[origins[unit]] = true;
      place = matchRun(run, folded, Math.max(place[1], place[0] + 1));
    }
    return isFound;
  };
  for (const run of query.runs) {
    // A single character would be marked all over a text that has the words.
    if (!mark(run)) for (const unit of run.units) mark(unitRun(query.units[unit]));
  }
  const pieces = [];
  sources.forEach((source, at) => {
    const last = pieces[pieces.length - 1];
    if (last && last.isMatch === marked[at]) last.text += source;
    else pieces.push({ text: source, isMatch: marked[at] });
  });
  return pieces;
}

/**
 * The sentence that a page's result shows to be said and copied: the block that was found where it is a spoken line, else
 * the page's first. Slots with a default are filled.
 * @param {SearchHit} hit
 * @returns {string | null}
 */
export function spokenLine({ record, block }) {
  const found = record.blocks[block];
  const line = found?.[1] === BLOCK_SPOKEN ? found : record.blocks.find((each) => each[1] === BLOCK_SPOKEN);
  if (!line) return null;
  return line[2].replace(/\{([^{}]*)\}/g, (slot, name) => (Object.hasOwn(record.slots ?? {}, name) ? record.slots[name] : slot));
}

/** The heading under which a block stands; `null` before the first. */
export function blockHeading({ record, block }) {
  for (let at = block; at >= 0; at--) if (record.blocks[at]?.[1] === BLOCK_HEADING) return record.blocks[at][2];
  return null;
}
