// The file of the exercises that a learner has solved (helpers/progress). It is kept beside
// the languages' folders, as on a computer, and each kernel has a copy of it.

/** @typedef {import('./lessons.js').Lesson} Lesson */

/** The file's path. */
export const file = 'progress.tsv';

/**
 * merge returns the lines of both files, in the order of their times: the last result of an
 * exercise counts.
 * @param {string} a
 * @param {string} b
 */
export function merge(a, b) {
  const lines = [...new Set((a + '\n' + b).split('\n').filter((line) => line !== ''))];
  const head = lines.filter((line) => line.startsWith('#'));
  const results = lines.filter((line) => !line.startsWith('#'));
  results.sort((x, y) => (x.split('\t')[0] < y.split('\t')[0] ? -1 : x.split('\t')[0] > y.split('\t')[0] ? 1 : 0));
  return [...head, ...results].map((line) => line + '\n').join('');
}

/**
 * solved returns how many of a lesson's exercises are solved, in any language and in any copy
 * of it.
 * @param {string} text the file's
 * @param {Lesson} lesson
 * @param {string[]} languages
 */
export function solved(text, lesson, languages) {
  /** @type {Map<string, string>} */
  const last = new Map();
  for (const line of text.split('\n')) {
    const [, path = '', exercise, result] = line.split('\t');
    const [language, name = ''] = path.split('/');
    const rest = name.startsWith(lesson.name) ? name.slice(lesson.name.length) : '?';
    if (languages.includes(language) && /^([-.]|$)/.test(rest) && lesson.exercises.includes(exercise)) {
      last.set(path + '\t' + exercise, result);
    }
  }
  const passed = [...last].filter(([, result]) => result === 'passed').map(([key]) => key.split('\t')[1]);
  return new Set(passed).size;
}

/** A Progress is the file in JupyterLite's storage. */
export class Progress {
  /** @param {any} contents JupyterLab's */
  constructor(contents) {
    this.contents = contents;
    /** @type {Set<(text: string) => void>} who has a copy */
    this.copies = new Set();
    this.saving = Promise.resolve();
  }

  /** read returns the file's text, "" if there is none. @returns {Promise<string>} */
  async read() {
    const model = await this.contents.get(file, { content: true, type: 'file', format: 'text' }).catch(() => null);
    return model?.content ?? '';
  }

  /**
   * add adds the lines of a copy, and brings the other copies up to date.
   * @param {string} text
   */
  add(text) {
    this.saving = this.saving.then(async () => {
      const old = await this.read();
      const all = merge(old, text);
      if (all !== old) {
        await this.contents.save(file, { type: 'file', format: 'text', content: all });
      }
      for (const copy of this.copies) { copy(all); }
    }).catch(() => {}); // storage.js says that nothing can be kept
    return this.saving;
  }
}
