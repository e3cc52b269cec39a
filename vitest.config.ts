import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    exclude: ['test/e2e/**'],
    setupFiles: ['test/seed.ts'],
    // Each file has a process of its own, too short for what src/adapters/wasmTiers.ts puts off.
    execArgv: ['--wasm-tiering-budget=1000000000'],
    // Most of a test is waiting for other programs: a core is not kept free for vitest itself.
    maxWorkers: '100%',
    testTimeout: 60_000,
    hookTimeout: 120_000,
    // What is waited for comes; on a machine with one busy core it takes longer than the usual second.
    expect: { poll: { timeout: 15_000 } },
  },
});
