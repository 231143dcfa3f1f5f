// The compiled packages that cells import.

/** @typedef {import('./fs.js').MemoryFS} MemoryFS */
/** @typedef {{file: string, size: number, gz: number}} Asset */
/** @typedef {{version: string, go: string, tools: Record<string, Asset>, packages: Record<string, Asset & {imports: string[], base?: boolean}>, base: {bundle: Asset, rest: Asset}, docs: Record<string, Asset>}} Manifest */
/** @typedef {(asset: Asset) => Promise<Uint8Array>} Fetch  returns an asset, unpacked */

/** What every program has in it, whatever it imports. */
const always = ['runtime'];

export class Packages {
  /**
   * @param {MemoryFS} fs
   * @param {Manifest} manifest
   * @param {Fetch} fetch
   */
  constructor(fs, manifest, fetch) {
    this.fs = fs;
    this.manifest = manifest;
    this.fetch = fetch;
    /** @type {Map<string, Promise<void>>} */
    this.here = new Map();
  }

  /**
   * Returns the packages that the compiler and the linker read for a program with
   * these imports, and the imports that do not exist. What a package in the base
   * imports in turn they do not read.
   * @param {string[]} imports
   */
  reach(imports) {
    /** @type {Set<string>} */
    const reached = new Set();
    /** @type {string[]} */
    const unknown = [];
    const left = [...always, ...imports];
    for (let path; (path = left.pop()) !== undefined;) {
      if (reached.has(path) || path === 'unsafe') continue;
      const known = this.manifest.packages[path];
      if (!known) { unknown.push(path); continue; }
      reached.add(path);
      if (!known.base) left.push(...known.imports);
    }
    return { reached: [...reached].sort(), unknown };
  }

  /**
   * Makes the packages that a program with these imports needs present, as
   * /pkg/PATH.a.
   * @param {string[]} imports
   */
  async need(imports) {
    const { reached, unknown } = this.reach(imports);
    await Promise.all(reached.map(path => this._get(path)));
    return { packages: reached, unknown };
  }

  /**
   * Makes a package present without those that it imports.
   * @param {string} path
   */
  async alone(path) {
    if (!this.manifest.packages[path]) throw new Error(`there is no package ${path}`);
    await this._get(path);
  }

  /** @param {string} path */
  _get(path) {
    let here = this.here.get(path);
    if (!here) {
      here = this.fetch(this.manifest.packages[path]).then(bytes => this.fs.writeFile(`/pkg/${path}.a`, bytes));
      this.here.set(path, here);
      here.catch(() => this.here.delete(path)); // the next cell tries again
    }
    return here;
  }
}
