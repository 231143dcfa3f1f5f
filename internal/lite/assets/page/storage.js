// Keeps what the learner writes, and says so where that cannot be.

import { say } from './line.js';
import { text } from './told.js';

/** How long after a change it is saved, in milliseconds. */
const pause = 1500;

/**
 * watch saves each change soon, because a browser may close a page at any time, and says when
 * nothing can be saved.
 * @param {any} drive
 * @param {any} notebooks
 */
export function watch(drive, notebooks) {
  const save = drive.save.bind(drive);
  drive.save = async (/** @type {any[]} */ ...args) => {
    try {
      const model = await save(...args);
      asks();
      return model;
    } catch (error) {
      say(text(/quota/i.test(String(error)) ? 'full' : 'unsaved', String(error)), true);
      throw error;
    }
  };
  const saveNow = async (/** @type {any} */ { context }) => {
    if (!context.isDisposed && context.model.dirty && !context.model.readOnly) { await context.save().catch(() => {}); }
  };
  notebooks.widgetAdded.connect(async (/** @type {any} */ _, /** @type {any} */ panel) => {
    await panel.context.ready;
    let soon = 0;
    panel.context.model.contentChanged.connect(() => {
      soon ||= window.setTimeout(() => saveNow(panel).finally(() => { soon = 0; }), pause);
    });
  });
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'hidden') { notebooks.forEach(saveNow); }
  });
  check();
}

let asked = false;

/** asks asks the browser once not to clear away what is kept. */
function asks() {
  if (!asked) { navigator.storage?.persist?.().catch(() => {}); }
  asked = true;
}

/** check says what will not be kept. */
async function check() {
  if (!await works()) {
    say(text('nothing kept'), true);
  } else if (await isPrivate()) {
    say(text('private'), true);
  }
}

/** works reports whether the browser keeps anything. @returns {Promise<boolean>} */
export function works() {
  return new Promise((done) => {
    try {
      const asked = indexedDB.open('golessons');
      asked.onerror = () => done(false);
      asked.onsuccess = () => {
        asked.result.close();
        done(true);
      };
    } catch {
      done(false);
    }
  });
}

/** isPrivate reports whether this is a private window, as far as a page can tell. */
async function isPrivate() {
  const { storage } = navigator;
  if (!storage) { return false; }
  // Chromium lets a private window keep what fits into memory.
  const memory = /** @type {any} */ (performance).memory;
  if (memory) {
    const { quota } = await storage.estimate();
    return quota !== undefined && quota < 2 * memory.jsHeapSizeLimit;
  }
  // Firefox and Safari let it keep no files.
  return storage.getDirectory ? storage.getDirectory().then(() => false, () => true) : false;
}
