// The line at the bottom of the page: what is being downloaded, and what is wrong.

import { text } from './told.js';

let total = 0;
let here = 0;
let kernels = 0;

/** @type {HTMLElement | undefined} */
let line;

/**
 * say shows a sentence. trouble stays until it is closed, and other sentences do not replace
 * it; "" ends what is said.
 * @param {string} sentence
 * @param {boolean} [trouble]
 */
export function say(sentence, trouble = false) {
  if (line?.classList.contains('trouble') && !trouble) { return; }
  if (!line) {
    line = document.createElement('div');
    line.id = 'golessons-line';
    line.setAttribute('role', 'status');
    document.body.append(line);
  }
  line.classList.toggle('trouble', trouble);
  line.hidden = sentence === '';
  line.replaceChildren(sentence);
  if (trouble) {
    const close = document.createElement('button');
    close.textContent = '×';
    close.title = text('close');
    close.addEventListener('click', () => {
      line?.classList.remove('trouble');
      say('');
    });
    line.append(close);
  }
}

/**
 * progress announces a download, and returns a function to call with the bytes that are here.
 * @param {number} bytes
 */
export function progress(bytes) {
  total += bytes;
  let mine = 0;
  return (/** @type {number} */ now) => {
    here += now - mine;
    mine = now;
    show();
  };
}

/**
 * starting announces a kernel that starts, and returns a function to call when it is there.
 */
export function starting() {
  kernels++;
  show();
  return () => {
    kernels--;
    show();
  };
}

function show() {
  say(here < total ? text('loading', megabytes(here), megabytes(total)) : kernels > 0 ? text('preparing') : '');
}

/** @param {number} bytes */
function megabytes(bytes) { return (bytes / 1e6).toFixed(1); }
