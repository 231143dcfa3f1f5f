// A linker that goes on: it reads the bundle of a base once, and then links cells
// to it, each in some hundredths of a second.

import { free, join } from './bytes.js';
import { View } from './fs.js';
import { run } from './go.js';
import { environment } from './tools.js';

/** @typedef {import('./fs.js').MemoryFS} MemoryFS */
/** @typedef {{code: number, output: Uint8Array}} Result */

/** The exit code for a cell that needs more than the base and its light bundle have. */
export const absent = 3;

/** Where the linker reads the bundle. */
const bundle = '/go/base.bundle';

export class Linker {
  /**
   * @param {MemoryFS} fs
   * @param {WebAssembly.Module} module  the linker
   * @param {() => Promise<Uint8Array>} fetch  returns the bundle
   */
  constructor(fs, module, fetch) {
    this.fs = fs;
    this.module = module;
    this.fetch = fetch;
    /** @type {Uint8Array[]} */
    this._printed = [];
    /** Takes the next cell, while the linker waits for one. @type {null | ((importcfg: string, object: string, output: string) => void)} */
    this._next = null;
    /** Called when the linker waits for a cell, or has ended. @type {(code: number) => void} */
    this._waiting = () => {};
    /** The linker's start, while it runs. @type {null | Promise<number>} */
    this._started = null;
    /** The cells are linked one after the other. @type {Promise<unknown>} */
    this._queue = Promise.resolve();
  }

  /** Starts the linker, if it does not run. It can be called before the first cell, to be ready for it. */
  start() {
    this._started ??= this._start();
    return this._started;
  }

  /** Lets go of the linker's memory. A cell starts it again. */
  end() { this._next = this._started = null; }

  /** @returns {Promise<number>} */
  async _start() {
    /** @type {Uint8Array} */
    let read;
    try {
      read = await this.fetch();
      this.fs.writeFile(bundle, read);
    } catch (error) {
      this._started = null; // the next cell tries again
      throw error;
    }
    const sink = { write: (/** @type {Uint8Array} */ bytes) => { this._printed.push(bytes.slice()); } };
    const view = new View(this.fs, { cwd: '/', stdout: sink, stderr: sink });
    const world = {
      nextCell: (/** @type {number} */ code, /** @type {(importcfg: string, object: string, output: string) => void} */ next) => {
        this._next = next;
        this._waiting(code);
      },
    };
    /** @type {Promise<number>} */
    const waiting = new Promise(done => { this._waiting = done; });
    run(this.module, ['link', '-o', '/dev/null', '-cells', bundle, 'none'], { view, env: environment, world })
      .catch(error => { this._printed.push(new TextEncoder().encode(`link: ${error}\n`)); return 2; })
      .then(code => {
        this.end();
        this._waiting(code || 2);
      });
    const code = await waiting;
    new View(this.fs, { cwd: '/' }).unlink(bundle);
    free(read); // the linker has its own copy
    return code;
  }

  /**
   * Links an object to a cell, which is written to the file output. importcfg
   * names the packages that are not in the base.
   * @param {string} importcfg @param {string} object @param {string} output
   * @returns {Promise<Result>}
   */
  link(importcfg, object, output) {
    const linked = this._queue.then(() => this._link(importcfg, object, output));
    this._queue = linked;
    return linked;
  }

  /** @param {string} importcfg @param {string} object @param {string} output @returns {Promise<Result>} */
  async _link(importcfg, object, output) {
    this._printed = [];
    let code = await this.start();
    const next = this._next;
    if (next) {
      this._next = null;
      /** @type {Promise<number>} */
      const waiting = new Promise(done => { this._waiting = done; });
      try {
        next(importcfg, object, output);
        code = await waiting;
      } catch (error) { // the linker has crashed
        this._printed.push(new TextEncoder().encode(`link: ${error}\n`));
        this._started = null;
        code = 2;
      }
    }
    return { code, output: join(this._printed) };
  }
}
