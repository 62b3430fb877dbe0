import type { Failure } from '../../src/core/failure.ts';
import type { Result } from '../../src/core/result.ts';
import { openRepo } from '../../src/io/git/open-repo.ts';
import type { Repo } from '../../src/io/git/repo.ts';
import { type ChantRepo, makeChantRepo } from './chant-repo.ts';

/** A real repository, and the handle that chant's own git takes. */
export interface RealRepo extends ChantRepo {
  readonly repo: Repo;
  /** Writes files, commits all, and gives the commit. */
  commit(files: Readonly<Record<string, string>>, message?: string): string;
  /** Output of git without the last line feed. */
  ask(...args: string[]): string;
}

/** Makes a repository on `main` with one commit that holds the files. */
export async function makeRealRepo(files: Readonly<Record<string, string>> = {}): Promise<RealRepo> {
  const made = makeChantRepo(null);
  const ask = (...args: string[]): string => made.git(...args).replace(/\n$/, '');
  const commit: RealRepo['commit'] = (more, message = 'more') => {
    for (const [file, text] of Object.entries(more)) made.write(file, text);
    made.git('add', '-A');
    made.git('commit', '-q', '--allow-empty', '-m', message);
    return ask('rev-parse', 'HEAD');
  };
  commit(files, 'files');
  return { ...made, repo: unwrap(await openRepo(made.root, process.env)), commit, ask };
}

/** The value of a result that is expected to be one; throws the failure otherwise. */
export function unwrap<T>(result: Result<T, Failure>): T {
  if (!result.ok) throw new Error(JSON.stringify(result.failure));
  return result.value;
}
