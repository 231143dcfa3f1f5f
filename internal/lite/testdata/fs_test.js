// Tests of assets/fs.js, packages.js and download.js that Go programs cannot do.

import { unpacked } from './download.js';
import { MemoryFS, View, constants } from './fs.js';
import { Packages } from './packages.js';

const bytes = (/** @type {string} */ text) => new TextEncoder().encode(text);
const text = (/** @type {Uint8Array} */ bytes) => new TextDecoder().decode(bytes);
const soon = () => new Promise(done => setTimeout(done, 0));

/** @param {any} got @param {any} want @param {string} what */
function same(got, want, what) {
  if (JSON.stringify(got) !== JSON.stringify(want)) throw new Error(`${what}: ${JSON.stringify(got)}, want ${JSON.stringify(want)}`);
}

/** Returns the code of the error that f ends with. @param {() => any} f */
async function code(f) {
  try { await f(); } catch (error) { return /** @type {any} */ (error).code; }
  return 'none';
}

/** Reports whether a promise is still waiting. @param {any} promise */
async function waits(promise) {
  const waiting = {};
  await soon();
  return await Promise.race([promise, Promise.resolve(waiting)]) === waiting;
}

/** Reads once. @param {View} view @param {number} fd @param {number} [n] */
async function read(view, fd, n = 100) {
  const to = new Uint8Array(n);
  return text(to.subarray(0, await view.read(fd, to, null)));
}

const { O_WRONLY, O_RDWR } = constants;

/** @type {Record<string, () => Promise<void>>} */
const tests = {
  async 'files are not copied'() {
    const tree = new MemoryFS(), content = bytes('content');
    tree.writeFile('/a/b/c', content);
    same(tree.readFile('/a/b/c').buffer === content.buffer, true, 'readFile');
    const view = new View(tree);
    const fd = await view.open('/a/b/c', O_WRONLY, 0);
    view.write(fd, bytes('C'), null);
    same(text(tree.readFile('/a/b/c')), 'Content', 'after a write');
    view.ftruncate(fd, 0);
    view.write(fd, bytes('new'), 0);
    same(text(content), 'Content', 'what was read before the file was emptied');
  },

  async 'errors of the tree'() {
    const tree = new MemoryFS();
    tree.writeFile('/file', bytes('x'));
    same(await code(() => tree.readFile('/none')), 'ENOENT', 'missing');
    same(await code(() => tree.readFile('/tmp')), 'EISDIR', 'a folder');
    same(await code(() => tree.readFile('/file/below')), 'ENOTDIR', 'below a file');
    same(await code(() => tree.writeFile('/tmp', bytes(''))), 'EISDIR', 'write a folder');
    same(await code(() => tree.writeFile('/file/below', bytes(''))), 'ENOTDIR', 'write below a file');
    same(await code(() => tree.mkfifo('/file')), 'EEXIST', 'a pipe in a file');
    same(await code(() => new View(tree).rename('/', '/tmp/root')), 'EBUSY', 'the root');
    same([tree.exists('/file'), tree.exists('/file/below'), tree.exists('/none')], [true, false, false], 'exists');
  },

  async 'each program has a working folder and open files'() {
    const tree = new MemoryFS(), a = new View(tree, { cwd: '/home' }), b = new View(tree);
    tree.writeFile('/home/x', bytes('of a'));
    tree.writeFile('/x', bytes('of b'));
    const fd = await a.open('x', 0, 0);
    same(await b.open('x', 0, 0), fd, 'the first number');
    same([await read(a, fd), await read(b, fd)], ['of a', 'of b'], 'content');
    a.end();
    same(await code(() => a.read(fd, new Uint8Array(1), null)), 'EBADF', 'after the end');
    same(await read(b, fd), '', 'the other');
  },

  async 'a named pipe waits for its other end'() {
    const tree = new MemoryFS(), reader = new View(tree), writer = new View(tree);
    tree.mkfifo('/tmp/pipe');
    const opening = reader.open('/tmp/pipe', 0, 0);
    same(await waits(opening), true, 'to read');
    const w = await writer.open('/tmp/pipe', O_WRONLY, 0), r = await opening;
    const reading = read(reader, r);
    same(await waits(reading), true, 'nothing to read');
    await writer.write(w, bytes('hello'), null);
    same(await reading, 'hello', 'read');
    await writer.write(w, bytes('abc'), null);
    await writer.write(w, bytes('def'), null);
    same([await read(reader, r, 4), await read(reader, r)], ['abcd', 'ef'], 'in pieces');
    writer.close(w);
    same(await read(reader, r), '', 'the end');
    const again = writer.open('/tmp/pipe', O_WRONLY, 0);
    same(await read(reader, await (async () => { writer.write(await again, bytes('more'), null); return r; })()), 'more', 'a second writer');
    reader.close(r);
    same(await code(async () => writer.write(await again, bytes('x'), null)), 'EPIPE', 'without a reader');
  },

  async 'a writer that came and went was there'() {
    const tree = new MemoryFS(), reader = new View(tree), writer = new View(tree);
    tree.mkfifo('/tmp/pipe');
    const opening = reader.open('/tmp/pipe', 0, 0);
    const w = await writer.open('/tmp/pipe', O_WRONLY, 0);
    await writer.write(w, bytes('short'), null);
    writer.end();
    const r = await opening;
    same([await read(reader, r), await read(reader, r)], ['short', ''], 'read');
    const both = await reader.open('/tmp/pipe', O_RDWR, 0);
    same(typeof both, 'number', 'who opens both ends does not wait');
  },

  async 'a full pipe lets its writer wait, and closing ends a reader'() {
    const tree = new MemoryFS(), view = new View(tree);
    const [r, w] = view.pipe();
    same(await view.write(w, new Uint8Array(1 << 20), null), 1 << 20, 'what fits');
    const more = view.write(w, bytes('more'), null);
    same(await waits(more), true, 'full');
    await view.read(r, new Uint8Array(1 << 20), null);
    same(await more, 4, 'after a read');
    same(await read(view, r), 'more', 'the rest');
    const reading = view.read(r, new Uint8Array(1), null);
    view.close(r);
    same(await reading, 0, 'a closed reader');
  },

  async 'standard input and output'() {
    const tree = new MemoryFS(), [r, w] = [new View(tree), new View(tree)];
    const [, out] = w.pipe(), node = /** @type {any} */ (w.files.get(out)).node;
    /** @type {string[]} */
    const said = [];
    const view = new View(tree, { stdin: node.pipe, stdout: { write: b => said.push('1' + text(b)) }, stderr: { write: b => said.push('2' + text(b)) } });
    view.write(1, bytes('a'), null);
    view.write(2, bytes('b'), null);
    same(said, ['1a', '2b'], 'output');
    const reading = read(view, 0);
    await w.write(out, bytes('typed'), null);
    same(await reading, 'typed', 'input');
    same(await read(r, 0), '', 'without input');
  },

  async 'watchers hear of each change'() {
    const tree = new MemoryFS(), view = new View(tree, { cwd: '/home' });
    /** @type {string[]} */
    const changed = [];
    tree.watchers.push(path => changed.push(path));
    tree.writeFile('/home/a', bytes('1'));
    const fd = await view.open('a', O_WRONLY, 0);
    view.write(fd, bytes('2'), null);
    same(changed, ['/home/a'], 'before it is closed');
    view.close(fd);
    view.rename('a', './b');
    view.unlink('/home/../home/b');
    same(changed, ['/home/a', '/home/a', '/home/a', '/home/b', '/home/b'], 'changes');
  },

  async 'packages come with what they import'() {
    const packages = Object.fromEntries(Object.entries({ runtime: ['internal/abi'], 'internal/abi': [], fmt: ['os', 'runtime'], os: ['internal/abi'], other: [], large: ['other'] })
      .map(([path, imports]) => [path, { file: path, size: 1, gz: 1, imports, base: path === 'large' }]));
    /** @type {string[]} */
    const fetched = [];
    let fails = true;
    const tree = new MemoryFS();
    const p = new Packages(tree, /** @type {any} */ ({ packages }), async asset => {
      fetched.push(asset.file);
      if (asset.file === 'os' && fails) throw new Error('no network');
      return bytes(asset.file);
    });
    same(p.reach(['fmt', 'nothing', 'internal/abi', 'unsafe']), { reached: ['fmt', 'internal/abi', 'os', 'runtime'], unknown: ['nothing'] }, 'reach');
    same(p.reach(['large']), { reached: ['internal/abi', 'large', 'runtime'], unknown: [] }, 'what is in the base imports others by itself');
    same(await code(() => p.need(['fmt'])), undefined, 'a failure');
    fails = false;
    same(await p.need(['fmt']), { packages: ['fmt', 'internal/abi', 'os', 'runtime'], unknown: [] }, 'the second time');
    same(fetched.sort(), ['fmt', 'internal/abi', 'os', 'os', 'runtime'], 'fetched');
    same(text(tree.readFile('/pkg/internal/abi.a')), 'internal/abi', 'the file');
  },

  async 'assets may be unpacked already'() {
    const packed = new Uint8Array(await new Response(new Blob(['content']).stream().pipeThrough(new CompressionStream('gzip'))).arrayBuffer());
    same([text(await unpacked([packed])), text(await unpacked([bytes('content')]))], ['content', 'content'], 'unpacked');
    same(await code(() => unpacked([packed.subarray(0, packed.length - 9)])) !== 'none', true, 'a part of it');
  },
};

/** Runs all tests, and returns what each that fails says. */
export async function run() {
  /** @type {Record<string, string>} */
  const results = {};
  for (const [name, test] of Object.entries(tests)) {
    results[name] = '';
    const late = new Promise((_, fail) => setTimeout(() => fail(new Error('it does not end')), 20000));
    try { await Promise.race([test(), late]); } catch (error) { results[name] = String(error); }
  }
  return results;
}
