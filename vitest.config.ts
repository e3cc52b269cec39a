import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    exclude: ['test/e2e/**'],
    testTimeout: 60_000,
    // Named by the test command where it was needed.
    retry: 1,
    hookTimeout: 120_000,
    // What is waited for comes; on a machine with one busy core it takes longer than the usual second.
    expect: { poll: { timeout: 15_000 } },
  },
});
