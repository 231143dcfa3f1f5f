// The programs of cells, each of which runs in a worker of its own (program.js),
// so that it can be ended at any time. A program's files are those of the kernel:
// its worker asks for every operation.

import { join } from './bytes.js';
import { View } from './fs.js';

/** @typedef {import('./fs.js').MemoryFS} MemoryFS */
/** @typedef {{stdout(bytes: Uint8Array): void, stderr(bytes: Uint8Array): void, exit(code: number, reason: string): void}} Events */

/** The operations of a View that a program may ask for. */
const operations = new Set(['open', 'close', 'read', 'write', 'stat', 'lstat', 'fstat', 'readdir', 'mkdir', 'rmdir', 'unlink', 'rename', 'link', 'truncate', 'ftruncate', 'chmod', 'fchmod',
  'utimes', 'readlink', 'chown', 'lchown', 'fchown', 'fsync', 'symlink', 'chdir']);

export class Programs {
  /**
   * @param {MemoryFS} fs
   * @param {{base: WebAssembly.Module, simd: WebAssembly.Module | null}} modules  what cells are linked to, and what it computes with
   */
  constructor(fs, { base, simd }) {
    this.fs = fs;
    this.modules = { base, simd };
    this.paused = false;
    /** @type {Set<Program>} */
    this.running = new Set();
    this.next = newWorker();
  }

  /**
   * Starts a program that is a file.
   * @param {string} file
   * @param {string[]} argv
   * @param {Record<string, string>} env
   * @param {string} cwd
   * @param {Events} on
   */
  start(file, argv, env, cwd, on) {
    const code = this.fs.readFile(file).slice();
    const program = new Program(this, this.next, cwd, on);
    this.running.add(program);
    program.worker.postMessage({ type: 'start', code, ...this.modules, argv, env, cwd }, [code.buffer]);
    this.next = newWorker(); // the next program need not wait for its worker
    return program;
  }

  /** Lets programs that print wait, or go on. @param {boolean} paused */
  pause(paused) {
    this.paused = paused;
    if (!paused) for (const program of this.running) program.acknowledge();
  }
}

function newWorker() { return new Worker(new URL('./program.js', import.meta.url), { type: 'module' }); }

/** How many milliseconds what is printed waits for more, so that lines come together. */
const together = 10;

class Program {
  /** @param {Programs} programs @param {Worker} worker @param {string} cwd @param {Events} on */
  constructor(programs, worker, cwd, on) {
    this.programs = programs;
    this.worker = worker;
    this.on = on;
    this.view = new View(programs.fs, { cwd });
    /** What was printed and not passed on, in order. @type {{fd: number, bytes: Uint8Array}[]} */
    this.printed = [];
    this.passed = -Infinity; // when something was passed on last
    this.timer = 0;
    this.weight = 0; // of what was passed on and not acknowledged
    worker.onmessage = ({ data }) => this.hear(data);
    worker.onerror = event => this.end(2, event.message);
  }

  /** @param {any} data */
  hear(data) {
    switch (data.type) {
      case 'ask':
        this.pass(); // what was printed before something is shown stands before it
        this.answer(data);
        break;
      case 'print':
        this.printed.push(data);
        this.weight += data.weight;
        if (!this.timer) this.timer = setTimeout(() => this.pass(), Math.max(0, this.passed + together - performance.now()));
        break;
      case 'exit': this.end(data.code, data.reason); break;
    }
  }

  /** Passes on what was printed. */
  pass() {
    clearTimeout(this.timer);
    this.timer = 0;
    const printed = this.printed;
    if (printed.length === 0) return;
    this.printed = [];
    this.passed = performance.now();
    for (let i = 0; i < printed.length;) {
      let end = i + 1;
      while (end < printed.length && printed[end].fd === printed[i].fd) end++;
      const bytes = join(printed.slice(i, end).map(p => p.bytes));
      if (printed[i].fd === 2) this.on.stderr(bytes);
      else this.on.stdout(bytes);
      i = end;
    }
    if (!this.programs.paused) this.acknowledge();
  }

  /** Tells the program how much of what it has printed is passed on. */
  acknowledge() {
    if (this.printed.length > 0 || this.weight === 0) return; // pass will do it
    this.worker.postMessage({ type: 'printed', weight: this.weight });
    this.weight = 0;
  }

  /** @param {{id: number, name: string, args: any[]}} question */
  async answer({ id, name, args }) {
    try {
      if (!operations.has(name)) throw Object.assign(new Error(name), { code: 'ENOSYS' });
      const view = /** @type {any} */ (this.view);
      if (name === 'read') {
        const [fd, length, at] = args;
        if (fd === 0) return this.end(2, 'stdin'); // nobody can type anything
        const bytes = new Uint8Array(length);
        const n = await view.read(fd, bytes, at);
        this.worker.postMessage({ type: 'answer', id, result: bytes.subarray(0, n) });
        return;
      }
      let result = view[name](...args);
      if (result instanceof Promise) result = await result;
      if (result && typeof result === 'object' && 'isDirectory' in result) result = { ...result, isDirectory: undefined, directory: result.isDirectory() };
      this.worker.postMessage({ type: 'answer', id, result });
    } catch (error) {
      this.worker.postMessage({ type: 'answer', id, error: /** @type {any} */ (error).code ?? 'EIO' });
    }
  }

  /** @param {number} code @param {string} reason */
  end(code, reason) {
    if (!this.programs.running.delete(this)) return;
    this.pass();
    this.worker.onmessage = this.worker.onerror = null;
    this.worker.terminate();
    this.view.end();
    this.on.exit(code, reason);
  }

  kill() { this.end(2, 'killed'); }
}
