// A file system in memory, for Go programs in a browser.
//
// The tree of files (MemoryFS) is one for all programs of a notebook: the kernel,
// Go's tools and the cell. Each has a view of it (View, in view.js).

import { failure } from './failure.js';
import { parts } from './path.js';
import { Pipe } from './pipe.js';

export { failure, Pipe };
export { View, constants } from './view.js';

/**
 * @typedef {{kind: 'file', id: number, mode: number, time: number, data: Uint8Array, size: number}} FileNode
 *   data may be longer than size.
 * @typedef {{kind: 'folder', id: number, mode: number, time: number, entries: Map<string, Node>}} FolderNode
 * @typedef {{kind: 'pipe', id: number, mode: number, time: number, pipe: Pipe}} PipeNode
 * @typedef {{kind: 'null', id: number, mode: number, time: number}} NullNode
 * @typedef {FileNode | FolderNode | PipeNode | NullNode} Node
 * @typedef {{node: Node, flags: number, at: number}} OpenFile
 * @typedef {{write(bytes: Uint8Array): void}} Sink  where what a program prints goes; the bytes are only valid during the call
 */

const nothing = new Uint8Array(0);

export class MemoryFS {
  constructor() {
    this._ids = 1;
    /** @type {FolderNode} */
    this.root = this._folder(0o755);
    /** Called with the path of each file that has changed or is gone, once its writer has closed it. @type {((path: string) => void)[]} */
    this.watchers = [];
    for (const folder of ['/dev', '/home', '/pkg', '/tmp']) this.mkdirAll(folder);
    this._folderOf('/dev/null').entries.set('null', { kind: 'null', id: this._ids++, mode: 0o666, time: Date.now() });
  }

  /** @param {number} mode @returns {FolderNode} */
  _folder(mode) { return { kind: 'folder', id: this._ids++, mode, time: Date.now(), entries: new Map() }; }

  /** @param {number} mode @returns {FileNode} */
  _file(mode) { return { kind: 'file', id: this._ids++, mode, time: Date.now(), data: nothing, size: 0 }; }

  /** Returns what is at a path, or null. @param {string} path @returns {Node | null} */
  find(path) {
    /** @type {Node} */
    let node = this.root;
    for (const name of parts(path)) {
      if (node.kind !== 'folder') throw failure('ENOTDIR', path);
      const next = node.entries.get(name);
      if (!next) return null;
      node = next;
    }
    return node;
  }

  /** Returns what is at a path. @param {string} path */
  get(path) {
    const node = this.find(path);
    if (!node) throw failure('ENOENT', path);
    return node;
  }

  /** Returns the folder in which a path is. @param {string} path */
  _folderOf(path) {
    const names = parts(path);
    if (names.length === 0) throw failure('EBUSY', path);
    const node = this.get('/' + names.slice(0, -1).join('/'));
    if (node.kind !== 'folder') throw failure('ENOTDIR', path);
    return node;
  }

  /** @param {string} path */
  exists(path) {
    try { return this.find(path) !== null; } catch { return false; }
  }

  /** Makes a folder and those above it. @param {string} path */
  mkdirAll(path) {
    let folder = this.root;
    for (const name of parts(path)) {
      let next = folder.entries.get(name);
      if (!next) folder.entries.set(name, next = this._folder(0o755));
      if (next.kind !== 'folder') throw failure('ENOTDIR', path);
      folder = next;
    }
    return folder;
  }

  /**
   * Returns a file's content, which is not copied: it may change with the file.
   * @param {string} path
   */
  readFile(path) {
    const node = this.get(path);
    if (node.kind === 'folder') throw failure('EISDIR', path);
    if (node.kind !== 'file') throw failure('EINVAL', path);
    return node.data.subarray(0, node.size);
  }

  /**
   * Makes bytes, which are not copied, the content of a file, and makes the
   * folders above it if need be.
   * @param {string} path
   * @param {Uint8Array} bytes
   */
  writeFile(path, bytes) {
    const node = this._put(path);
    node.data = bytes;
    node.size = bytes.length;
    node.time = Date.now();
    this.changed(path);
  }

  /** Returns the file at a path, and makes it if need be. @param {string} path @returns {FileNode} */
  _put(path) {
    const names = parts(path);
    const folder = this.mkdirAll('/' + names.slice(0, -1).join('/'));
    const name = names[names.length - 1];
    let node = folder.entries.get(name);
    if (!node) folder.entries.set(name, node = this._file(0o644));
    if (node.kind === 'folder') throw failure('EISDIR', path);
    if (node.kind !== 'file') throw failure('EEXIST', path);
    return node;
  }

  /** Makes a named pipe. @param {string} path */
  mkfifo(path) {
    const folder = this._folderOf(path), names = parts(path), name = names[names.length - 1];
    if (folder.entries.has(name)) throw failure('EEXIST', path);
    folder.entries.set(name, { kind: 'pipe', id: this._ids++, mode: 0o600, time: Date.now(), pipe: new Pipe(true) });
  }

  /** Tells the watchers of a change. @param {string} path */
  changed(path) {
    for (const watch of this.watchers) watch('/' + parts(path).join('/'));
  }
}
