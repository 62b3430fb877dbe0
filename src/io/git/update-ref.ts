import type { Failure } from '../../core/failure.ts';
import { ok, type Result } from '../../core/result.ts';
import type { Identity, Repo } from './repo.ts';
import { runGit } from './run-git.ts';

export interface RefMove {
  readonly ref: string;
  readonly to: string;
  /** What the ref must name now; null: it must not exist; undefined: whatever it names. */
  readonly from?: string | null;
  /** For the reflog. */
  readonly why: string;
  readonly identity?: Identity;
}

/** Compare-and-swap on a ref. `false`: it did not name `from` any more and nothing was moved. */
export async function moveRef(repo: Repo, move: RefMove): Promise<Result<boolean, Failure>> {
  // An empty old value says that the ref must not exist yet.
  const old = move.from === undefined ? [] : [move.from ?? ''];
  const answer = await runGit(repo, ['update-ref', '-m', move.why, '--create-reflog', move.ref, move.to, ...old], {
    expect: move.from === undefined ? [] : [128],
    ...(move.identity === undefined ? {} : { identity: move.identity }),
  });
  if (!answer.ok) return answer;
  return ok(answer.value.exitCode === 0);
}

/** Deletes a ref, only where it still names `from`. `false`: it does not, and stays. */
export async function deleteRef(repo: Repo, ref: string, from: string): Promise<Result<boolean, Failure>> {
  const answer = await runGit(repo, ['update-ref', '-d', ref, from], { expect: [128] });
  return answer.ok ? ok(answer.value.exitCode === 0) : answer;
}
