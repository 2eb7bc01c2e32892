// The engine's end of the conversation that protocol.js describes: in a worker, or in the page where there is none.

import { IndexFiles, SearchError } from './files.js';
import { facetCounts } from './filters.js';
import { makeHit } from './hits.js';
import { Ladder } from './ladder.js';
import { parseQuery } from './query.js';
import { SearchIndex } from './search-index.js';

/** Work goes on for so many milliseconds before others get their turn. */
const LONGEST_TASK = 8;

let start = null;
/** The first file, where the page sends it; and what takes it when it comes. */
let sentRoot = null;
let takeRoot = () => {};
let opened = null;
let newest = 0;
let lastPause = 0;

/**
 * @param {import('./protocol.js').EngineMessage} message
 * @param {(reply: import('./protocol.js').EngineReply) => void} reply
 */
function handleMessage(message, reply) {
  if (message.type === 'start') {
    start = message;
    sentRoot = message.sendsRoot ? new Promise((resolve) => (takeRoot = resolve)) : null;
    opened = null;
  } else if (message.type === 'root') {
    takeRoot(message.bytes);
  } else if (message.type === 'warm') {
    warm(message.text).catch(() => {});
  } else if (message.type === 'search') {
    newest = message.id;
    search(message, (answer) => {
      if (message.id === newest) reply({ id: message.id, ...answer });
    }).catch((error) => {
      // A type error, where damaged files hold something else than they should.
      if (message.id === newest) reply({ type: 'error', id: message.id, reason: error instanceof SearchError ? error.reason : 'damaged' });
    });
  }
}

/** The index, opened once; after a failure the next search tries again. */
function openIndex() {
  opened ??= (async () => {
    const files = new IndexFiles(start);
    return new SearchIndex(files, await files.root(sentRoot));
  })();
  opened.catch(() => (opened = sentRoot = null));
  return opened;
}

async function search({ id, text, filters = {}, limit, wantsFacets }, reply) {
  const index = await openIndex();
  const pause = async () => {
    if (performance.now() - lastPause < LONGEST_TASK) return;
    await new Promise((resolve) => setTimeout(resolve));
    lastPause = performance.now();
    if (id !== newest) throw new SearchError('superseded');
  };
  const filter = await index.filteredPages(filters);
  // The first results stay in their places.
  const made = [];
  const send = (stage, { pages, total, isTotalExact = false }) => {
    const hits = pages.map((found, at) => (made[at] ??= makeHit(found, index)));
    const words = Array.from(new Set(hits.flatMap((hit) => hit.words)));
    reply({ type: 'answer', stage, total, isTotalExact, hits, note: { match: hits[0]?.match ?? null, words } });
  };
  const ladder = new Ladder(index, { limit, filter, pause, onFirst: (answer) => send('first', answer) });
  const answer = await ladder.answer(text);
  send('final', answer);
  if (wantsFacets) reply({ type: 'facets', fields: await facetCounts(index, answer.candidates, filters) });
}

/** Fetches the shard of what was typed last: a next character most often asks for another term of it. */
async function warm(text) {
  const index = await openIndex();
  const { units } = parseQuery(text, index.simplified);
  if (units.length > 0) await index.files.load(index.shardFiles(units[units.length - 1])[0]);
}

const isWorker = typeof WorkerGlobalScope !== 'undefined';
if (isWorker) addEventListener('message', ({ data }) => handleMessage(data, (reply) => postMessage(reply)));
else globalThis.casebookSearchEngine = handleMessage;
