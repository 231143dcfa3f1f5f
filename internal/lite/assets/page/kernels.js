// Registers the kernel with JupyterLite.

import { GoKernel } from './gokernel.js';
import { code } from './lessons.js';

/** @typedef {import('./progress.js').Progress} Progress */

/**
 * kernels lets JupyterLite start and interrupt our kernel.
 * @param {any} app
 * @param {any} specs
 * @param {any} client
 * @param {any} notebooks
 * @param {any} Signal
 * @param {Progress} progress
 */
export function kernels(app, specs, client, notebooks, Signal, progress) {
  /** @type {Map<string, GoKernel>} */
  const all = new Map();
  // A kernel is not told its notebook; the notebooks that are starting one are known.
  /** @type {string[]} */
  const starting = [];
  const { sessions } = app.serviceManager;
  const startNew = sessions.startNew.bind(sessions);
  sessions.startNew = (/** @type {any} */ options, /** @type {any[]} */ ...more) => {
    // The path ends with an id instead of the name. JupyterLite takes two notebooks of one
    // name, such as a lesson in two languages, for the same.
    const path = options.path.replace(/[^/]*$/, '') + options.name;
    starting.push(path);
    return startNew({ ...options, name: path }, ...more);
  };
  const pathOf = (/** @type {{id: string, location: string}} */ { id, location }) => {
    const panel = notebooks.find((/** @type {any} */ p) => p.sessionContext.session?.kernel?.id === id);
    const dir = location.replace(/^.*:/, '');
    const i = starting.findIndex((path) => path.split('/').slice(0, -1).join('/') === dir);
    return panel?.context.path ?? all.get(id)?.path ?? (i < 0 ? dir + '/Untitled.ipynb' : starting.splice(i, 1)[0]);
  };
  const codeOf = (/** @type {string} */ path) => {
    const model = notebooks.find((/** @type {any} */ p) => p.context.path === path)?.context.model;
    return model ? code(model.toJSON()) : '';
  };
  specs.register({
    spec: { name: 'golessons', display_name: 'Go (lessons)', language: 'go', argv: [], resources: { 'logo-svg': new URL('../icon.svg', import.meta.url).href } },
    create: async (/** @type {any} */ options) => {
      const path = pathOf(options);
      const kernel = new GoKernel(options, path, Signal, () => codeOf(path), progress);
      all.set(options.id, kernel);
      return kernel;
    },
  });
  // JupyterLite's own interrupt ends the cells that wait, and not the one that runs.
  const interrupt = client.interrupt.bind(client);
  client.interrupt = async (/** @type {string} */ id) => {
    all.get(id)?.interrupt();
    await interrupt(id);
  };
}
