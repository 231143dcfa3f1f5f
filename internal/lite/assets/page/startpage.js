// The course's start page, with where the learner was.

import { shipped, touched } from './lessons.js';
import { solved } from './progress.js';
import { text, told } from './told.js';

/** The place for it on the page. */
const mark = '<!-- where you were -->';

/**
 * fill returns the start page of a language with where the learner was.
 * @param {string} page
 * @param {string} language
 * @param {any} contents JupyterLab's
 * @param {string} progress the text of the file of solved exercises
 */
export async function fill(page, language, contents, progress) {
  const lessons = told.lessons[language];
  if (!page.includes(mark) || !lessons?.length) { return page; }
  const link = (/** @type {{title: string, name: string}} */ l) => `[${l.title}](${l.name}.ipynb)`;
  let last;
  let lastTime = '';
  /** @type {string[]} */
  const lines = [];
  for (const lesson of lessons) {
    const time = await changed(lesson.name, contents);
    const count = solved(progress, lesson, told.languages);
    if (time > lastTime) { [last, lastTime] = [lesson, time]; }
    if (time || count) { lines.push(text('solved', link(lesson), count, lesson.exercises.length)); }
  }
  const date = new Intl.DateTimeFormat(language, { dateStyle: 'long', timeStyle: 'short' });
  const first = last ? text('here', link(last), date.format(new Date(lastTime))) : text('new', link(lessons[0]));
  return page.replace(mark, () => [first.trim(), '', ...lines.map((line) => line.trim())].join('\n'));
}

/**
 * changed returns when a lesson was saved last, in whichever language, or "" if it is as it
 * was shipped.
 * @param {string} name
 * @param {any} contents
 */
async function changed(name, contents) {
  let last = '';
  for (const language of told.languages) {
    const path = `${language}/${name}.ipynb`;
    const { last_modified: time } = await contents.get(path, { content: false }).catch(() => ({}));
    if (!time || new Date(time).getTime() === 0) { continue; } // nothing is kept of it
    const lesson = await shipped(path);
    const mine = await contents.get(path, { content: true, type: 'notebook', format: 'json' });
    if (time > last && (!lesson || touched(mine.content, lesson))) { last = time; }
  }
  return last;
}
