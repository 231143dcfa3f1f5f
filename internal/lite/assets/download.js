// Downloads a compressed file, in the page and in workers.

/** @typedef {{file: string, size: number, gz: number}} Asset */

/** A Broken says why a file is not there; its name is that of a text in internal/lite/texts.go. */
export class Broken extends Error {
  /**
   * @param {'offline' | 'changed' | 'old'} text
   * @param {string} file
   */
  constructor(text, file) {
    super(`${file}: ${text}`);
    this.text = text;
  }
}

/** How long to wait before each new attempt, in milliseconds. What gets further begins anew with the first. */
const pauses = [250, 1000, 2000, 4000, 8000];

/**
 * download returns a file, unpacked. If the connection breaks, it goes on where it stopped,
 * or from the start where the host cannot do that.
 * @param {string} base the folder that the file is in
 * @param {Asset} asset
 * @param {(bytes: number) => void} [received] is told how many bytes of the file are here,
 *   from 0 on, if they come from the host
 * @returns {Promise<Uint8Array<ArrayBuffer>>}
 */
export async function download(base, asset, received = () => {}) {
  if (typeof DecompressionStream === 'undefined') { throw new Broken('old', asset.file); }
  const kept = await cache();
  const here = await kept?.match(base + asset.file);
  for (let again = false; ; again = true) {
    const pieces = here && !again ? [new Uint8Array(await here.arrayBuffer())] : await receive(base + asset.file, asset, received, again);
    const bytes = await unpacked(pieces).catch(() => null);
    if (bytes?.length === asset.size && await named(asset.file, bytes)) {
      if (!here || again) { received(asset.gz); }
      if (!here || again) { await kept?.put(base + asset.file, new Response(new Blob(pieces))).catch(() => {}); }
      return bytes;
    }
    // What a proxy has damaged, or has kept of another version, is asked for once more.
    if (again) { throw new Broken('changed', asset.file); }
  }
}

/** The folder of the course, below which this script is in scripts/VERSION/. */
const root = new URL('../..', import.meta.url).pathname;

/** cache returns the cache that files are kept in (service-worker.js), if the browser has one. */
async function cache() {
  return globalThis.caches?.open(`golessons ${root} files`).catch(() => undefined);
}

/**
 * receive returns the pieces of a file as they came.
 * @param {string} url
 * @param {Asset} asset
 * @param {(bytes: number) => void} received
 * @param {boolean} reload
 */
async function receive(url, asset, received, reload) {
  /** @type {Uint8Array<ArrayBuffer>[]} */
  let pieces = [];
  let got = 0;
  let furthest = 0;
  let size = asset.gz;
  received(0);
  for (let tries = 0; ; tries++) {
    try {
      const response = await fetch(url, { headers: got > 0 ? { Range: `bytes=${got}-` } : {}, cache: reload ? 'reload' : 'default' });
      if (response.status === 404 || response.status === 410) { throw new Broken('changed', asset.file); }
      if (!response.ok || !response.body) { throw new Error(String(response.status)); }
      if (got > 0 && !(response.status === 206 && response.headers.get('Content-Range')?.startsWith(`bytes ${got}-`))) {
        pieces = [];
        got = 0;
      }
      for (const reader = response.body.getReader(); ;) {
        const { done, value } = await reader.read();
        if (done) { break; }
        // A host that says the file is gzip's makes the browser unpack it.
        if (got === 0) { size = packed(value) ? asset.gz : asset.size; }
        pieces.push(value);
        got += value.length;
        if (got > furthest) { [furthest, tries] = [got, 0]; }
        received(Math.round(Math.min(1, got / size) * asset.gz));
      }
      if (got >= size) { return pieces; }
      throw new Error('cut off');
    } catch (error) {
      if (error instanceof Broken) { throw error; }
      if (size !== asset.gz) { // the parts that a host sends are of the packed file
        pieces = [];
        got = 0;
      }
      if (tries >= pauses.length) { throw new Broken('offline', asset.file); }
      await new Promise((go) => setTimeout(go, pauses[tries]));
    }
  }
}

/** @param {Uint8Array} bytes the beginning of a file */
function packed(bytes) { return bytes[0] === 0x1f && bytes[1] === 0x8b; }

/**
 * unpacked joins the pieces of a file and unpacks them, unless the browser has done that.
 * @param {Uint8Array<ArrayBuffer>[]} pieces
 */
export async function unpacked(pieces) {
  const file = new Blob(pieces);
  const stream = pieces.length > 0 && packed(pieces[0]) ? file.stream().pipeThrough(new DecompressionStream('gzip')) : file.stream();
  return new Uint8Array(await new Response(stream).arrayBuffer());
}

/**
 * named reports whether a file's name has the hash of its content. Without https a browser
 * cannot tell, but for files from its own computer.
 * @param {string} file such as compile-034d134ebeb3bb43.wasm.gz
 * @param {Uint8Array<ArrayBuffer>} bytes
 */
async function named(file, bytes) {
  const name = /([0-9a-f]{16})\.\w+\.gz$/.exec(file);
  if (!name || !globalThis.crypto?.subtle) { return true; }
  const sum = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
  return [...sum.subarray(0, 8)].map((b) => b.toString(16).padStart(2, '0')).join('') === name[1];
}
