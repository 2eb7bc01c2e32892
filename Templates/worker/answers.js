// What a request gets. Addresses with `?v=` mean one version of a file for ever: the copy answers at once. Pages and the
// first file of the search index come fresh from the network, since an agent must not read out what was withdrawn; the
// copy stands in where the network is gone or takes too long.

import { edition, keptAddress } from './edition.js';
import { isVersion, keptFile } from './site-copy.js';

/** In milliseconds: what an agent may wait for fresh words, once. */
const PATIENCE = 1000;
/**
 * After the network didn't answer, the copy answers at once for so long: pages don't wait again and again, and a page
 * from the copy gets its search index from there, too.
 */
const DISTRUST = 10000;

let distrustedUntil = 0;

/**
 * @param {Request} request
 * @param {string} path below the site's root
 * @returns {Promise<Response>}
 */
export async function answer(request, path) {
  const kept = await keptFile(path);
  const version = new URL(request.url).searchParams.get('v');
  if (version === null) return kept ? freshOrKept(request, kept) : freshOrMissing(request, path);
  return kept && isVersion(kept, path, version) ? kept : fetch(request);
}

async function freshOrKept(request, kept) {
  const fresh = fetchFresh(request).catch(() => null);
  const isTrusted = navigator.onLine && Date.now() >= distrustedUntil;
  const response = await Promise.race([fresh, pause(isTrusted ? PATIENCE : 0)]);
  // A page that was taken away is gone (404); a server that stumbles is no reason to show nothing.
  if (response && response.status < 500) return response;
  distrustedUntil = Date.now() + DISTRUST;
  return kept;
}

async function freshOrMissing(request, path) {
  try {
    return await fetchFresh(request);
  } catch (error) {
    if (request.mode !== 'navigate' || path === edition.missing) throw error;
    const asked = new URL(request.url).href.slice(registration.scope.length);
    return Response.redirect(`${keptAddress(edition.missing)}#${encodeURIComponent(asked)}`);
  }
}

/** Not what the browser kept from an earlier visit: servers often don't say for how long a page is good. */
async function fetchFresh(request) {
  const response = await fetch(request, { cache: 'no-cache' });
  distrustedUntil = 0;
  return response;
}

function pause(milliseconds) {
  return new Promise((resolve) => setTimeout(resolve, milliseconds, null));
}
