/**
 * An error as Node's fs has it; Go knows it by its code.
 * @param {string} code
 * @param {string} [path]
 */
export function failure(code, path) {
  return Object.assign(new Error(path === undefined ? code : `${code}: ${path}`), { code });
}

