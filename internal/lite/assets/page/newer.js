// Lessons that the learner has changed, when the site has a newer version of them. Nothing
// that the learner wrote is replaced (internal/course/overwrite.go has the same rules).

import { say } from './line.js';
import { foreign, shipped, version, written } from './lessons.js';
import { base, text } from './told.js';

/** Where it is remembered which version of each lesson the learner's copy comes from. */
const key = `golessons ${new URL(base).pathname} lessons`;

/** @returns {Record<string, string>} */
function remembered() {
  try { return JSON.parse(localStorage.getItem(key) ?? '{}'); } catch { return {}; }
}

/** @param {string} path @param {string} version */
function remember(path, version) {
  try { localStorage.setItem(key, JSON.stringify({ ...remembered(), [path]: version })); } catch { /* storage.js says so */ }
}

/**
 * decide returns what to do with a copy of a lesson: nothing; remember that it is this version;
 * replace it, because the learner has written nothing in it; or offer the new version beside it.
 * @param {import('./lessons.js').Notebook} mine
 * @param {import('./lessons.js').Notebook} lesson
 * @param {boolean} kept whether mine is kept in the browser, and not what the site has
 * @param {string | undefined} from the version that mine comes from, if that is known
 * @returns {'nothing' | 'remember' | 'replace' | 'newer' | 'other'}
 */
export function decide(mine, lesson, kept, from) {
  if (!kept || written(mine) === written(lesson)) { return 'remember'; }
  if (from === undefined) { return foreign(mine, lesson) ? 'other' : 'nothing'; }
  if (from === version(lesson)) { return 'nothing'; }
  return version(mine) === from ? 'replace' : 'newer';
}

/**
 * newer looks at each lesson that is opened.
 * @param {any} notebooks
 * @param {any} documents
 * @param {any} drive
 * @param {any} Notification
 */
export function newer(notebooks, documents, drive, Notification) {
  notebooks.widgetAdded.connect(async (/** @type {any} */ _, /** @type {any} */ panel) => {
    await panel.context.ready;
    const { path, model } = panel.context;
    const lesson = await shipped(path);
    if (!lesson) { return; }
    const { last_modified: time } = await drive.get(path, { content: false });
    switch (decide(model.toJSON(), lesson, new Date(time).getTime() !== 0, remembered()[path])) {
      case 'remember':
        remember(path, version(lesson));
        break;
      case 'replace':
        await drive.delete(path);
        await panel.context.revert();
        remember(path, version(lesson));
        say(text('renewed'));
        break;
      case 'newer':
        offer('newer');
        break;
      case 'other':
        offer('other');
    }

    /** @param {'newer' | 'other'} name */
    function offer(name) {
      const beside = path.replace(/\.ipynb$/, '.new.ipynb');
      Notification.info(text(name), {
        autoClose: false,
        actions: [{
          label: text('beside'),
          callback: async () => {
            await drive.save(beside, { type: 'notebook', format: 'json', content: lesson });
            remember(beside, version(/** @type {any} */ (lesson)));
            remember(path, version(/** @type {any} */ (lesson)));
            documents.openOrReveal(beside);
          },
        }],
      });
    }
  });
}
