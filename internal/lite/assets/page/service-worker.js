// Keeps all files of one version of the course in the browser: it opens without a network,
// and never has some files of one version and some of another. The files of a new version
// are fetched while the old one is in use, and taken at the next visit.

/**
 * scripts are in no pack. manifest, tools and packages are what the kernel works with.
 * @type {{version: string, packs: {first: Asset, rest: Asset, lessons: Record<string, Asset>}, scripts: string[], manifest: Asset, tools: string[], packages: string[]}}
 */
const site = JSON.parse('{{site}}');

/** @typedef {{file: string, size: number, gz: number}} Asset */

const worker = /** @type {ServiceWorkerGlobalScope} */ (/** @type {unknown} */ (self));
const base = new URL('.', location.href);

// An origin may have several courses, each in a folder of its own.
const prefix = `golessons ${base.pathname} `;
const current = prefix + site.version;

// Files that are named by their content, for all versions. The page (download.js) and the
// kernels read and write it too.
const files = prefix + 'files';

worker.addEventListener('install', (event) => event.waitUntil(keep()));

/**
 * keep fetches what JupyterLab needs. For the first version the rest comes when the page says
 * so, which has enough to fetch; a new version is not used before all of it is here.
 */
async function keep() {
  const cache = await caches.open(current);
  await Promise.all(site.scripts.map(async (file) => {
    const response = await fetch(new URL(file, base), { cache: 'no-cache' });
    if (!response.ok) { throw new Error(`${file}: ${response.status}`); }
    const data = await response.blob();
    // The pages have the same names in each version.
    if (file.endsWith('.html') && !(await data.text()).includes(site.version)) { throw new Error(`${file} is of another version`); }
    // Made anew, because a browser takes no page for its answer that was redirected, as
    // index.html is by some hosts.
    await cache.put(new URL(file, base), new Response(data, { headers: { 'Content-Type': data.type } }));
  }));
  for (const pack of [site.packs.first, ...Object.values(site.packs.lessons), site.packs.rest]) {
    await expand(cache, pack);
  }
  if (worker.registration.active) { await keepTools(); }
}

/** keepTools fetches what the kernel works with, as far as it is not here. */
async function keepTools() {
  const cache = await caches.open(files);
  for (const file of [site.manifest.file, ...site.tools, ...site.packages].map((f) => new URL('go/' + f, base))) {
    if (await cache.match(file)) { continue; }
    const response = await fetch(file);
    if (!response.ok) { throw new Error(`${file}: ${response.status}`); }
    await cache.put(file, response);
  }
}

/**
 * expand puts the files of a pack into the cache.
 * @param {Cache} cache
 * @param {Asset} pack
 */
async function expand(cache, pack) {
  const cached = await caches.open(files);
  const response = await cached.match(new URL(pack.file, base)) ?? await fetch(new URL(pack.file, base));
  let bytes = new Uint8Array(await response.arrayBuffer());
  if (bytes[0] === 0x1f && bytes[1] === 0x8b) {
    bytes = new Uint8Array(await new Response(new Blob([bytes]).stream().pipeThrough(new DecompressionStream('gzip'))).arrayBuffer());
  }
  if (bytes.length !== pack.size) { throw new Error(`${pack.file}: ${bytes.length} bytes`); }
  const length = new DataView(bytes.buffer).getUint32(0, true);
  let at = 4 + length;
  for (const [file, type, size] of JSON.parse(new TextDecoder().decode(bytes.subarray(4, at)))) {
    await cache.put(new URL(encodeURI(file), base), new Response(bytes.slice(at, at + size), { headers: { 'Content-Type': type } }));
    at += size;
  }
}

worker.addEventListener('activate', (event) => event.waitUntil(begin()));

/** begin forgets other versions, and takes over the page that has no version yet. */
async function begin() {
  for (const other of await caches.keys()) {
    if (other.startsWith(prefix) && other !== current && other !== files) { await caches.delete(other); }
  }
  // Packs are in the cache one by one now. A package that no lesson uses is fetched again.
  const used = new Set([site.manifest.file, ...site.tools, ...site.packages].map((f) => new URL('go/' + f, base).href));
  const cache = await caches.open(files);
  for (const request of await cache.keys()) {
    if (!used.has(request.url)) { await cache.delete(request); }
  }
  await worker.clients.claim();
}

worker.addEventListener('message', (event) => {
  switch (event.data) {
    case 'now': worker.skipWaiting(); break;
    case 'rest': event.waitUntil(keepTools().then(() => event.source?.postMessage('kept'))); break;
  }
});

worker.addEventListener('fetch', (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method !== 'GET' || !url.href.startsWith(base.href)) { return; }
  const file = url.pathname.slice(base.pathname.length);
  if (/^(go|packs)\//.test(file)) { return; } // which the page keeps itself
  event.respondWith(request.mode === 'navigate' ? page(file) : answer(file, request));
});

/**
 * page answers with a page. When a new version is here and no other page is open, it takes
 * the new one.
 * @param {string} file
 */
async function page(file) {
  const waiting = worker.registration.waiting;
  if (waiting && (await worker.clients.matchAll({ type: 'window' })).length < 2) {
    waiting.postMessage('now');
    return new Response('', { headers: { Refresh: '0' } });
  }
  return answer(file === '' || file.endsWith('/') ? file + 'index.html' : file, new URL(file, base).href);
}

/**
 * @param {string} file
 * @param {Request | string} request
 */
async function answer(file, request) {
  const cache = await caches.open(current);
  return await cache.match(new URL(file, base)) ?? fetch(request);
}
