// What the page was told, and what it says.

/** @typedef {import('../download.js').Asset} Asset */
/**
 * @typedef {object} Told
 * @property {string} lang the page's language
 * @property {string[]} languages the folders of lessons
 * @property {string} version names all files of this site
 * @property {string} start the path of the start page
 * @property {import('../download.js').Asset} manifest the kernel's
 * @property {{first: Asset, rest: Asset, lessons: Record<string, Asset>}} packs
 * @property {Record<string, import('./lessons.js').Lesson[]>} lessons by their language
 * @property {Record<string, string>} texts what the scripts say, in the page's language
 */

/** @type {Told} */
export const told = JSON.parse(document.getElementById('golessons')?.textContent ?? '{}');

/** The folder of the part of the site that runs. */
export const base = new URL('../../..', import.meta.url).href;

/**
 * text returns a text of internal/lite/texts.go in the page's language, with its {0}, {1} …
 * filled in.
 * @param {string} name
 * @param {...(string | number)} args
 */
export function text(name, ...args) {
  return told.texts[name].replace(/\{(\d)\}/g, (_, i) => String(args[Number(i)]));
}
