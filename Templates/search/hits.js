// Results ready to be shown.

import { matchRun } from './query.js';
import { BLOCK_HEADING, BLOCK_SPOKEN } from './page-text.js';
import { cutSnippet, markedPieces } from './snippet.js';

/**
 * A page that was found.
 * @typedef {object} Found
 * @property {number} page
 * @property {number} score rounded to three places
 * @property {number} block that which the result opens at; 0: the page's head
 * @property {import('./page-text.js').PageText} text
 * @property {import('./query.js').Query} query what was found there: not always what was typed
 * @property {import('./protocol.js').Match} match
 * @property {string[]} words
 */

/**
 * @param {Found} found
 * @param {import('./search-index.js').SearchIndex} index
 * @returns {import('./protocol.js').Hit}
 */
export function makeHit({ score, block, text, query, match, words }, index) {
  const { record } = text;
  const mark = (words) => markedPieces(words, query, index);
  const holdsRun = ({ folded }) => query.runs.some((run) => matchRun(run, folded));
  const alias = holdsRun(text.title) ? undefined : text.aliases.find(holdsRun);
  const own = record.blocks[block - 1];
  const isLineFound = own?.[1] === BLOCK_SPOKEN;
  const line = isLineFound ? own : record.blocks.find((each) => each[1] === BLOCK_SPOKEN);
  const lineText = line?.[2] ?? null;
  const kind = index.kinds[record.kind];
  return {
    id: record.id,
    url: record.url,
    anchor: own?.[0] ?? '',
    title: mark(record.title),
    kind: kind?.kind ?? '',
    kindLabel: kind?.label ?? '',
    place: record.place ?? null,
    status: record.status ?? 'approved',
    overdue: record.overdue === true,
    reviewed: record.reviewed ?? null,
    alias: alias ? mark(alias.text) : null,
    heading: record.blocks.slice(0, block).reverse().find((each) => each[1] === BLOCK_HEADING)?.[2] ?? null,
    snippet: mark(cutSnippet(text.excerpt(block), query, index)),
    line: lineText === null ? null : mark(lineText),
    lineText,
    variant: line?.[3] ?? null,
    isLineFound,
    match,
    words,
    score,
  };
}

