import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/{e2e,field/e2e}/**/*.test.ts'],
    globalSetup: ['test/e2e/provide.ts'],
    // Two windows at a time: one leaves a quarter of two cores idle, more would only wait for each other.
    maxWorkers: 2,
    sequence: { concurrent: false },
    // What is waited for comes, ten times later on a busy machine; only what never comes is to meet one of these.
    testTimeout: 600_000,
    hookTimeout: 600_000,
    expect: { poll: { timeout: 60_000 } },
  },
});
