// Our extension of JupyterLab. JupyterLab loads an extension as a container of webpack's
// module federation. This one is written by hand, because it imports only what
// JupyterLab shares.
//
// Its name is the version, as that of the folder that it is in.
(/** @type {any} */ (globalThis)._JUPYTERLAB ??= {})[JSON.parse(document.getElementById('golessons')?.textContent ?? '').version] = (() => {
  /** @type {Record<string, Record<string, {get: () => Promise<() => any>}>>} */
  let scope;
  /** @param {string} name */
  const shared = async (name) => (await Object.values(scope[name])[0].get())();
  return {
    /** @param {typeof scope} s */
    init(s) { scope = s; },
    get: async () => {
      const { plugins } = await import('./plugins.js');
      const all = await plugins(shared);
      return () => ({ __esModule: true, default: all });
    },
  };
})();
