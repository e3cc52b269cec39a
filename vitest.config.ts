import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';

const core = 'test/core/**';
const webview = 'test/webview/**';

export default defineConfig({
  test: {
    // Each file has a process of its own, too short for what src/adapters/wasmTiers.ts puts off.
    execArgv: ['--wasm-tiering-budget=1000000000'],
    // Much of a test is waiting for other programs and for the next frame, so two cores have time for three files.
    maxWorkers: Math.ceil(availableParallelism() * 1.5),
    // What is waited for comes, ten times later on a busy machine; only what never comes is to meet one of these.
    testTimeout: 240_000,
    hookTimeout: 240_000,
    expect: { poll: { timeout: 120_000 } },
    projects: [
      {
        extends: true,
        test: {
          name: 'rest',
          include: ['test/**/*.test.ts'],
          exclude: ['test/{e2e,field/e2e}/**', core, webview],
        },
      },
      {
        extends: true,
        // The core keeps nothing between two calls, so its files can share processes, and what those have loaded.
        test: { name: 'core', include: [`${core}/*.test.ts`], isolate: false },
      },
      {
        extends: true,
        // So can the files of the pages, with the browser and the bundles.
        test: { name: 'webview', include: [`${webview}/*.test.ts`], isolate: false },
      },
    ],
  },
});
