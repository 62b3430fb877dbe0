import type { Failure } from '../../core/failure.ts';
import { err, ok, type Result } from '../../core/result.ts';
import type { Identity, Repo } from './repo.ts';
import { type GitOutput, runGit } from './run-git.ts';

export interface RefMove {
  readonly ref: string;
  readonly to: string;
  /** What the ref must name now; null: it must not exist; undefined: whatever it names. */
  readonly from?: string | null;
  /** For the reflog. */
  readonly why: string;
  readonly identity?: Identity;
}

/**
 * Compare-and-swap on a ref. `false`: it did not name `from` any more, or somebody was moving it at this moment;
 * nothing was moved. Fails where git cannot make such a ref at all (`a/b` beside `a`).
 */
export async function moveRef(repo: Repo, move: RefMove): Promise<Result<boolean, Failure>> {
  // An empty old value says that the ref must not exist yet.
  const old = move.from === undefined ? [] : [move.from ?? ''];
  const answer = await runGit(repo, ['update-ref', '-m', move.why, '--create-reflog', move.ref, move.to, ...old], {
    expect: move.from === undefined ? [] : [128],
    ...(move.identity === undefined ? {} : { identity: move.identity }),
  });
  return answer.ok ? readOutcome(move.ref, answer.value) : answer;
}

/** Deletes a ref, only where it still names `from`. `false`: it does not, and stays. */
export async function deleteRef(repo: Repo, ref: string, from: string): Promise<Result<boolean, Failure>> {
  const answer = await runGit(repo, ['update-ref', '-d', ref, from], { expect: [1, 128] });
  return answer.ok ? readOutcome(ref, answer.value) : answer;
}

// fatal: update_ref failed for ref 'refs/heads/main': cannot lock ref 'refs/heads/main': is at 3f9… but expected 8ab…
function readOutcome(ref: string, { exitCode, stderr }: GitOutput): Result<boolean, Failure> {
  if (exitCode === 0) return ok(true);
  return lostRace.test(stderr) ? ok(false) : err({ kind: 'git-failed', argv: ['update-ref', ref], exitCode, stderr });
}

/** The ways in which git words that somebody else was quicker, or is at it. */
const lostRace = /but expected|reference already exists|unable to resolve reference|File exists|reference is missing/;
