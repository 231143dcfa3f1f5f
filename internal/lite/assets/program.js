// The worker of a cell's program. It is posted { type: 'start', code, base, simd,
// argv, env, cwd }: the cell as the linker has made it, and the modules that it is
// linked to and that compute for it. It asks the kernel's worker for every operation on files, and posts what the
// program prints and how it ends (programs.js has the other side).

import './wasm_exec.js';
import { instantiate } from './cell.js';
import { parts } from './path.js';

/** @typedef {(error: Error | null, result?: any) => void} Callback */

/**
 * How much may be printed and not yet passed on before the program waits. Every
 * message weighs something, however short it is.
 */
const most = 1 << 18, each = 1 << 10;

/** @param {any} message @param {Transferable[]} [transfer] */
const post = (message, transfer = []) => /** @type {any} */ (globalThis).postMessage(message, transfer);

/** What was asked and not answered, by numbers. @type {Map<number, Callback>} */
const asked = new Map();
let questions = 0;

/** @param {string} name @param {any[]} args @param {Callback} done */
function ask(name, args, done) {
  asked.set(++questions, done);
  post({ type: 'ask', id: questions, name, args });
}

let printed = 0; // its weight
/** Writers that wait. @type {(() => void)[]} */
let waiting = [];

/** @param {number} fd @param {Uint8Array} bytes */
function print(fd, bytes) {
  const copy = bytes.slice();
  const weight = copy.length + each;
  printed += weight;
  post({ type: 'print', fd, bytes: copy, weight }, [copy.buffer]);
}

/** @type {Record<string, any>} */
const fs = {
  constants: { O_WRONLY: 1, O_RDWR: 2, O_CREAT: 64, O_EXCL: 128, O_TRUNC: 512, O_APPEND: 1024, O_DIRECTORY: 65536 },

  /** The runtime's own messages. @param {number} fd @param {Uint8Array} bytes */
  writeSync(fd, bytes) {
    print(fd, bytes);
    return bytes.length;
  },

  /** @param {number} fd @param {Uint8Array} buffer @param {number} offset @param {number} length @param {number | null} at @param {Callback} done */
  write(fd, buffer, offset, length, at, done) {
    const bytes = buffer.subarray(offset, offset + length);
    if (fd !== 1 && fd !== 2) return ask('write', [fd, bytes.slice(), at], done);
    print(fd, bytes);
    if (printed < most) done(null, length);
    else waiting.push(() => done(null, length));
  },

  /** @param {number} fd @param {Uint8Array} buffer @param {number} offset @param {number} length @param {number | null} at @param {Callback} done */
  read(fd, buffer, offset, length, at, done) {
    ask('read', [fd, length, at], (error, bytes) => {
      if (error) return done(error);
      buffer.set(bytes, offset);
      done(null, bytes.length);
    });
  },
};
for (const name of ['open', 'close', 'stat', 'lstat', 'fstat', 'readdir', 'mkdir', 'rmdir', 'unlink', 'rename', 'link', 'truncate', 'ftruncate', 'chmod', 'fchmod', 'utimes', 'readlink',
  'chown', 'lchown', 'fchown', 'fsync', 'symlink']) {
  fs[name] = (/** @type {any[]} */ ...args) => {
    const done = args.pop();
    ask(name, args, (error, result) => {
      if (result && result.directory !== undefined) result.isDirectory = () => result.directory;
      done(error, result);
    });
  };
}

/** A Go that says how it has ended, whatever ends it. */
class Program extends globalThis.Go {
  constructor() {
    super();
    this.ended = false;
    this.telling = false; // why it has ended
    this.exit = (/** @type {number} */ code) => { if (!this.telling) this.end(code, ''); };
  }

  /** @param {number} code @param {string} reason */
  end(code, reason) {
    if (this.ended) return;
    this.ended = true;
    post({ type: 'exit', code, reason });
  }

  /** Goes on after an event; every event of the program comes here. */
  _resume() {
    if (this.ended) return;
    this.guarded(() => super._resume());
  }

  /** @param {() => void} go */
  guarded(go) {
    try {
      go();
    } catch (error) {
      this.fail(error);
    }
    if (!this.ended) setTimeout(() => this.asleep());
  }

  /** Ends with what the engine has thrown. @param {any} error */
  fail(error) {
    const reason = reasonOf(error);
    if (reason === 'stack') this.tellStack();
    this.end(2, reason);
  }

  /**
   * Lets Go report where calls went too deep for the engine. It stands where the
   * call failed, and its stack is whole: an event that fails at once makes it
   * panic there. What Go then says is written as it is elsewhere.
   */
  tellStack() {
    this.telling = true;
    let said = '';
    const decoder = new TextDecoder();
    fs.writeSync = (/** @type {number} */ _, /** @type {Uint8Array} */ bytes) => {
      said += decoder.decode(bytes, { stream: true });
      return bytes.length;
    };
    console.error = () => { throw new Error('stack overflow'); }; // which Go calls for an event that it doesn't know
    this._pendingEvent = { id: -1 };
    try {
      super._resume();
    } catch { /* there is no more to say */ }
    const at = said.indexOf('\n\ngoroutine ');
    if (at < 0) return;
    const frames = said.slice(at).replace(/^(\n\ngoroutine .*\n)(?:(?:panic|runtime\.handleEvent|syscall\/js\.\S+)\(.*\n\t.*\n)*/, '$1');
    print(2, new TextEncoder().encode('fatal error: stack overflow' + frames));
    this.end(2, '');
  }

  /** Lets Go report a deadlock if nothing can wake the program any more. */
  asleep() {
    if (this.ended || asked.size > 0 || waiting.length > 0 || this._scheduledTimeouts.size > 0) return;
    this._pendingEvent = { id: 0 };
    this._resume();
  }
}

/** Returns why the engine has ended a program. @param {any} error */
function reasonOf(error) {
  if (error instanceof RangeError) return /call stack/i.test(error.message) ? 'stack' : 'memory';
  if (/too much recursion/i.test(error?.message)) return 'stack'; // Firefox
  if (/out of memory/i.test(error?.message)) return 'memory';
  return `${error}`;
}

/** @param {{code: Uint8Array, base: WebAssembly.Module, simd: WebAssembly.Module | null, argv: string[], env: Record<string, string>, cwd: string}} options */
async function start({ code, base, simd: vectors, argv, env, cwd }) {
  let folder = cwd;
  Object.assign(globalThis, {
    fs,
    process: {
      pid: 2, ppid: 1, getuid: () => 0, getgid: () => 0, geteuid: () => 0, getegid: () => 0, getgroups: () => [], umask: () => 0o022, cwd: () => folder,
      chdir(/** @type {string} */ path) {
        folder = resolve(path);
        ask('chdir', [folder], () => {});
      },
    },
    path: { resolve },
  });
  /** @param {string} path */
  function resolve(path) { return '/' + parts((path.startsWith('/') ? '' : folder + '/') + path).join('/'); }
  const program = new Program();
  program.argv = argv;
  program.env = { GOGC: '400', ...env }; // a training leaves much garbage, and keeps little
  try {
    const module = await WebAssembly.compile(/** @type {BufferSource} */ (code));
    const instance = await instantiate(module, { base, vectors }, program.importObject);
    program.guarded(() => { program.run(instance).catch(error => program.fail(error)); });
  } catch (error) {
    program.end(2, reasonOf(error));
  }
}

globalThis.onmessage = ({ data }) => {
  switch (data.type) {
    case 'start': start(data); break;
    case 'answer': {
      const done = asked.get(data.id);
      asked.delete(data.id);
      done?.(data.error ? Object.assign(new Error(data.error), { code: data.error }) : null, data.result);
      break;
    }
    case 'printed': {
      printed -= data.weight;
      const ready = waiting;
      waiting = [];
      for (const go of ready) go();
      break;
    }
  }
};
