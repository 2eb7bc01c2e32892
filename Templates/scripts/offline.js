// Has a service worker keep a copy of the site, and says in one place what can be used without a network.

import { siteRoot } from './site-root.js';
import { words } from './words.js';

function sayOffline(text) {
  for (const note of document.querySelectorAll('[data-offline-note]')) note.textContent = text;
}

async function startOffline() {
  try {
    const workers = navigator.serviceWorker;
    // Browsers have them on https and on this very machine only.
    if (!workers) return sayOffline(words.offlineUnsupported);
    workers.addEventListener('message', ({ data: { kept, pages } }) => {
      sayOffline(kept < pages ? words.offlinePart.replace('{n}', kept).replace('{m}', pages) : words.offlineAll);
    });
    const registration = await workers.register(`${siteRoot()}service-worker.js`, { updateViaCache: 'none' });
    registration.installing?.addEventListener('statechange', ({ target }) => {
      if (target.state === 'redundant' && !registration.active) sayOffline(words.offlineFailed);
    });
    (await workers.ready).active.postMessage('');
  } catch {
    // The browser keeps nothing for this site, or the server has no such file.
    sayOffline(words.offlineFailed);
  }
}

/** On the page that stands for one that is not kept: leads to that one, and goes there once the network is back. */
function startRetry() {
  const retry = document.querySelector('[data-offline-retry]');
  if (!retry) return;
  const asked = new URL(decodeURIComponent(location.hash.slice(1)), siteRoot()).href;
  if (asked.startsWith(siteRoot())) retry.href = asked;
  addEventListener('online', () => retry.click());
}

startRetry();
if (location.protocol !== 'file:' && document.documentElement.dataset.portable === undefined) {
  // What the page loads for itself goes first.
  addEventListener('load', () => (window.requestIdleCallback ?? setTimeout)(startOffline));
}
