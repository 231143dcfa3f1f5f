// The worker of one notebook's kernel: the files, Go's tools, the compiled
// packages, and GoNB, compiled to WebAssembly, which speaks Jupyter's protocol. A
// cell's program runs in a worker of its own (program.js).
//
// It is a module: new Worker(url, { type: 'module' }). The page posts
//
//   { type: 'start', modules: { compile, link, kernel, base, simd }, manifest, base, path, lang, files }
//     modules are WebAssembly.Modules (simd is null where the browser has no SIMD), base is the URL of the folder go, path the
//     notebook's path in JupyterLite, lang the language for a notebook that is in
//     no language's folder, files the text of files that outlived another kernel. A
//     worker takes one start.
//   { type: 'keep', path, text }   what such a file has become in another kernel
//   { type: 'message', message }   a message of Jupyter's, with its channel
//   { type: 'need', packages } fetches packages before a cell imports them
//   { type: 'warm' }           builds something, so that the first cell is built faster
//   { type: 'interrupt' }
//   { type: 'taken', count }       so many messages have been dealt with; see below
//
// and is posted
//
//   { type: 'ready' }
//   { type: 'message', message }   as JSON, a string
//   { type: 'progress', file, gz, bytes }   so many bytes of the gz that a file has are here
//   { type: 'kept', path, text }   what a file that outlives the kernel has become
//   { type: 'failed', reason }     the kernel has ended: of what, in English
//
// A page that posts 'taken' for the messages is not run over by a program that
// prints without end: the program waits for it. One that never does is.

import { MemoryFS, View } from './fs.js';
import { run } from './go.js';
import { download } from './download.js';
import { Packages } from './packages.js';
import { Tools } from './tools.js';
import { Programs } from './programs.js';
import { warm } from './warm.js';

/** @typedef {import('./packages.js').Manifest} Manifest */
/** @typedef {{type: 'start', modules: Record<string, WebAssembly.Module> & {base: WebAssembly.Module, simd: WebAssembly.Module | null}, manifest: Manifest, base: string, path: string, lang: string, files: Record<string, string>}} Start */

/** The folder that holds the lessons' folders, as the folder of a learner's copies does on a computer. */
export const lessons = '/home/lessons';

/** The files that outlive the kernel: which exercises have been solved (helpers/progress). */
const kept = ['progress.tsv'];

/** What GoNB is told of the world. */
const environment = { HOME: '/home', TMPDIR: '/tmp', GOROOT: '/go', PATH: '/go/bin', GOOS: 'js', GOARCH: 'wasm', GOFLAGS: '', CGO_ENABLED: '0' };

/** How many messages may be under way to the page before programs wait. */
const ahead = 500;

const fs = new MemoryFS();

/** What GoNB finds as golessons, and adds to. @type {{receive?: (message: string) => void, interrupt?: () => void, [name: string]: Function | undefined}} */
let kernel = {};
/** What was posted before the kernel was ready. @type {string[]} */
let early = [];
let ready = false;
/** Whether a cell was run. */
let asked = false;
/** @type {Packages} */
let packages;
/** @type {Programs} */
let programs;
/** @type {Tools} */
let tools;
let sent = 0, taken = -1;

/** @param {any} message @param {Transferable[]} [transfer] */
const post = (message, transfer = []) => /** @type {any} */ (globalThis).postMessage(message, transfer);

globalThis.onmessage = ({ data }) => {
  switch (data.type) {
    case 'start':
      start(data).catch(error => post({ type: 'failed', reason: String(error) }));
      break;
    case 'message': {
      asked ||= data.message.header.msg_type === 'execute_request';
      const message = JSON.stringify(data.message);
      if (ready) kernel.receive?.(message);
      else early.push(message);
      break;
    }
    case 'need':
      packages.need(data.packages).catch(() => {}); // a cell that needs them says so
      break;
    case 'warm':
      warm(fs, packages, tools, () => asked).catch(() => {}); // the first cell says what is wrong
      break;
    case 'keep':
      keep(data.path, data.text);
      break;
    case 'interrupt':
      kernel.interrupt?.();
      break;
    case 'taken':
      taken = Math.max(taken, 0) + data.count;
      programs?.pause(sent - taken > ahead);
      break;
  }
};

/** Starts GoNB, and returns when it has ended. @param {Start} options */
async function start({ modules, manifest, base, path, lang, files }) {
  /** @param {{file: string, size: number, gz: number}} asset */
  const fetched = asset => {
    const { file, gz } = asset;
    return download(base, asset, bytes => post({ type: 'progress', file, gz, bytes }));
  };
  packages = new Packages(fs, manifest, fetched);
  tools = new Tools(fs, modules, { bundle: () => fetched(manifest.base.bundle), rest: () => fetched(manifest.base.rest) });
  programs = new Programs(fs, modules);
  const folder = folderOf(path);
  fs.mkdirAll(folder);
  fs.writeFile(lessons + '/.golessons.json', new TextEncoder().encode('{}\n'));
  for (const [name, text] of Object.entries(files)) keep(name, text);
  fs.watchers.push(changed => {
    for (const name of kept) {
      if (changed === lessons + '/' + name && !told) post({ type: 'kept', path: name, text: new TextDecoder().decode(fs.readFile(changed)) });
    }
  });
  // GoNB and its packages tell Go's own packages by their folders.
  for (const name in manifest.packages) {
    if (!name.split('/')[0].includes('.') && !name.startsWith('golessons/')) fs.mkdirAll('/go/src/' + name);
  }
  kernel = /** @type {any} */ (globalThis).golessons = {
    /** @param {string} tool @param {string[]} argv @param {string[]} env @param {string} cwd */
    run: (tool, argv, env, cwd) => tools.run(tool, argv, { env: variables(env), cwd }),
    /** @param {string[]} paths */
    need: paths => packages.need(paths),
    /** @param {string} path */
    archive: async path => { await packages.alone(path); },
    /** @param {string} path */
    docs: async path => manifest.docs[path] ? fetched(manifest.docs[path]) : null,
    /** @param {string} file @param {string[]} argv @param {string[]} env @param {string} cwd @param {any} on */
    start: (file, argv, env, cwd, on) => programs.start(file, argv, variables(env), cwd, on),
    /** @param {string} message */
    send: message => {
      sent++;
      if (taken >= 0 && sent - taken > ahead) programs.pause(true);
      post({ type: 'message', message });
    },
    /** @param {string} path */
    mkfifo: path => fs.mkfifo(path),
    ready: () => {
      ready = true;
      post({ type: 'ready' });
      for (const message of early) kernel.receive?.(message);
      early = [];
    },
  };
  const connection = '/tmp/kernel-1.json'; // crypto.randomUUID is only for pages that come by https
  fs.writeFile(connection, new TextEncoder().encode(JSON.stringify({ transport: 'tcp', ip: '', shell_port: 1, control_port: 2, stdin_port: 3, iopub_port: 4, hb_port: 5, key: '' })));
  const log = new Lines(line => console.debug('GoNB: ' + line));
  const view = new View(fs, { cwd: folder, stdout: log, stderr: log });
  const code = await run(modules.kernel, ['gonb', '-kernel', connection, '-logtostderr=false', '-log_file=/dev/null', '-stderrthreshold=ERROR'], {
    view, env: { ...environment, GOLESSONS_LANG: languageOf(path) ? '' : lang, JPY_SESSION_NAME: lessons + '/' + path, PWD: folder },
  });
  throw new Error('GoNB has ended with code ' + code);
}

/** Whether a file is written as another kernel has it, which is no news for the page. */
let told = false;

/**
 * Writes a file that outlives the kernel. Lines that a cell has written in the
 * meantime, which the page does not know yet, stay.
 * @param {string} name @param {string} text
 */
function keep(name, text) {
  const path = lessons + '/' + name;
  const here = fs.exists(path) ? new TextDecoder().decode(fs.readFile(path)) : '';
  const known = new Set(text.split('\n'));
  const all = text + here.split('\n').filter(line => !known.has(line)).map(line => line + '\n').join('');
  if (all === here) return;
  fs.mkdirAll(lessons);
  told = true;
  fs.writeFile(path, new TextEncoder().encode(all));
  told = false;
}

/** Returns the folder that a notebook runs in. @param {string} path */
function folderOf(path) {
  return (lessons + '/' + path).replace(/\/[^/]*$/, '');
}

/** Reports whether a notebook's path has a folder that names a language. @param {string} path */
function languageOf(path) {
  return path.split('/').slice(0, -1).some(name => /^[a-z]{2}$/.test(name));
}

/** Returns environment variables by their names. @param {string[]} env */
function variables(env) {
  return Object.fromEntries(env.map(e => { const i = e.indexOf('='); return [e.slice(0, i), e.slice(i + 1)]; }));
}

/** Makes lines of what is written. */
class Lines {
  /** @param {(line: string) => void} say */
  constructor(say) {
    this.say = say;
    this.decoder = new TextDecoder();
    this.rest = '';
  }

  /** @param {Uint8Array} bytes */
  write(bytes) {
    const lines = (this.rest + this.decoder.decode(bytes, { stream: true })).split('\n');
    this.rest = lines.pop() ?? '';
    lines.forEach(this.say);
  }
}
