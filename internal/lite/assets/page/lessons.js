// The lessons of this site, and what became of them in this browser.

import { joined } from './notebook.js';
import { base, told } from './told.js';

/** @typedef {{cell_type: string, source: string | string[], id?: string, execution_count?: number | null}} Cell */
/** @typedef {{cells: Cell[]}} Notebook */
/** @typedef {{name: string, title: string, exercises: string[]}} Lesson */

/** @param {Cell} cell @returns {string} */
const source = (cell) => joined(cell.source);

/**
 * written returns what a person has written in a notebook: two with the same differ at most by
 * their outputs and settings.
 * @param {Notebook} notebook
 */
export function written(notebook) {
  return notebook.cells.map((cell) => `${cell.cell_type} ${source(cell)}`).join('\0');
}

/**
 * code returns a notebook's code.
 * @param {Notebook} notebook
 */
export function code(notebook) {
  return notebook.cells.filter((cell) => cell.cell_type === 'code').map(source).join('\n');
}

/**
 * version returns a short name for what is written in a notebook.
 * @param {Notebook} notebook
 */
export function version(notebook) {
  let [a, b] = [0x811c9dc5, 0x1000193];
  for (const c of written(notebook)) {
    a = Math.imul(a ^ (c.codePointAt(0) ?? 0), 0x01000193);
    b = Math.imul(b ^ a, 0x85ebca6b);
  }
  return (a >>> 0).toString(16) + (b >>> 0).toString(16);
}

/**
 * shipped returns the lesson that the site has at a path, or null.
 * @param {string} path
 * @returns {Promise<Notebook | null>}
 */
export async function shipped(path) {
  if (!(('files/' + path) in told.packs.lessons)) { return null; }
  const response = await fetch(new URL('files/' + path, base)).catch(() => null);
  return response?.ok ? response.json() : null;
}

/**
 * touched reports whether a learner has written or run something in a copy of a lesson.
 * @param {Notebook} notebook
 * @param {Notebook} lesson
 */
export function touched(notebook, lesson) {
  return notebook.cells.some((cell) => cell.execution_count) || written(notebook) !== written(lesson);
}

/**
 * foreign reports whether a notebook is a lesson of another version: more of the text, which
 * learners seldom change, differs from this one's than they are likely to have changed.
 * @param {Notebook} notebook
 * @param {Notebook} lesson
 */
export function foreign(notebook, lesson) {
  const here = new Map(notebook.cells.map((cell) => [cell.id, source(cell)]));
  const texts = lesson.cells.filter((cell) => cell.cell_type === 'markdown');
  return texts.filter((cell) => here.get(cell.id) !== source(cell)).length > 3;
}
