import type { Context } from '../../context.ts';
import type { RunState } from '../../core/lifecycle/run-state.ts';
import type { Failure } from '../../core/failure.ts';
import { ok, type Result } from '../../core/result.ts';
import type { Spec } from '../../core/spec/spec.ts';
import { readBytesAt } from '../../io/git/cat-file.ts';
import { openRepo } from '../../io/git/open-repo.ts';
import type { Project } from '../open-project.ts';

/** Where the files of a spec lie that are not in the user's tree. */
export interface Away {
  /** The branch that it landed on, or is to land on, without `refs/heads/`. */
  readonly branch: string;
  /** What is read: the landing where there is one, else the tip of the branch. */
  readonly at: string;
}

/** Names that place; null: it lands where the user's tree comes from, as far as the spec says. */
export function findAway(spec: Pick<Spec, 'targetBranch'>, run: RunState | null): Away | null {
  const branch = (run?.target ?? spec.targetBranch)?.replace('refs/heads/', '');
  if (branch === undefined) return null;
  return { branch, at: run?.landedCommit ?? `refs/heads/${branch}` };
}

/**
 * Makes the reader of a file there; null: there is none. The repository is opened by the first look, since most specs
 * need none. Failures: those of opening it, and git-failed.
 */
export function lookAway({ env }: Context, { store }: Project, away: Away | null): ReadAway {
  let opened: ReturnType<typeof openRepo> | null = null;
  return async (path) => {
    if (away === null) return ok(null);
    opened ??= openRepo(store.root, env);
    const repo = await opened;
    return repo.ok ? readBytesAt(repo.value, away.at, path) : repo;
  };
}

export type ReadAway = (path: string) => Promise<Result<Buffer | null, Failure>>;
