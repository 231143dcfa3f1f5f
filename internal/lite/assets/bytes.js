// Bytes.

/** Returns pieces as one. @param {Uint8Array[]} pieces */
export function join(pieces) {
  if (pieces.length === 1) return pieces[0];
  const all = new Uint8Array(pieces.reduce((n, p) => n + p.length, 0));
  let at = 0;
  for (const p of pieces) { all.set(p, at); at += p.length; }
  return all;
}

/**
 * Gives the memory of bytes back, which a browser would do much later.
 * @param {Uint8Array} bytes
 */
export function free(bytes) {
  const buffer = /** @type {any} */ (bytes.buffer);
  buffer.transfer?.(0); // the newer browsers have it
}
