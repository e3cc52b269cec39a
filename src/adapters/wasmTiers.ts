import { setFlagsFromString } from 'node:v8';

/**
 * Keeps V8 from optimising the grammar while little is read. Its functions are so large that their optimisation takes longer, on all
 * cores, than reading a runbook with the code as it is, and a process ends only when it is over: `parse` takes a third of the time
 * without. After some hundred runbooks it is worth its cost, and begins. Takes effect for what is loaded afterwards, in the whole
 * process, so it is for processes of our own.
 */
export function optimiseWasmLate(): void {
  // Rough bytes of code executed; V8's default is 13 million.
  setFlagsFromString('--wasm-tiering-budget=1000000000');
}
