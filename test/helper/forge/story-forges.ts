import { inject } from 'vitest';
import { startGitea } from './gitea-server.ts';
import { startGitHub } from './github-server.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** The forges on which the stories of staging and sending are told: see `vitest.config.ts`. */
    readonly forges: readonly string[];
  }
}

const all = [
  ['GitHub', startGitHub],
  ['Gitea', startGitea],
] as const;

/** Name and start of each: `npm test` tells the long stories on GitHub, the soak tells them on Gitea. */
export const storyForges = all.filter(([name]) => inject('forges').includes(name));
