// What a test calls in the page of JupyterLab. lesson.go puts it there.
(() => {
  if (globalThis.visitor) { return; }

  const app = globalThis.jupyterapp;

  /** @param {string} path */
  const panel = (path) => {
    const found = [...app.shell.widgets('main')].find((w) => w.context?.path === path && w.content?.widgets);
    if (!found) { throw new Error('no notebook ' + path + ' is open'); }
    return found;
  };

  /** @param {string} path */
  const kernel = (path) => panel(path).sessionContext.session?.kernel;

  /**
   * The cells that each kernel was asked to run and has not answered yet. JupyterLab
   * takes the stars from the cells that wait as soon as one of them has failed.
   * @type {WeakMap<object, Set<string>>}
   */
  const asked = new WeakMap();

  /** @param {string} path */
  const waiting = (path) => {
    const k = kernel(path);
    let waits = asked.get(k);
    if (!waits) {
      const open = waits = new Set();
      asked.set(k, open);
      k.anyMessage.connect((/** @type {unknown} */ _, /** @type {any} */ { msg, direction }) => {
        if (direction === 'send' && msg.header.msg_type === 'execute_request') { open.add(msg.header.msg_id); }
        if (direction === 'recv' && msg.header.msg_type === 'execute_reply') { open.delete(msg.parent_header.msg_id); }
      });
      k.statusChanged.connect((/** @type {unknown} */ _, /** @type {string} */ status) => {
        if (/restarting|dead/.test(status)) { open.clear(); }
      });
    }
    return waits;
  };

  /** @param {string} path @param {number} index */
  const cell = (path, index) => panel(path).content.widgets[index];

  /** @type {Map<string, {done: boolean, failed: string, took: number}>} */
  const runs = new Map();

  /** @param {string} path @param {() => Promise<unknown>} work */
  const run = (path, work) => {
    const state = { done: false, failed: '', took: 0 };
    runs.set(path, state);
    waiting(path);
    const began = performance.now();
    const end = () => {
      if (waiting(path).size > 0) { setTimeout(end, 5); return; }
      state.took = performance.now() - began;
      state.done = true;
    };
    work().catch((e) => { state.failed = String(e?.stack ?? e); }).finally(end);
  };

  /**
   * Makes it the notebook, and one of its cells the cell, that commands are about.
   * @param {string} path @param {number} index
   */
  const activate = async (path, index) => {
    const p = panel(path);
    while (app.shell.currentWidget !== p) {
      app.shell.activateById(p.id);
      await new Promise((later) => setTimeout(later, 10));
    }
    if (index >= 0) {
      p.content.activeCellIndex = index;
      p.content.deselectAll();
    }
  };

  globalThis.visitor = {
    /** @param {string} path */
    async open(path) {
      await app.restored;
      await app.commands.execute('docmanager:open', { path, factory: 'Notebook' });
    },

    /** A notebook and its kernel are there. @param {string} path */
    ready: (path) => {
      try {
        const p = panel(path);
        if (kernel(path)) { waiting(path); }
        return p.context.isReady && p.sessionContext.isReady && ['idle', 'busy'].includes(kernel(path)?.status) && kernel(path).connectionStatus === 'connected';
      } catch {
        return false;
      }
    },

    /** @param {string} path @param {unknown} content */
    async write(path, content) {
      await app.serviceManager.contents.save(path, { type: 'notebook', format: 'json', content });
    },

    /** @param {string} path */
    async read(path) {
      const { content } = await app.serviceManager.contents.get(path, { content: true, type: 'notebook', format: 'json' });
      return JSON.stringify(content);
    },

    /** The notebook as it is in the page. @param {string} path */
    notebook: (path) => JSON.stringify(panel(path).content.model.toJSON()),

    /** @param {string} path @param {number} index @param {string} source */
    change: (path, index, source) => { cell(path, index).model.sharedModel.setSource(source); },

    activate,

    /** @param {string} path */
    async runAll(path) {
      await activate(path, -1);
      run(path, () => app.commands.execute('notebook:run-all-cells'));
    },

    /** @param {string} path @param {number} index */
    async runCell(path, index) {
      await activate(path, index);
      run(path, () => app.commands.execute('notebook:run-cell'));
    },

    /** @param {string} path */
    run: (path) => runs.get(path) ?? { done: false, failed: 'nothing was run', took: 0 },

    /** How many cells of a notebook wait or run. @param {string} path */
    busy: (path) => waiting(path).size,

    /** @param {string} path */
    save: (path) => panel(path).context.save(),

    /** @param {string} path */
    interrupt: (path) => kernel(path).interrupt(),

    /** @param {string} path */
    restart: (path) => panel(path).sessionContext.restartKernel(),

    /** @param {string} path @param {string} code @param {number} cursor */
    complete: async (path, code, cursor) => (await kernel(path).requestComplete({ code, cursor_pos: cursor })).content,

    /** @param {string} path @param {string} code @param {number} cursor */
    inspect: async (path, code, cursor) => (await kernel(path).requestInspect({ code, cursor_pos: cursor, detail_level: 0 })).content,

    /**
     * Runs code that stands in no cell, and returns its reply and its messages.
     * @param {string} path @param {string} code
     */
    async execute(path, code) {
      const began = performance.now();
      const future = kernel(path).requestExecute({ code, stop_on_error: false, allow_stdin: false });
      /** @type {unknown[]} */
      const messages = [];
      future.onIOPub = (/** @type {any} */ m) => messages.push({ type: m.header.msg_type, at: performance.now() - began, content: m.content });
      const { content } = await future.done;
      return { status: content.status, took: performance.now() - began, messages };
    },
  };
})();
