// The plugins of our extension.

import { about } from './about.js';
import { downloads } from './files.js';
import { kernels } from './kernels.js';
import { newer } from './newer.js';
import { joins } from './notebook.js';
import { Progress } from './progress.js';
import { fill } from './startpage.js';
import { watch } from './storage.js';
import { told } from './told.js';

/** @typedef {(name: string) => Promise<any>} Shared returns a module of JupyterLab */

/**
 * plugins returns our plugins.
 * @param {Shared} shared
 */
export async function plugins(shared) {
  const { IKernelSpecs, IKernelClient } = await shared('@jupyterlite/services');
  const { INotebookTracker } = await shared('@jupyterlab/notebook');
  const { IDocumentManager } = await shared('@jupyterlab/docmanager');
  const { IMainMenu } = await shared('@jupyterlab/mainmenu');
  const { IDefaultFileBrowser } = await shared('@jupyterlab/filebrowser');
  const { IDefaultDrive } = await shared('@jupyterlab/services');
  const { Signal } = await shared('@lumino/signaling');
  const { Widget } = await shared('@lumino/widgets');
  const apputils = await shared('@jupyterlab/apputils');
  return [
    {
      id: 'golessons:kernel',
      autoStart: true,
      requires: [IKernelSpecs, IKernelClient, INotebookTracker],
      /** @param {any} app @param {any} specs @param {any} client @param {any} notebooks */
      activate(app, specs, client, notebooks) {
        kernels(app, specs, client, notebooks, Signal, new Progress(app.serviceManager.contents));
      },
    },
    {
      id: 'golessons:open',
      autoStart: true,
      requires: [IDocumentManager],
      /** @param {any} app @param {any} documents */
      activate(app, documents) { app.restored.then(() => open(app, documents)); },
    },
    {
      id: 'golessons:reading',
      autoStart: true,
      requires: [IDefaultDrive],
      /** @param {any} app @param {any} drive */
      activate(app, drive) {
        joins(drive);
        startPage(app, drive);
      },
    },
    {
      id: 'golessons:lessons',
      autoStart: true,
      requires: [INotebookTracker, IDocumentManager, IDefaultDrive],
      /** @param {any} _ @param {any} notebooks @param {any} documents @param {any} drive */
      activate(_, notebooks, documents, drive) {
        watch(drive, notebooks);
        newer(notebooks, documents, drive, apputils.Notification);
      },
    },
    {
      id: 'golessons:files',
      autoStart: true,
      requires: [IDocumentManager, IDefaultFileBrowser, IMainMenu],
      /** @param {any} app @param {any} documents @param {any} browser @param {any} menu */
      activate(app, documents, browser, menu) { downloads(app, documents, browser, menu); },
    },
    {
      id: 'golessons:about',
      autoStart: true,
      requires: [IMainMenu],
      /** @param {any} app @param {any} menu */
      activate(app, menu) { about(app, menu, apputils, Widget); },
    },
  ];
}

/**
 * open opens what the address asks for, or the start page.
 * @param {any} app
 * @param {any} documents
 */
function open(app, documents) {
  document.getElementById('golessons-opening')?.remove();
  if (matchMedia('(max-width: 760px)').matches) {
    app.shell.collapseLeft();
    app.shell.collapseRight();
    for (const side of ['left', 'right']) { // View → Appearance brings them back
      if (app.commands.isToggled('application:toggle-side-tabbar', { side })) {
        app.commands.execute('application:toggle-side-tabbar', { side });
      }
    }
  }
  const asked = new URLSearchParams(location.search).getAll('path');
  if (asked.length === 0 && !app.shell.currentWidget?.context) { asked.push(told.start); }
  // JupyterLab may not have read yet that Markdown is to be shown and not edited.
  for (const path of asked) { documents.openOrReveal(path, path.endsWith('.md') ? 'Markdown Preview' : 'default'); }
  // Who reloads the page goes on with what is open then.
  if (location.search) { history.replaceState(null, '', location.pathname); }
}

/**
 * startPage fills in where the learner was, each time that the start page is read, and reads
 * it anew when the learner comes back to its tab.
 * @param {any} app
 * @param {any} drive
 */
function startPage(app, drive) {
  const isStart = /^([^/]+)\/index\.md$/;
  const get = drive.get.bind(drive);
  const { contents } = app.serviceManager;
  drive.get = async (/** @type {string} */ path, /** @type {any} */ options) => {
    const model = await get(path, options);
    const [, language] = isStart.exec(path) ?? [];
    if (!language || typeof model.content !== 'string') { return model; }
    const progress = await new Progress(contents).read();
    return { ...model, content: await fill(model.content, language, contents, progress) };
  };
  app.restored.then(() => app.shell.currentChanged.connect((/** @type {any} */ _, /** @type {any} */ { newValue }) => {
    const context = newValue?.context;
    if (isStart.test(context?.path) && context.isReady && !context.model.dirty) { context.revert(); }
  }));
}
