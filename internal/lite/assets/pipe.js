// Pipes, named and not.

import { failure } from './failure.js';

/** How much is kept in a pipe before its writer has to wait. */
const pipeSize = 1 << 20;

/**
 * A pipe. A named one is as on Linux: who opens one end of it waits until somebody
 * opens the other; a reader comes to the end when all writers have closed it.
 */
export class Pipe {
  /** @param {boolean} named */
  constructor(named) {
    this.named = named;
    /** @type {Uint8Array[]} */
    this.chunks = [];
    this.bytes = 0;
    this.readers = 0;
    this.writers = 0;
    /** How often each end was opened: a writer that came and went has been there. */
    this.opened = { read: 0, write: 0 };
    /** Those who wait for a change. @type {(() => void)[]} */
    this.waiting = [];
  }

  /** Lets all who wait look again. */
  wake() {
    const waiting = this.waiting;
    this.waiting = [];
    for (const look of waiting) look();
  }

  /**
   * Calls look until it returns something, at first and after each change.
   * @template T
   * @param {() => T | undefined} look
   * @returns {T | Promise<T>}
   */
  until(look) {
    const got = look();
    if (got !== undefined) return got;
    return new Promise((resolve, reject) => {
      const again = () => {
        try {
          const got = look();
          if (got === undefined) this.waiting.push(again);
          else resolve(got);
        } catch (error) { reject(error); }
      };
      this.waiting.push(again);
    });
  }

  /** @param {boolean} reads @param {boolean} writes */
  open(reads, writes) {
    const before = { ...this.opened };
    if (reads) { this.readers++; this.opened.read++; }
    if (writes) { this.writers++; this.opened.write++; }
    this.wake();
    if (!this.named || reads && writes) return true;
    return this.until(() => (reads ? this.writers > 0 || this.opened.write > before.write : this.readers > 0 || this.opened.read > before.read) || undefined);
  }

  /** @param {boolean} reads @param {boolean} writes */
  close(reads, writes) {
    if (reads) this.readers--;
    if (writes) this.writers--;
    if (this.readers === 0 && this.writers === 0) { this.chunks = []; this.bytes = 0; }
    this.wake();
  }

  /**
   * Reads at most to.length bytes into to. closed says that the reader itself has
   * gone.
   * @param {Uint8Array} to
   * @param {() => boolean} closed
   * @returns {number | Promise<number>}
   */
  read(to, closed) {
    if (to.length === 0) return 0;
    return this.until(() => {
      if (closed()) return 0;
      if (this.bytes === 0) return this.writers === 0 ? 0 : undefined;
      let n = 0;
      while (n < to.length && this.chunks.length > 0) {
        const part = this.chunks[0].subarray(0, to.length - n);
        to.set(part, n);
        n += part.length;
        if (part.length === this.chunks[0].length) this.chunks.shift();
        else this.chunks[0] = this.chunks[0].subarray(part.length);
      }
      this.bytes -= n;
      this.wake();
      return n;
    });
  }

  /**
   * Writes bytes, of which it makes a copy.
   * @param {Uint8Array} bytes
   * @returns {number | Promise<number>}
   */
  write(bytes) {
    const copy = bytes.slice();
    return this.until(() => {
      if (this.readers === 0) throw failure('EPIPE');
      if (this.bytes >= pipeSize) return undefined;
      if (copy.length > 0) this.chunks.push(copy);
      this.bytes += copy.length;
      this.wake();
      return copy.length;
    });
  }
}

