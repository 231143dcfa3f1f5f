// Go's compiler and linker, on the files of a notebook.

import { join } from './bytes.js';
import { View } from './fs.js';
import { run } from './go.js';
import { absent, Linker } from './linker.js';

/** @typedef {import('./fs.js').MemoryFS} MemoryFS */

/** What each tool is told of the world. Cells are programs for the browser. */
export const environment = { GOOS: 'js', GOARCH: 'wasm', GOROOT: '/go', HOME: '/home', TMPDIR: '/tmp' };

/**
 * A tool ends before it has much garbage: first to collect it at 32 MB takes a
 * quarter of a compilation's time away. Where the compiler has several
 * processors it does so by itself.
 */
const garbage = { GOGC: '800' };

export class Tools {
  /**
   * @param {MemoryFS} fs
   * @param {Record<string, WebAssembly.Module>} modules  by the tools' names
   * @param {{bundle(): Promise<Uint8Array>, rest(): Promise<Uint8Array>}} base  fetches what the linker needs of the base
   */
  constructor(fs, modules, base) {
    this.fs = fs;
    this.modules = modules;
    this.base = base;
    this.linker = new Linker(fs, modules.link, base.bundle);
  }

  /**
   * Links a cell to the base. The program's file has what the base is to be
   * completed with (cell.js).
   * @param {string[]} argv  as Go's linker has it
   * @param {string} cwd
   */
  async _link(argv, cwd) {
    const after = (/** @type {string} */ flag) => argv[argv.indexOf(flag) + 1];
    const [importcfg, object, output] = [after('-importcfg'), argv[argv.length - 1], after('-o')].map(path => path.startsWith('/') ? path : cwd + '/' + path);
    const linked = await this.linker.link(importcfg, object, output);
    if (linked.code !== absent || this.linker.fetch === this.base.rest) return linked;
    this.linker.end();
    this.linker = new Linker(this.fs, this.modules.link, this.base.rest); // for all cells from now on
    return this.linker.link(importcfg, object, output);
  }

  /**
   * Runs a tool to its end. output is what it prints.
   * @param {string} tool
   * @param {string[]} argv  without the tool's name
   * @param {{env?: Record<string, string>, cwd?: string}} [options]
   * @returns {Promise<{code: number, output: Uint8Array}>}
   */
  async run(tool, argv, { env = {}, cwd = '/' } = {}) {
    if (tool === 'link') return this._link(argv, cwd);
    /** @type {Uint8Array[]} */
    const printed = [];
    const sink = { write: (/** @type {Uint8Array} */ bytes) => { printed.push(bytes.slice()); } };
    let code = 2;
    try {
      code = await run(this.modules[tool], [tool, ...argv], { view: new View(this.fs, { cwd, stdout: sink, stderr: sink }), env: { ...environment, ...garbage, ...env } });
    } catch (error) {
      printed.push(new TextEncoder().encode(`${tool}: ${error}\n`));
    }
    return { code, output: join(printed) };
  }
}
