// Go's compiler, linker and the kernel: downloaded and compiled once for all notebooks.

import { free } from '../bytes.js';
import { Broken, download } from '../download.js';
import { progress, say } from './line.js';
import { base, text, told } from './told.js';

/** @typedef {import('../download.js').Asset} Asset */
/** @typedef {{version: string, tools: Record<string, Asset>, packages: Record<string, Asset & {imports: string[]}>}} Manifest */
/**
 * @typedef {object} Tools
 * @property {Record<string, WebAssembly.Module>} modules
 * @property {Manifest} manifest
 */

/** Where the compiler, the linker, the kernel and the packages are. */
export const folder = base + 'go/';

/**
 * counted returns a function that counts what is downloaded of a file, if it is.
 * @param {Asset} asset
 */
function counted(asset) {
  /** @type {((bytes: number) => void) | undefined} */
  let count;
  return (/** @type {number} */ bytes) => {
    count ??= progress(asset.gz);
    count(bytes);
  };
}

async function load() {
  if (typeof WebAssembly === 'undefined' || typeof DecompressionStream === 'undefined') {
    throw new Broken('old', 'WebAssembly');
  }
  const manifest = /** @type {Manifest} */ (JSON.parse(new TextDecoder().decode(await download(folder, told.manifest, counted(told.manifest)))));
  /** @type {Record<string, any>} */
  const modules = {};
  await Promise.all(Object.entries(manifest.tools).map(async ([name, asset]) => {
    const bytes = await download(folder, asset, counted(asset));
    modules[name] = await WebAssembly.compile(bytes).catch((error) => {
      if (name === 'simd') { return null; } // a browser without SIMD; training is slower
      throw error;
    });
    free(bytes); // the module has its own copy
  }));
  return { modules, manifest };
}

/**
 * The tools. The page asks for them as soon as it opens.
 * @type {Promise<Tools>}
 */
export const tools = load();

tools.catch((error) => {
  if (error instanceof Broken) { say(text(error.text), true); }
  else if (error instanceof RangeError) { say(text('memory'), true); }
  else { say(text('broken', String(error)), true); }
});
