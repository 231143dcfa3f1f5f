// What the scripts of a page find there.

/** JupyterLab's application, of which extensions and tests use what has no types here. */
declare var jupyterapp: any;

/** Where JupyterLab looks for extensions, by their names. */
declare var _JUPYTERLAB: Record<string, unknown>;

/** internal/visitor/visitor.js */
declare var visitor: any;
