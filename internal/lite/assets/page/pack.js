// Reads packs, which have several files in one (internal/lite/pack.go).

import { download } from '../download.js';
import { base } from './told.js';

/** @typedef {import('../download.js').Asset} Asset */
/** @typedef {{type: string, bytes: Uint8Array<ArrayBuffer>}} File */

/**
 * open returns the files of a pack by their names.
 * @param {Asset} asset
 * @param {(bytes: number) => void} [received]
 * @returns {Promise<Map<string, File>>}
 */
export async function open(asset, received) {
  const bytes = await download(base, asset, received);
  const length = new DataView(bytes.buffer).getUint32(0, true);
  /** @type {[string, string, number][]} */
  const list = JSON.parse(new TextDecoder().decode(bytes.subarray(4, 4 + length)));
  /** @type {Map<string, File>} */
  const files = new Map();
  let at = 4 + length;
  for (const [name, type, size] of list) {
    files.set(name, { type, bytes: bytes.subarray(at, at + size) });
    at += size;
  }
  return files;
}
