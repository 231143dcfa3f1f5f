// Runs the program operations with and without kernels, for TestKernels.

import { simd } from './simd.js';

let output = '';
const decoder = new TextDecoder();
globalThis.fs = {
  constants: { O_WRONLY: -1, O_RDWR: -1, O_CREAT: -1, O_TRUNC: -1, O_APPEND: -1, O_EXCL: -1, O_DIRECTORY: -1 },
  writeSync(fd, bytes) {
    output += decoder.decode(bytes);
    return bytes.length;
  },
  write(fd, bytes, offset, length, position, done) {
    done(null, this.writeSync(fd, bytes.subarray(offset, offset + length)));
  },
};
await import('./wasm_exec.js');
const compile = async file => WebAssembly.compile(await (await fetch(file)).arrayBuffer());
const program = await compile('operations.wasm');
const module = await compile('simd.wasm');

/** Returns what the program prints, and how often it has called each of its imports. */
export async function compute(withKernels) {
  output = '';
  const go = new Go();
  const kernels = simd(program, withKernels ? module : null);
  const calls = {};
  const imports = {};
  for (const [name, f] of Object.entries(kernels.imports)) {
    calls[name] = 0;
    imports[name] = (...args) => {
      calls[name]++;
      return f(...args);
    };
  }
  const instance = await WebAssembly.instantiate(program, { ...go.importObject, golessons: imports });
  kernels.connect(instance.exports.mem);
  await go.run(instance);
  return { Output: output, Calls: calls };
}
