// Other forms of a query: without words that ask, with synonyms.

import { lengthOf, makeQuery, parseFolded } from './query.js';

/**
 * The query without words that ask without saying about what, runs cut where they stood.
 * @param {import('./query.js').Query} query
 * @param {string[]} fillers folded, longest first
 * @returns {{query: import('./query.js').Query, dropped: string[]} | null} `null` where there are none or nothing is left
 */
export function withoutFillers(query, fillers) {
  const dropped = [];
  const runs = query.runs.flatMap((run) => {
    if (!run.solid) {
      const isFiller = fillers.includes(run.text);
      if (isFiller) dropped.push(run.text);
      return isFiller ? [] : [run];
    }
    const kept = [];
    let start = 0;
    let at = 0;
    const keep = (end) => {
      const text = run.text.slice(start, end);
      if (text !== '') kept.push({ ...run, text, parts: [text], start: run.start + start, end: run.start + end, length: lengthOf(text) });
    };
    while (at < run.text.length) {
      const filler = fillers.find((word) => run.text.startsWith(word, at));
      if (filler) {
        keep(at);
        dropped.push(filler);
        start = at + filler.length;
      }
      at += filler ? filler.length : 1;
    }
    keep(at);
    return kept;
  });
  return dropped.length === 0 || runs.length === 0 ? null : { query: makeQuery(runs, query.folded), dropped };
}

/**
 * The words of a query that groups of synonyms hold, in the order of the groups, in a group the longest first; where a
 * group's words overlap, the longest.
 * @param {import('./query.js').Query} query
 * @param {{text: string, folded: string}[][]} groups
 * @returns {{run: number, start: number, end: number, others: {text: string, folded: string}[]}[]}
 */
export function synonymsIn(query, groups) {
  // Most queries hold words of few groups.
  const all = query.runs.map(({ text }) => text).join(' ');
  return groups.filter((group) => group.some(({ folded }) => all.includes(folded))).flatMap((group) => {
    const found = [];
    const words = [...group].sort((left, right) => lengthOf(right.folded) - lengthOf(left.folded));
    for (const { folded } of words) {
      for (const [run, { text, solid, pattern }] of query.runs.entries()) {
        const start = pattern ? -1 : solid ? text.indexOf(folded) : text === folded ? 0 : -1;
        const end = start + folded.length;
        if (start < 0 || found.some((other) => other.run === run && other.start < end && start < other.end)) continue;
        found.push({ run, start, end, folded, others: group.filter((other) => other.folded !== folded) });
      }
    }
    return found;
  });
}

/** The query with other words in place of a stretch of a run, cut where they meet. */
export function replaceWords({ runs, folded }, { run, start, end }, words) {
  const { text } = runs[run];
  // Cut anew: the words may be of another script. The blank behind closes a last word.
  const other = parseFolded(`${text.slice(0, start)} ${words} ${text.slice(end)}`).runs;
  return makeQuery([...runs.slice(0, run), ...other, ...runs.slice(run + 1)], folded);
}
