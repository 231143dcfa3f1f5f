// An extension of JupyterLab. A tab shows a file as it was when it was opened; this
// reads the start page again when the learner comes back to its tab, so that it
// shows what has been solved since.
//
// JupyterLab loads an extension as a container of webpack's module federation. This one
// is written by hand, because it imports nothing.
(window._JUPYTERLAB ??= {})["golessons-start-page"] = {
  init() {},
  get: async () => () => ({
    id: "golessons:start-page",
    autoStart: true,
    activate(app) {
      app.restored.then(() => app.shell.currentChanged.connect((_, { newValue }) => {
        const context = newValue?.context;
        if (/^[^/]+\/index\.md$/.test(context?.path) && context.isReady && !context.model.dirty) {
          context.revert();
        }
      }));
    },
  }),
};
