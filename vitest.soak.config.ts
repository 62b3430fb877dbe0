import { defineConfig } from 'vitest/config';

/** What is too long for `npm test`: kills at every journal line, hundreds of processes. */
export default defineConfig({
  test: {
    pool: 'forks',
    maxWorkers: 3,
    maxConcurrency: 3,
    include: ['test/soak/**/*.test.ts'],
    setupFiles: ['test/helper/isolated-home.ts'],
    globalSetup: ['test/helper/build-once.ts'],
    testTimeout: 1_200_000,
    hookTimeout: 120_000,
  },
});
