// Starts JupyterLab.

import { Broken } from '../download.js';
import { say } from './line.js';
import { open } from './pack.js';
import { works } from './storage.js';
import { base, text, told } from './told.js';
import './offline.js';
import './tools.js';

/**
 * configure completes the addresses in JupyterLab's configuration. Where the browser keeps
 * nothing, JupyterLab does so in memory; storage.js says what that means.
 */
async function configure() {
  const script = /** @type {HTMLElement} */ (document.getElementById('jupyter-config-data'));
  const config = JSON.parse(script.textContent ?? '');
  const root = new URL(base).pathname;
  for (const [name, value] of Object.entries(config)) {
    if (typeof value === 'string' && value.startsWith('./')) {
      config[name] = root + value.slice(2);
    }
  }
  if (!await works()) {
    config.enableMemoryStorage = true;
    for (const what of ['contents', 'settings', 'workspaces']) { config[what + 'StorageDrivers'] = ['memoryStorageDriver']; }
  }
  script.textContent = JSON.stringify(config);
}

/**
 * unpack starts JupyterLab's scripts from the pack, and answers from packs what JupyterLab
 * asks for: a host that compresses nothing sends a sixth of the bytes, in a few answers
 * instead of a hundred.
 */
async function unpack() {
  const files = await open(told.packs.first);
  const fetched = window.fetch.bind(window);
  window.fetch = async (asked, options) => {
    const url = new URL(asked instanceof Request ? asked.url : asked, location.href);
    if (url.href.startsWith(base) && !options?.headers) {
      const name = decodeURIComponent(url.pathname.slice(new URL(base).pathname.length));
      const lesson = told.packs.lessons[name];
      const file = files.get(name) ?? (lesson && (await open(lesson).catch(() => null))?.get(name));
      if (file) { return new Response(file.bytes, { headers: { 'Content-Type': file.type } }); }
    }
    return fetched(asked, options);
  };
  for (const [name, { bytes }] of files) {
    if (/^build\/[^/]*\.js$/.test(name)) { start(bytes); }
  }
  start(/** @type {any} */ (files.get(bundle)).bytes);
}

/** The script that starts JupyterLab. Those before it need not have run, but may. */
const bundle = 'build/lab/bundle.js';

/** @param {Uint8Array} bytes a script */
function start(bytes) {
  const script = document.createElement('script');
  script.textContent = new TextDecoder().decode(bytes);
  document.head.append(script);
}

await configure();
if (navigator.serviceWorker?.controller) { // which has all files
  const script = document.createElement('script');
  script.src = base + bundle;
  document.head.append(script);
} else {
  unpack().catch((error) => say(text(error instanceof Broken ? error.text : 'broken', String(error)), true));
}
