// Reading notebooks. In a notebook's file a text is a list of lines. Jupyter's server joins them
// before it hands a notebook to JupyterLab, which shows commas between them where nobody has.

/**
 * joined returns a text that may be a list of lines.
 * @param {any} lines
 */
export const joined = (lines) => Array.isArray(lines) ? lines.join('') : lines;

/**
 * joinTexts joins the lines of a notebook's texts.
 * @param {any} notebook
 */
export function joinTexts(notebook) {
  for (const cell of notebook?.cells ?? []) {
    cell.source = joined(cell.source);
    for (const output of cell.outputs ?? []) {
      if ('text' in output) { output.text = joined(output.text); }
      for (const type of Object.keys(output.data ?? {})) {
        if (!/[/+]json$/.test(type)) { output.data[type] = joined(output.data[type]); }
      }
    }
  }
}

/**
 * joins makes a drive join the texts of the notebooks that it reads, shipped and uploaded ones.
 * @param {any} drive
 */
export function joins(drive) {
  const get = drive.get.bind(drive);
  drive.get = async (/** @type {string} */ path, /** @type {any} */ options) => {
    const model = await get(path, options);
    if (model.type === 'notebook') { joinTexts(model.content); }
    return model;
  };
}
