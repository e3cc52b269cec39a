import { defineConfig } from 'vitest/config';

const core = 'test/core/**';
const webview = 'test/webview/**';

export default defineConfig({
  test: {
    // Each file has a process of its own, too short for what src/adapters/wasmTiers.ts puts off.
    execArgv: ['--wasm-tiering-budget=1000000000'],
    // Most of a test is waiting for other programs: a core is not kept free for vitest itself.
    maxWorkers: '100%',
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
