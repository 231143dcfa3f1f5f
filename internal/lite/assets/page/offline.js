// Keeps the course in the browser, for when there is no network.

import { base } from './told.js';

let asked = false;

// Tests wait for this.
/** @type {any} */ (globalThis).golessonsOffline = false;

/** keep lets the service worker fetch what is not here yet. A visit without it is as good. */
export function keep() {
  if (!asked) { fetchRest().catch(() => {}); }
  asked = true;
}

async function fetchRest() {
  const { serviceWorker } = navigator; // there is none without https, and in some private windows
  if (!serviceWorker) { return; }
  serviceWorker.addEventListener('message', ({ data }) => {
    if (data === 'kept') { /** @type {any} */ (globalThis).golessonsOffline = true; }
  });
  const registration = await serviceWorker.register(base + 'service-worker.js');
  await serviceWorker.ready;
  registration.active?.postMessage('rest');
}

// On the first visit a kernel says when it has what it needs (gokernel.js).
if (navigator.serviceWorker?.controller) { keep(); }
