// Runs the compiler and the linker before the first cell does. A browser compiles each
// function of theirs when it is called first, and makes it fast after some calls; what one
// run has done for it all later ones have.

/** @typedef {import('./fs.js').MemoryFS} MemoryFS */
/** @typedef {import('./packages.js').Packages} Packages */
/** @typedef {import('./tools.js').Tools} Tools */

const folder = '/tmp/warm';

/** A program as a lesson's first cells are. */
const program = `package main

import (
	"fmt"

	"golessons/mlx"
)

func main() { fmt.Println(mlx.ReLU().Forward(mlx.NewTensor(-1, 2))) }
`;

/**
 * warm builds a small program, and forgets it.
 * @param {MemoryFS} fs
 * @param {Packages} packages
 * @param {Tools} tools
 * @param {() => boolean} wanted reports whether there is something better to do
 */
export async function warm(fs, packages, tools, wanted) {
  const { packages: present } = await packages.need(['fmt', 'golessons/mlx']);
  if (wanted()) { return; }
  fs.mkdirAll(folder);
  const write = (/** @type {string} */ name, /** @type {string} */ text) => fs.writeFile(`${folder}/${name}`, new TextEncoder().encode(text));
  write('main.go', program);
  write('importcfg', present.map((path) => `packagefile ${path}=/pkg/${path}.a\n`).join('') + `packagefile main=${folder}/main.a\n`);
  const config = ['-importcfg', `${folder}/importcfg`];
  const { code } = await tools.run('compile', ['-o', `${folder}/main.a`, '-p', 'main', '-complete', ...config, '-pack', `${folder}/main.go`]);
  if (code === 0 && !wanted()) { await tools.run('link', ['-o', `${folder}/main`, '-buildmode=exe', '-s', '-w', ...config, `${folder}/main.a`]); }
  for (const name of ['main.go', 'importcfg', 'main.a', 'main']) {
    if (fs.exists(`${folder}/${name}`)) { fs.writeFile(`${folder}/${name}`, new Uint8Array()); }
  }
}
