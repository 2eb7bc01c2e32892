// The service worker: keeps the site for times without a network. ARCHITECTURE.md says why it does so this way.

import { answer } from './answers.js';
import { edition, sitePath } from './edition.js';
import { dropEarlierCopies, makeCopy } from './site-copy.js';

addEventListener('install', (event) => {
  // At once, since an agent's window is never closed: waiting for it would mean never.
  event.waitUntil(makeCopy().then(() => skipWaiting()));
});

addEventListener('activate', (event) => {
  event.waitUntil(dropEarlierCopies().then(() => clients.claim()));
});

addEventListener('fetch', (event) => {
  const { request } = event;
  const path = sitePath(request.url);
  // Parts of files, questions about files and everything else are the server's.
  if (request.method !== 'GET' || request.headers.has('range') || path === null) return;
  event.respondWith(answer(request, path));
});

// A page asks how much is kept.
addEventListener('message', ({ source }) => {
  source?.postMessage({ kept: edition.kept, pages: edition.pages });
});
