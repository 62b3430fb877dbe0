import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';
import './test/helper/in-memory.ts';
import './test/helper/without-certificates.ts';

const shared = {
  // Every test file gets a process, an empty HOME and an identity of its own: see the setup file.
  pool: 'forks' as const,
  // Most of the time goes into waiting for git: one file at a time, as two cores would get, leaves half of it unused.
  maxWorkers: Math.max(3, availableParallelism()),
  setupFiles: ['test/helper/isolated-home.ts'],
  // The long stories of forges; the soak tells them on the other one.
  provide: { forges: ['GitHub'] },
  testTimeout: 180_000,
  hookTimeout: 180_000,
};

/** Tests that start no program and write no file: see `test/architecture/tests.test.ts`. Two of core/ do. */
export const pureTests = [
  'test/core/**/!(packet-page|build-upstream-text).test.ts',
  'test/cli/*.test.ts',
  'test/cli/render/*.test.ts',
];

const nowhere = '**/node_modules/**';

export default defineConfig({
  test: {
    projects: [
      {
        // One process after the other would cost more than what they do: they share a few.
        test: { ...shared, name: 'pure', isolate: false, include: pureTests },
      },
      {
        test: {
          ...shared,
          name: 'source',
          include: ['test/**/*.test.ts'],
          exclude: ['test/e2e/**', 'test/soak/**', 'test/agents/**', ...pureTests, nowhere],
          globalSetup: ['test/helper/describe-once.ts'],
        },
      },
      {
        // Only these run the built program, so only these wait for a build.
        test: {
          ...shared,
          name: 'built',
          include: ['test/e2e/**/*.test.ts'],
          globalSetup: ['test/helper/build-once.ts', 'test/helper/describe-once.ts'],
        },
      },
    ],
  },
});
