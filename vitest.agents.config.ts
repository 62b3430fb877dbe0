import { defineConfig } from 'vitest/config';

/** Real coding agents on real repositories: see `test/agents/`. Started by `npm run test:agents`. */
export default defineConfig({
  test: {
    pool: 'forks',
    include: ['test/agents/*.test.ts'],
    setupFiles: ['test/helper/isolated-home.ts'],
    globalSetup: ['test/helper/build-once.ts'],
    // Most of a run is waiting: for a start, or for a limit.
    maxConcurrency: 4,
    testTimeout: 180_000,
    hookTimeout: 120_000,
  },
});
