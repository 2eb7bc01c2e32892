// Fetches the files of the search index. A site opened from disk can't fetch, so there each file also comes as a script
// that calls `casebookSearchFile`.

import { SearchEngine, SearchIndexError } from './search-engine.js';

let engineRequest = null;
let foldingRequest = null;
const awaitedFiles = new Map();

/**
 * The engine over this site's index, loaded once; after a failure the next call tries again.
 * @returns {Promise<SearchEngine>} rejects with a SearchIndexError: `load`, `damaged` or `version`
 */
export function loadSearchEngine() {
  engineRequest ??= loadSearchFile('index').then((data) => new SearchEngine(data));
  return forgetOnFailure(engineRequest, () => (engineRequest = null));
}

/**
 * Gives the engine the whole table of traditional characters.
 * @param {SearchEngine} engine
 */
export function loadFolding(engine) {
  foldingRequest ??= loadSearchFile('folding').then((data) => engine.addFolding(data));
  return forgetOnFailure(foldingRequest, () => (foldingRequest = null));
}

function forgetOnFailure(request, forget) {
  request.catch(forget);
  return request;
}

function loadSearchFile(name) {
  const { root = '', portable } = document.documentElement.dataset;
  const address = `${root}search/${name}`;
  return portable === undefined ? fetchSearchFile(`${address}.json`) : runSearchFile(name, `${address}.js`);
}

async function fetchSearchFile(address) {
  let text;
  try {
    // Asks whether the copy that the browser keeps is still the present one: an old index names pages that are gone.
    const response = await fetch(address, { cache: 'no-cache' });
    if (!response.ok) throw new SearchIndexError('load');
    text = await response.text();
  } catch {
    throw new SearchIndexError('load');
  }
  try {
    return JSON.parse(text);
  } catch {
    // Cut short, or a page of some other server in place of the file.
    throw new SearchIndexError('damaged');
  }
}

function runSearchFile(name, address) {
  window.casebookSearchFile ??= (received, data) => awaitedFiles.get(received)?.(data);
  return new Promise((resolve, reject) => {
    awaitedFiles.set(name, resolve);
    const script = document.createElement('script');
    script.src = address;
    script.onerror = () => reject(new SearchIndexError('load'));
    // Runs after the script has; does nothing where that has delivered.
    script.onload = () => reject(new SearchIndexError('damaged'));
    document.head.append(script);
  });
}
