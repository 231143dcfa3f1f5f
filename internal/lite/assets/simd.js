// The kernels of internal/lite/simd, for a program that trains. They work on its memory,
// so they can only be there after it: what it imports are functions that call them.

/**
 * Returns what a program imports from "golessons", and what connects it with the memory
 * of the program's instance, before the program runs. Without kernels, where the browser
 * has no SIMD, the program sees that there are none.
 * @param {WebAssembly.Module} program
 * @param {WebAssembly.Module | null} kernels
 */
export function simd(program, kernels) {
  /** @type {Record<string, Function>} */
  let exports = {};
  /** @type {Record<string, Function>} */
  const imports = {};
  for (const { module, name } of WebAssembly.Module.imports(program)) {
    if (module !== 'golessons') continue;
    imports[name] = kernels
      ? (/** @type {number} */ a, /** @type {number} */ b, /** @type {number} */ c, /** @type {number} */ d, /** @type {number} */ e, /** @type {number} */ f, /** @type {number} */ g) =>
        exports[name](a, b, c, d, e, f, g)
      : () => 0; // available
  }
  return {
    imports,
    /** @param {WebAssembly.Memory} memory */
    connect(memory) {
      if (kernels) exports = /** @type {any} */ (new WebAssembly.Instance(kernels, { go: { memory } }).exports);
    },
  };
}
