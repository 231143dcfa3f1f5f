// Runs a Go program that was compiled to WebAssembly, in a world of its own.
//
// Go's wasm_exec.js takes the files and the process from global variables, which
// all programs of a worker would share. Here each program has its own: its
// working folder, its open files, and where its output goes.

import './wasm_exec.js';
import { instantiate } from './cell.js';

/** @typedef {import('./fs.js').View} View */

/** The place of globalThis among the values that Go knows from the start. */
const globals = 5;

/** A Go of wasm_exec.js that finds world as its global object. */
class Program extends globalThis.Go {
  /** @param {any} world */
  constructor(world) {
    super();
    this.world = world;
    this.importObject.gojs['runtime.wasmWrite'] = (/** @type {number} */ sp) => {
      sp >>>= 0;
      const length = this.mem.getInt32(sp + 24, true);
      world.fs.writeSync(this.mem.getUint32(sp + 8, true), new Uint8Array(this.mem.buffer, this.mem.getUint32(sp + 16, true), length));
    };
  }

  /**
   * Gives Go's tools, which were built for it (edits.go), direct ways to read and
   * write files. They return -1 where the slow way has to say what is wrong.
   * @param {View} view
   */
  addDirect(view) {
    const direct = (/** @type {(fd: number, bytes: Uint8Array, at: number) => any} */ operation) =>
      (/** @type {number} */ fd, /** @type {number} */ p, /** @type {number} */ n, /** @type {number} */ at) => {
        try {
          const done = operation.call(view, fd, new Uint8Array(this.mem.buffer, p >>> 0, n), at);
          return typeof done === 'number' ? done : -1;
        } catch { return -1; }
      };
    this.importObject.golessons = { read: direct(view.read), write: direct(view.write) };
  }

  /** run sets this once; from then on it is an ordinary property. @param {any[]} values */
  set _values(values) {
    values[globals] = this.world;
    Object.defineProperty(this, '_values', { value: values, writable: true, configurable: true });
  }
}

/**
 * Runs a program to its end, and returns its exit code. A program that the
 * engine ends, because its memory is full for example, throws what the engine
 * says.
 * @param {WebAssembly.Module} module
 * @param {string[]} argv  with the program's name
 * @param {{view: View, env?: Record<string, string>, world?: object, base?: WebAssembly.Module}} options
 *   world has more global variables; base is what a cell was linked to
 * @returns {Promise<number>}
 */
export async function run(module, argv, { view, env = {}, world = {}, base }) {
  const program = new Program(Object.create(globalThis, Object.getOwnPropertyDescriptors({ ...view.globals(), ...world })));
  program.addDirect(view);
  program.argv = argv;
  program.env = env;
  let code = 0;
  program.exit = (/** @type {number} */ c) => { code = c; };
  try {
    await program.run(await instantiate(module, { base }, program.importObject));
  } finally {
    view.end();
  }
  return code;
}
