// Makes instances of programs: of those that are linked whole, and of cells, which are
// linked to a base.

import { simd } from './simd.js';

/**
 * Returns an instance of a program that can be run. base is what cells are linked to, and
 * vectors are the kernels that it computes with, if there are any.
 * @param {WebAssembly.Module} program
 * @param {{base?: WebAssembly.Module, vectors?: WebAssembly.Module | null}} modules
 * @param {WebAssembly.Imports} importObject
 */
export async function instantiate(program, { base, vectors = null }, importObject) {
  const whole = base && isCell(program) ? base : program;
  const { imports: kernels, connect } = simd(whole, vectors);
  const imports = { ...importObject, golessons: { ...kernels, ...importObject.golessons } };
  const instance = await WebAssembly.instantiate(whole, imports);
  if (whole !== program) await addCell(instance, program, imports);
  connect(/** @type {WebAssembly.Memory} */ (instance.exports.mem));
  return instance;
}

/** The name of a cell's custom section. */
const section = 'golessons.cell';

/** Reports whether a program is a cell, which needs its base. @param {WebAssembly.Module} module */
function isCell(module) { return WebAssembly.Module.customSections(module, section).length > 0; }

/** WebAssembly's unit of memory. */
const page = 64 << 10;

/** What Go wants to have of memory after a program's data when it starts. */
const firstHeap = 1 << 20;

/**
 * Adds a cell to an instance of the base that it was linked to, before the base
 * is started. The linker says in the cell how many functions it has and where its
 * data end; the functions of the base that it calls it names by their places in
 * the table.
 * @param {WebAssembly.Instance} base
 * @param {WebAssembly.Module} cell
 * @param {WebAssembly.Imports} imports  of the base
 */
async function addCell(base, cell, imports) {
  const { mem, table } = /** @type {{mem: WebAssembly.Memory, table: WebAssembly.Table}} */ (/** @type {unknown} */ (base.exports));
  const [needs] = WebAssembly.Module.customSections(cell, section);
  const { functions: count, end } = JSON.parse(new TextDecoder().decode(needs));
  const missing = end + firstHeap - mem.buffer.byteLength;
  if (missing > 0) mem.grow(Math.ceil(missing / page));
  table.grow(count);
  /** @type {WebAssembly.ModuleImports} */
  const functions = {};
  for (const { module, name } of WebAssembly.Module.imports(cell)) {
    if (module === 'functions') functions[name] = table.get(Number(name));
  }
  await WebAssembly.instantiate(cell, { ...imports, base: base.exports, functions });
}
