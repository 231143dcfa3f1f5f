// Paths of files.

/**
 * Returns the parts of a path that starts at the root, without "." and "..".
 * @param {string} path
 */
export function parts(path) {
  /** @type {string[]} */
  const names = [];
  for (const name of path.split('/')) {
    if (name === '..') names.pop();
    else if (name !== '' && name !== '.') names.push(name);
  }
  return names;
}
