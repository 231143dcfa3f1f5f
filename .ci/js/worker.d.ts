// What the scripts of a worker find there.

/** A program, for Go's own wasm_exec.js. */
interface GoProgram {
  argv: string[];
  env: Record<string, string>;
  exit: (code: number) => void;
  importObject: WebAssembly.Imports;
  run(instance: WebAssembly.Instance): Promise<void>;
  exited: boolean;
  mem: DataView;
  _resume(): void;
  _scheduledTimeouts: Map<number, number>;
}
declare var Go: { new (): GoProgram };
declare module '*/wasm_exec.js';
