// The view that a program has of the files: its open files and its working folder,
// with the functions that Go's wasm_exec.js calls, which are those of Node's fs.
//
// Every operation is a method of View that returns its result, or a promise of it
// where it has to wait: for the other end of a named pipe, or for a file that is
// still being fetched.

import { failure } from './failure.js';
import { parts } from './path.js';
import { Pipe } from './pipe.js';

/** @typedef {import('./fs.js').MemoryFS} MemoryFS */
/** @typedef {import('./fs.js').Node} Node */
/** @typedef {import('./fs.js').FileNode} FileNode */
/** @typedef {import('./fs.js').PipeNode} PipeNode */
/** @typedef {import('./fs.js').OpenFile} OpenFile */
/** @typedef {import('./fs.js').Sink} Sink */
/** @typedef {(error: Error | null, result?: any) => void} Callback */

/** The flags of open, as on Linux. */
export const constants = { O_WRONLY: 1, O_RDWR: 2, O_CREAT: 64, O_EXCL: 128, O_TRUNC: 512, O_APPEND: 1024, O_DIRECTORY: 65536 };

const S_IFDIR = 0o040000, S_IFREG = 0o100000, S_IFIFO = 0o010000, S_IFCHR = 0o020000;
const types = { file: S_IFREG, folder: S_IFDIR, pipe: S_IFIFO, null: S_IFCHR };
const nothing = new Uint8Array(0);

/** The view that one program has of the files. */
export class View {
  /**
   * @param {MemoryFS} tree
   * @param {{cwd?: string, stdin?: Pipe | null, stdout?: Sink, stderr?: Sink}} [options] without stdin it is empty
   */
  constructor(tree, { cwd = '/', stdin = null, stdout, stderr } = {}) {
    this.tree = tree;
    this.cwd = cwd;
    this._stdin = stdin;
    /** @type {(Sink | undefined)[]} */
    this._sinks = [undefined, stdout, stderr];
    /** @type {Map<number, OpenFile>} */
    this.files = new Map();
    this._next = 3;
    stdin?.open(true, false);
  }

  /** Closes what the program has left open. */
  end() {
    for (const fd of [...this.files.keys()]) this.close(fd);
    this._stdin?.close(true, false);
    this._stdin = null;
  }

  /** Returns a path that starts at the root. @param {string} path */
  resolve(path) {
    if (path === '') throw failure('ENOENT', path);
    return path.startsWith('/') ? path : this.cwd + '/' + path;
  }

  /** @param {number} fd */
  _open(fd) {
    const file = this.files.get(fd);
    if (!file) throw failure('EBADF');
    return file;
  }

  /** @param {number} fd @returns {FileNode} */
  _openFile(fd) {
    const node = this._open(fd).node;
    if (node.kind !== 'file') throw failure(node.kind === 'folder' ? 'EISDIR' : 'EINVAL');
    return node;
  }

  /** @param {OpenFile} file @returns {{reads: boolean, writes: boolean}} */
  _ways({ flags }) {
    const way = flags & 3;
    return { reads: way !== constants.O_WRONLY, writes: way !== 0 };
  }

  /** @param {string} path @param {number} flags @param {number} mode @returns {number | Promise<number>} */
  open(path, flags, mode) {
    path = this.resolve(path);
    let node = this.tree.find(path);
    if (!node) {
      if (!(flags & constants.O_CREAT)) throw failure('ENOENT', path);
      const folder = this.tree._folderOf(path), names = parts(path);
      if (path.endsWith('/')) throw failure('EISDIR', path);
      node = this.tree._file(mode & 0o777 & ~0o022);
      folder.entries.set(names[names.length - 1], node);
      folder.time = node.time;
      this.tree.changed(path);
    } else if (flags & constants.O_CREAT && flags & constants.O_EXCL) {
      throw failure('EEXIST', path);
    } else if (node.kind === 'folder' && (flags & 3 || flags & constants.O_TRUNC)) {
      throw failure('EISDIR', path);
    } else if (node.kind !== 'folder' && (flags & constants.O_DIRECTORY || path.endsWith('/'))) {
      throw failure('ENOTDIR', path);
    }
    if (flags & constants.O_TRUNC && node.kind === 'file') this._resize(node, 0);
    const fd = this._next++;
    const file = { node, flags, at: 0, path };
    this.files.set(fd, file);
    if (node.kind === 'pipe') {
      const { reads, writes } = this._ways(file);
      const opened = node.pipe.open(reads, writes);
      return opened instanceof Promise ? opened.then(() => fd) : fd;
    }
    return fd;
  }

  /** @param {number} fd */
  close(fd) {
    if (fd <= 2) return;
    const file = /** @type {OpenFile & {path: string}} */ (this._open(fd));
    this.files.delete(fd);
    const { reads, writes } = this._ways(file);
    if (file.node.kind === 'pipe') file.node.pipe.close(reads, writes);
    if (writes && file.node.kind === 'file') this.tree.changed(file.path);
  }

  /**
   * Reads into to, from a place in the file or, if that is null, from where the
   * last read ended.
   * @param {number} fd @param {Uint8Array} to @param {number | null} at
   * @returns {number | Promise<number>}
   */
  read(fd, to, at) {
    if (fd === 0) return this._stdin ? this._stdin.read(to, () => !this._stdin) : 0;
    const file = this._open(fd), node = file.node;
    if (!this._ways(file).reads) throw failure('EBADF');
    switch (node.kind) {
      case 'folder': throw failure('EISDIR');
      case 'null': return 0;
      case 'pipe':
        if (at !== null) throw failure('ESPIPE');
        return node.pipe.read(to, () => this.files.get(fd) !== file);
    }
    const from = at ?? file.at;
    const n = Math.max(0, Math.min(to.length, node.size - from));
    if (n > 0) to.set(node.data.subarray(from, from + n));
    if (at === null) file.at += n;
    return n;
  }

  /**
   * Writes bytes, at a place in the file or, if that is null, where the last
   * write ended.
   * @param {number} fd @param {Uint8Array} bytes @param {number | null} at
   * @returns {number | Promise<number>}
   */
  write(fd, bytes, at) {
    if (fd === 1 || fd === 2) {
      this._sinks[fd]?.write(bytes);
      return bytes.length;
    }
    const file = this._open(fd), node = file.node;
    if (!this._ways(file).writes) throw failure('EBADF');
    switch (node.kind) {
      case 'folder': throw failure('EBADF');
      case 'null': return bytes.length;
      case 'pipe':
        if (at !== null) throw failure('ESPIPE');
        return node.pipe.write(bytes);
    }
    const to = file.flags & constants.O_APPEND ? node.size : at ?? file.at;
    const end = to + bytes.length;
    if (end > node.data.length) this._grow(node, end);
    node.data.set(bytes, to);
    node.size = Math.max(node.size, end);
    node.time = Date.now();
    if (at === null) file.at = end;
    return bytes.length;
  }

  /** Makes room for size bytes. @param {FileNode} node @param {number} size */
  _grow(node, size) {
    // A file's first write is often its only one, so it gets what it needs.
    const data = new Uint8Array(node.data.length === 0 ? size : Math.max(size, 2 * node.data.length));
    data.set(node.data.subarray(0, node.size));
    node.data = data;
  }

  /** @param {FileNode} node @param {number} size */
  _resize(node, size) {
    if (size < 0) throw failure('EINVAL');
    if (size > node.data.length) this._grow(node, size);
    if (size > node.size) node.data.fill(0, node.size, size);
    // Others may still read what they got from readFile.
    if (size === 0) node.data = nothing;
    node.size = size;
    node.time = Date.now();
  }

  /** @param {Node} node */
  _stat(node) {
    const size = node.kind === 'file' ? node.size : 0, time = node.time;
    return {
      dev: 1, ino: node.id, mode: types[node.kind] | node.mode, nlink: 1, uid: 0, gid: 0, rdev: 0, size, blksize: 4096, blocks: Math.ceil(size / 512),
      atimeMs: time, mtimeMs: time, ctimeMs: time, isDirectory: () => node.kind === 'folder',
    };
  }

  /** @param {string} path */
  stat(path) { return this._stat(this.tree.get(this.resolve(path))); }

  /** @param {string} path */
  lstat(path) { return this.stat(path); }

  /** @param {number} fd */
  fstat(fd) {
    if (fd <= 2) return this._stat({ kind: 'null', id: 0, mode: 0o666, time: 0 });
    return this._stat(this._open(fd).node);
  }

  /** @param {string} path */
  readdir(path) {
    const node = this.tree.get(this.resolve(path));
    if (node.kind !== 'folder') throw failure('ENOTDIR', path);
    return [...node.entries.keys()];
  }

  /** Returns the folder of a path, its name there and what that is. @param {string} path */
  _entry(path) {
    path = this.resolve(path);
    const folder = this.tree._folderOf(path), names = parts(path), name = names[names.length - 1];
    return { path, folder, name, node: folder.entries.get(name) };
  }

  /** @param {string} path @param {number} mode */
  mkdir(path, mode) {
    const { folder, name, node } = this._entry(path);
    if (node) throw failure('EEXIST', path);
    folder.entries.set(name, this.tree._folder(mode & 0o777 & ~0o022));
    folder.time = Date.now();
  }

  /** @param {string} path */
  rmdir(path) {
    const { folder, name, node } = this._entry(path);
    if (!node) throw failure('ENOENT', path);
    if (node.kind !== 'folder') throw failure('ENOTDIR', path);
    if (node.entries.size > 0) throw failure('ENOTEMPTY', path);
    folder.entries.delete(name);
    folder.time = Date.now();
  }

  /** @param {string} path */
  unlink(path) {
    const { path: full, folder, name, node } = this._entry(path);
    if (!node) throw failure('ENOENT', path);
    if (node.kind === 'folder') throw failure('EISDIR', path);
    folder.entries.delete(name);
    folder.time = Date.now();
    this.tree.changed(full);
  }

  /** @param {string} from @param {string} to */
  rename(from, to) {
    const a = this._entry(from), b = this._entry(to);
    if (!a.node) throw failure('ENOENT', from);
    if (a.node === b.node) return;
    if (b.node) {
      if (a.node.kind === 'folder' && b.node.kind !== 'folder') throw failure('ENOTDIR', to);
      if (a.node.kind !== 'folder' && b.node.kind === 'folder') throw failure('EISDIR', to);
      if (b.node.kind === 'folder' && b.node.entries.size > 0) throw failure('ENOTEMPTY', to);
    }
    if (a.node.kind === 'folder' && ('/' + parts(b.path).join('/')).startsWith('/' + parts(a.path).join('/') + '/')) throw failure('EINVAL', to);
    a.folder.entries.delete(a.name);
    b.folder.entries.set(b.name, a.node);
    a.folder.time = b.folder.time = Date.now();
    this.tree.changed(a.path);
    this.tree.changed(b.path);
  }

  /** @param {string} from @param {string} to */
  link(from, to) {
    const a = this._entry(from), b = this._entry(to);
    if (!a.node) throw failure('ENOENT', from);
    if (a.node.kind === 'folder') throw failure('EPERM', from);
    if (b.node) throw failure('EEXIST', to);
    b.folder.entries.set(b.name, a.node);
    this.tree.changed(b.path);
  }

  /** @param {string} path @param {number} size */
  truncate(path, size) {
    const node = this.tree.get(this.resolve(path));
    if (node.kind === 'folder') throw failure('EISDIR', path);
    if (node.kind === 'file') this._resize(node, size);
    this.tree.changed(this.resolve(path));
  }

  /** @param {number} fd @param {number} size */
  ftruncate(fd, size) { this._resize(this._openFile(fd), size); }

  /** @param {string} path @param {number} mode */
  chmod(path, mode) { this.tree.get(this.resolve(path)).mode = mode & 0o777; }

  /** @param {number} fd @param {number} mode */
  fchmod(fd, mode) { this._open(fd).node.mode = mode & 0o777; }

  /** @param {string} path @param {number} _atime @param {number} mtime in seconds */
  utimes(path, _atime, mtime) { this.tree.get(this.resolve(path)).time = Math.trunc(mtime * 1000); }

  /** There are no links that could be read. @param {string} path @returns {string} */
  readlink(path) {
    this.stat(path);
    throw failure('EINVAL', path);
  }

  /** Everything belongs to the one user. @param {string} path */
  chown(path) { this.stat(path); }

  /** @param {string} path */
  lchown(path) { this.stat(path); }

  /** @param {number} fd */
  fchown(fd) { this._open(fd); }

  /** Everything is in memory, and nothing has to be written out. @param {number} fd */
  fsync(fd) { void fd; }

  /** @returns {never} */
  symlink() { throw failure('EPERM'); }

  /** @param {string} path */
  chdir(path) {
    const full = this.resolve(path);
    if (this.tree.get(full).kind !== 'folder') throw failure('ENOTDIR', path);
    this.cwd = '/' + parts(full).join('/');
  }

  /**
   * Makes a pipe, and returns its reading and its writing end.
   * @returns {[number, number]}
   */
  pipe() {
    const pipe = new Pipe(false);
    /** @type {PipeNode} */
    const node = { kind: 'pipe', id: this.tree._ids++, mode: 0o600, time: Date.now(), pipe };
    pipe.open(true, false);
    pipe.open(false, true);
    const r = this._next++, w = this._next++;
    this.files.set(r, { node, flags: 0, at: 0 });
    this.files.set(w, { node, flags: constants.O_WRONLY, at: 0 });
    return [r, w];
  }

  /**
   * Returns what a Go program finds as its globals fs, process and path.
   */
  globals() {
    const view = this;
    /** @type {Record<string, any>} */
    const fs = {
      constants,
      /** @param {number} fd @param {Uint8Array} bytes */
      writeSync: (fd, bytes) => view.write(fd, bytes, null),
      /** @param {number} fd @param {Uint8Array} buffer @param {number} offset @param {number} length @param {number | null} at @param {Callback} done */
      read: (fd, buffer, offset, length, at, done) => answer(() => view.read(fd, buffer.subarray(offset, offset + length), at), done),
      /** @param {number} fd @param {Uint8Array} buffer @param {number} offset @param {number} length @param {number | null} at @param {Callback} done */
      write: (fd, buffer, offset, length, at, done) => answer(() => view.write(fd, buffer.subarray(offset, offset + length), at), done),
    };
    for (const name of /** @type {const} */ (['open', 'close', 'stat', 'lstat', 'fstat', 'readdir', 'mkdir', 'rmdir', 'unlink', 'rename', 'link', 'truncate', 'ftruncate', 'chmod', 'fchmod',
      'utimes', 'readlink', 'chown', 'lchown', 'fchown', 'fsync', 'symlink'])) {
      fs[name] = (/** @type {any[]} */ ...args) => {
        const done = args.pop();
        answer(() => /** @type {any} */ (view)[name](...args), done);
      };
    }
    // For Go's tools: they need not wait, because all their files are there.
    fs.sync = (/** @type {string} */ name, /** @type {any[]} */ ...args) => {
      /** @type {{error: Error | null, result?: any} | null} */
      let answer = null;
      fs[name](...args, (/** @type {Error | null} */ error, /** @type {any} */ result) => { answer = { error, result }; });
      return answer ?? { error: failure('EAGAIN') };
    };
    return {
      fs,
      process: {
        pid: 1, ppid: 0, getuid: () => 0, getgid: () => 0, geteuid: () => 0, getegid: () => 0, getgroups: () => [], umask: () => 0o022,
        cwd: () => view.cwd, chdir: (/** @type {string} */ path) => view.chdir(path),
      },
      path: { resolve: (/** @type {string} */ path) => '/' + parts(view.resolve(path)).join('/') },
    };
  }
}

/**
 * Calls back with what operation returns. Only a promise is waited for, so that a
 * program that does not have to wait goes on at once.
 * @param {() => any} operation
 * @param {Callback} done
 */
function answer(operation, done) {
  let result;
  try { result = operation(); } catch (error) { return done(/** @type {Error} */ (error)); }
  if (result instanceof Promise) result.then(result => done(null, result), done);
  else done(null, result);
}
