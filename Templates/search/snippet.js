// The words that a result shows: cut around the match, and in pieces with the match marked.

import { matchRun, unitRun } from './query.js';

const SNIPPET_LENGTH = 90;
const LEAD_LENGTH = 30;
const CLUSTER = /\P{M}\p{M}*|\p{M}+/gsu;

/** Characters that fold to one each, whatever stands beside them. */
const SIMPLE = /^[\n -~—‘-”、-】\u4E00-\u9FFF！-～]*$/;

/**
 * A text in characters with their marks, and its folding with the way back.
 * @returns {{sources: string | string[], folded: string, origin: (unit: number) => number}}
 */
function foldClusters(text, index) {
  const whole = SIMPLE.test(text) ? index.fold(text) : '';
  if (whole.length === text.length) return { sources: text, folded: whole, origin: (unit) => unit };
  const sources = text.match(CLUSTER) ?? [];
  const origins = [];
  let folded = '';
  sources.forEach((source, cluster) => {
    const part = index.fold(source);
    for (let unit = 0; unit < part.length; unit++) origins.push(cluster);
    folded += part;
  });
  return { sources, folded, origin: (unit) => origins[unit] };
}

const joined = (sources) => (typeof sources === 'string' ? sources : sources.join(''));

/**
 * The words of a text around the first match of a query, on one line, with `…` where something was cut.
 * @param {string} text
 * @param {import('./query.js').Query} query
 * @param {import('./search-index.js').SearchIndex} index
 */
export function cutSnippet(text, query, index) {
  const { sources, folded, origin } = foldClusters(text, index);
  if (sources.length <= SNIPPET_LENGTH) return oneLine(text);
  const places = (runs) => runs.map((run) => matchRun(run, folded)?.[0]).filter((place) => place !== undefined);
  let found = places(query.runs);
  if (found.length === 0) found = places(query.units.map(unitRun));
  const match = found.length === 0 ? 0 : origin(Math.min(...found));
  let start = 0;
  if (match > LEAD_LENGTH) {
    start = match - LEAD_LENGTH;
    // Rather at the beginning of a clause than in the middle of a word.
    const pause = Array.from(sources.slice(start, match)).findIndex((source) => /^[，。；！？：\n]$/.test(source));
    if (pause >= 0) start += pause + 1;
  }
  const end = Math.min(start + SNIPPET_LENGTH, sources.length);
  return (start > 0 ? '…' : '') + oneLine(joined(sources.slice(start, end))) + (end < sources.length ? '…' : '');
}

const oneLine = (text) => text.replace(/[\n\t\r ]+/g, ' ').replace(/^ | $/g, '');

/**
 * A text in pieces, those that match the query marked: the runs, or where a run stands nowhere, its units.
 * @returns {import('./protocol.js').Pieces}
 */
export function markedPieces(text, query, index) {
  const { sources, folded, origin } = foldClusters(text, index);
  const isMarked = [];
  const mark = (run) => {
    let match = matchRun(run, folded);
    const isFound = match !== null;
    while (match) {
      for (let unit = match[0]; unit < match[1]; unit++) isMarked[origin(unit)] = true;
      match = matchRun(run, folded, Math.max(match[1], match[0] + 1));
    }
    return isFound;
  };
  for (const run of query.runs) if (!mark(run)) for (const unit of run.units) mark(unitRun(query.units[unit]));
  const pieces = [];
  for (let start = 0, at = 1; start < sources.length; at++) {
    if (at < sources.length && isMarked[at] === isMarked[start]) continue;
    pieces.push([joined(sources.slice(start, at)), isMarked[start] === true]);
    start = at;
  }
  return pieces;
}
