// The copy of the site: a cache for each edition, put together whole before anything is answered from it.

import { cacheName, cachePrefix, edition, keptAddress } from './edition.js';

/** The beginning of the SHA-256 of a kept file's bytes: an entry says itself what it is. */
const HASH_HEADER = 'x-casebook-hash';
const FETCHED_AT_ONCE = 6;
/** They were about the transfer; and a copy that varied would not be found again, or not be taken. */
const STALE_HEADERS = ['content-encoding', 'content-length', 'vary'];

/**
 * Keeps what the list names. A file that an earlier copy has with the same bytes is taken over, and so is what an
 * attempt that failed left behind.
 * @throws where anything is missing or is not what the list says: then the earlier edition stays
 */
export async function makeCopy() {
  const files = Object.entries(await listedFiles());
  const copy = await caches.open(cacheName);
  const earlier = await Promise.all((await earlierNames()).map((name) => caches.open(name)));
  let next = 0;
  const keepFiles = async () => {
    while (next < files.length) {
      const [path, hash] = files[next++];
      await keepFile(path, hash, copy, earlier);
    }
  };
  try {
    await Promise.all(Array.from({ length: FETCHED_AT_ONCE }, keepFiles));
  } catch (error) {
    next = files.length;
    // What doesn't fit must not fill the disk either.
    if (error.name === 'QuotaExceededError') await caches.delete(cacheName);
    throw error;
  }
}

/** Removes the copies of other editions, never those of other sites. */
export async function dropEarlierCopies() {
  await Promise.all((await earlierNames()).map((name) => caches.delete(name)));
}

/**
 * A kept file; nothing where there is none, or where the browser's storage fails.
 * @param {string} path as addresses have it: a folder stands for its page, and some servers leave `.html` out
 * @returns {Promise<Response | undefined>}
 */
export async function keptFile(path) {
  const names = path === '' || path.endsWith('/') ? [`${path}index.html`] : [path, `${path}.html`];
  try {
    const copy = await caches.open(cacheName);
    for (const name of names) {
      const kept = await copy.match(keptAddress(name));
      if (kept) return kept;
    }
  } catch {
    // Then the network has to answer.
  }
  return undefined;
}

/**
 * Whether a kept file is the one that an address means by its `?v=`.
 * @param {Response} kept
 * @param {string} path
 * @param {string} version
 */
export function isVersion(kept, path, version) {
  if (path.startsWith('search/') && version === edition.search) return true;
  return version !== '' && (kept.headers.get(HASH_HEADER) ?? '').startsWith(version);
}

async function earlierNames() {
  return (await caches.keys()).filter((name) => name.startsWith(cachePrefix) && name !== cacheName);
}

async function listedFiles() {
  const list = await fetchSound(edition.list, edition.version);
  return (await list.json()).files;
}

async function keepFile(path, hash, copy, earlier) {
  const address = keptAddress(path);
  const isSame = (kept) => kept?.headers.get(HASH_HEADER) === hash;
  if (isSame(await copy.match(address))) return;
  for (const cache of earlier) {
    const kept = await cache.match(address);
    if (isSame(kept)) return copy.put(address, kept);
  }
  await copy.put(address, await fetchSound(path, hash));
}

/**
 * A file from the network with the very bytes that were published: a page of one edition must never be kept as one of
 * another. Caches on the way may hold older ones, so the address is one that they don't know.
 * @returns {Promise<Response>} made anew, since a response that was redirected can't answer for a page
 */
async function fetchSound(path, hash) {
  const response = await fetch(`${keptAddress(path)}?v=${hash}`, { cache: 'no-store' });
  const bytes = await response.arrayBuffer();
  if (!response.ok || !(await hashOf(bytes)).startsWith(hash)) throw new Error(`${path} is not what was published`);
  const headers = new Headers(response.headers);
  for (const name of STALE_HEADERS) headers.delete(name);
  headers.set(HASH_HEADER, hash);
  return new Response(bytes, { headers });
}

async function hashOf(bytes) {
  const digest = await crypto.subtle.digest('SHA-256', bytes);
  return Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, '0')).join('');
}
