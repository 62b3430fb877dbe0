import { defineConfig } from 'vitest/config';
import './test/helper/without-certificates.ts';

/** What is too long for `npm test`: kills at every journal line, hundreds of processes. */
export default defineConfig({
  test: {
    pool: 'forks',
    maxWorkers: 3,
    maxConcurrency: 3,
    include: [
      'test/soak/**/*.test.ts',
      // Told on the other forge than in `npm test`.
      'test/engine/operations/{stage-spec,send-upstream,review-spec,investigate-forge}.test.ts',
    ],
    provide: { forges: ['Gitea'] },
    setupFiles: ['test/helper/isolated-home.ts'],
    globalSetup: ['test/helper/build-once.ts', 'test/helper/describe-once.ts'],
    testTimeout: 1_200_000,
    hookTimeout: 120_000,
  },
});
