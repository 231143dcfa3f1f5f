// Help → About golessons.

import { base, text, told } from './told.js';

/**
 * about adds the command and its place in the menu.
 * @param {any} app
 * @param {any} menu
 * @param {any} apputils
 * @param {any} Widget
 */
export function about(app, menu, apputils, Widget) {
  app.commands.addCommand('golessons:about', {
    label: text('about'),
    execute: async () => {
      const body = document.createElement('div');
      const paragraphs = [text('version', told.version), text(navigator.serviceWorker?.controller ? 'is kept' : 'is not kept'), text('yours')];
      body.append(...paragraphs.map((sentence) => {
        const p = document.createElement('p');
        p.textContent = sentence;
        return p;
      }));
      const link = document.createElement('a');
      link.href = new URL(`../${told.lang}/index.html`, base).href;
      link.textContent = text('read');
      body.append(link);
      await apputils.showDialog({ title: text('about'), body: new Widget({ node: body }), buttons: [apputils.Dialog.okButton({ label: text('close') })] });
    },
  });
  menu.helpMenu.addGroup([{ command: 'golessons:about' }], 0);
}
