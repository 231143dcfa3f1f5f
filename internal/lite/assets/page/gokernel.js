// A kernel of JupyterLite that hands Jupyter's messages to a worker and back. The kernel in
// the worker (kernel.js) speaks Jupyter's protocol itself.

import { progress, say, starting } from './line.js';
import { keep } from './offline.js';
import { file } from './progress.js';
import { text, told } from './told.js';
import { folder, tools } from './tools.js';

/**
 * @typedef {object} Message a message of Jupyter's protocol
 * @property {{msg_id: string, msg_type: string, session: string, username: string, date: string, version: string}} header
 * @property {any} parent_header
 * @property {any} metadata
 * @property {any} content
 * @property {string} channel
 */

/** A GoKernel runs the cells of one notebook. It is an IKernel of JupyterLite. */
export class GoKernel {
  /**
   * @param {{id: string, name: string, location: string, sendMessage: (m: Message) => void}} options
   * @param {string} path the notebook's
   * @param {any} Signal Lumino's
   * @param {() => string} code returns the notebook's code
   * @param {import('./progress.js').Progress} progress
   */
  constructor(options, path, Signal, code, progress) {
    this.id = options.id;
    this.name = options.name;
    this.location = options.location;
    this.path = path;
    this.isDisposed = false;
    this.disposed = new Signal(this);
    this.send = options.sendMessage;
    this.code = code;
    this.progress = progress;
    this.copy = (/** @type {string} */ text) => this.worker?.postMessage({ type: 'keep', path: file, text });
    /** @type {Message | null} the cell that runs */
    this.running = null;
    /** @type {Message[]} the cells that wait */
    this.waiting = [];
    /** the client that asked last, for messages that answer none */
    this.session = '';
    this.ready = this.start();
  }

  /** start starts the worker, as soon as the compiler and the linker are there. */
  async start() {
    const started = starting();
    // If there are none, tools.js says so, and this kernel never starts.
    const { modules, manifest } = await tools.catch(() => /** @type {Promise<never>} */ (new Promise(() => {})));
    const solved = await this.progress.read();
    if (this.isDisposed) { return; }
    const worker = this.worker = new Worker(new URL('../kernel.js', import.meta.url), { type: 'module' });
    worker.postMessage({ type: 'start', modules, manifest, base: folder, path: this.path, lang: told.lang, files: solved ? { [file]: solved } : {} });
    this.progress.copies.add(this.copy);
    // What the notebook imports is fetched while it is read, what nearly all cells import first.
    const imported = imports(this.code()).filter((path) => path in manifest.packages);
    worker.postMessage({ type: 'need', packages: imported.filter((path) => path === 'fmt' || path === 'golessons/mlx') });
    this.rest = () => {
      worker.postMessage({ type: 'need', packages: imported });
      keep();
    };
    this.later();
    /** @type {Map<string, (bytes: number) => void>} */
    const files = new Map();
    await new Promise((ready) => {
      worker.onmessage = ({ data }) => {
        switch (data.type) {
          case 'ready': ready(undefined); break;
          case 'message':
            this.receive(JSON.parse(data.message));
            worker.postMessage({ type: 'taken', count: 1 });
            break;
          case 'progress': {
            const received = files.get(data.file) ?? progress(data.gz);
            files.set(data.file, received);
            received(data.bytes);
            break;
          }
          case 'kept': this.progress.add(data.text); break;
          case 'failed': this.fail(text(data.text ?? 'ended', data.reason)); break;
        }
      };
      // Without a message the script itself is not there: the site has another version now.
      worker.onerror = (event) => this.fail(event.message ? text('ended', event.message) : text('changed'));
    });
    if (!this.running) { worker.postMessage({ type: 'warm' }); }
    started();
  }

  /** later fetches what cells may need after a while in which no cell has run. */
  later() {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => (this.running ? this.later() : this.rest?.()), pause);
  }

  /**
   * fail says that the kernel has ended.
   * @param {string} sentence
   */
  fail(sentence) {
    say(sentence, true);
    this.abort();
    if (this.running) {
      const error = { ename: 'golessons', evalue: sentence, traceback: [sentence] };
      this.answer(this.running, 'iopub', 'error', error);
      this.answer(this.running, 'shell', 'execute_reply', { status: 'error', execution_count: 0, ...error });
      this.answer(this.running, 'iopub', 'status', { execution_state: 'idle' });
      this.running = null;
    }
  }

  /**
   * handleMessage takes a message from JupyterLab. It doesn't wait for the answer, so that
   * help and completion are there while a cell runs; cells wait for each other here.
   * @param {Message} message
   */
  async handleMessage(message) {
    this.session = message.header.session;
    if (message.header.msg_type !== 'execute_request') {
      this.post(message);
    } else if (this.running) {
      this.waiting.push(message);
    } else {
      this.running = message;
      this.post(message);
    }
  }

  /** @param {Message} message */
  post({ header, parent_header, metadata, content, channel }) {
    this.worker?.postMessage({ type: 'message', message: { header, parent_header, metadata, content, channel } });
  }

  /**
   * receive takes a message from the kernel.
   * @param {Message} message
   */
  receive(message) {
    message.header.session = message.parent_header?.session || this.session;
    const ended = message.header.msg_type === 'execute_reply' && message.parent_header.msg_id === this.running?.header.msg_id;
    if (ended && message.content.status === 'error' && this.running?.content.stop_on_error !== false) {
      this.abort();
    }
    this.send(message);
    if (ended) {
      this.later();
      this.running = this.waiting.shift() ?? null;
      if (this.running) { this.post(this.running); }
    }
  }

  /** abort ends the cells that wait, as Jupyter does after a cell that failed. */
  abort() {
    for (const request of this.waiting.splice(0)) {
      this.answer(request, 'iopub', 'status', { execution_state: 'busy' });
      this.answer(request, 'shell', 'execute_reply', { status: 'aborted' });
      this.answer(request, 'iopub', 'status', { execution_state: 'idle' });
    }
  }

  /**
   * @param {Message} request
   * @param {string} channel
   * @param {string} type
   * @param {any} content
   */
  answer(request, channel, type, content) {
    const header = { msg_id: `${this.id}-${answers++}`, msg_type: type, session: request.header.session, username: '', date: new Date().toISOString(), version: '5.3' };
    this.send({ header, parent_header: request.header, metadata: {}, content, channel });
  }

  /** interrupt ends the cell that runs and those that wait. */
  interrupt() {
    this.abort();
    this.worker?.postMessage({ type: 'interrupt' });
  }

  dispose() {
    if (this.isDisposed) { return; }
    this.isDisposed = true;
    clearTimeout(this.timer);
    this.worker?.terminate();
    this.progress.copies.delete(this.copy);
    this.disposed.emit(undefined);
  }
}

let answers = 0;

/** How long no cell has run before the rest is fetched, in milliseconds. */
const pause = 10_000;

/**
 * imports returns the import paths in the code of cells.
 * @param {string} code
 */
export function imports(code) {
  const declarations = [...code.matchAll(/^import\s*(?:\([^)]*\)|[\w.]*\s*"[^"]*")/gm)].map((m) => m[0]);
  return [...new Set(declarations.flatMap((d) => [...d.matchAll(/"([^"]*)"/g)].map((m) => m[1])))];
}
