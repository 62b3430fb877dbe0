import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';

const shared = {
  // Every test file gets a process, an empty HOME and an identity of its own: see the setup file.
  pool: 'forks' as const,
  // Most of the time goes into waiting for git: one file at a time, as two cores would get, leaves half of it unused.
  maxWorkers: Math.max(3, availableParallelism()),
  setupFiles: ['test/helper/isolated-home.ts'],
  testTimeout: 180_000,
  hookTimeout: 180_000,
};

export default defineConfig({
  test: {
    projects: [
      {
        test: {
          ...shared,
          name: 'source',
          include: ['test/**/*.test.ts'],
          exclude: ['test/e2e/**', 'test/soak/**', 'test/agents/**', '**/node_modules/**'],
        },
      },
      {
        // Only these run the built program, so only these wait for a build.
        test: {
          ...shared,
          name: 'built',
          include: ['test/e2e/**/*.test.ts'],
          globalSetup: ['test/helper/build-once.ts'],
        },
      },
    ],
  },
});
