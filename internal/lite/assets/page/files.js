// Downloading a file. JupyterLite's own command names a lesson with its folder, ja_02_relu.ipynb,
// and fails for large ones; the course on a computer takes 02_relu.ipynb as it is.

import { text } from './told.js';

/**
 * downloads adds the commands that JupyterLab's menus have for it.
 * @param {any} app
 * @param {any} documents
 * @param {any} browser
 * @param {any} menu
 */
export function downloads(app, documents, browser, menu) {
  const { contents } = app.serviceManager;
  const current = () => documents.contextForWidget(app.shell.currentWidget);
  app.commands.addCommand('docmanager:download', {
    label: text('download'),
    isEnabled: () => Boolean(app.shell.currentWidget && current()),
    execute: async () => {
      const context = current();
      if (context.model.dirty) { await context.save(); }
      await download(contents, context.path);
    },
  });
  app.commands.addCommand('filebrowser:download', {
    label: text('download'),
    execute: async () => {
      for (const { type, path } of browser.selectedItems()) {
        if (type !== 'directory') { await download(contents, path); }
      }
    },
  });
  menu.fileMenu.addGroup([{ command: 'docmanager:download' }], 6);
  app.contextMenu.addItem({ command: 'filebrowser:download', selector: '.jp-DirListing-item[data-isdir="false"]', rank: 9 });
}

/**
 * @param {any} contents
 * @param {string} path
 */
async function download(contents, path) {
  const { content, format, mimetype } = await contents.get(path, { content: true });
  const data = format === 'json' ? JSON.stringify(content, null, 1) + '\n'
    : format === 'base64' ? Uint8Array.from(atob(content), (c) => c.charCodeAt(0)) : content;
  const link = document.createElement('a');
  link.href = URL.createObjectURL(new Blob([data], { type: mimetype }));
  link.download = path.replace(/^.*\//, '');
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}
