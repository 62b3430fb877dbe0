import { gatherLiars, type Liar } from './liar-test.ts';

/** Every liar, as the files of tests declare them. */
export async function gatherAll(): Promise<readonly Liar[]> {
  return gatherLiars(async () => {
    await import('./claims.test.ts');
    await import('./processes.test.ts');
    await import('./programs.test.ts');
    await import('./refs.test.ts');
    await import('./scope.test.ts');
  });
}
