import type { Failure } from '../../core/failure.ts';
import { ok, type Result } from '../../core/result.ts';
import type { Repo } from './repo.ts';
import { runGit } from './run-git.ts';

/** One move of a ref. */
export interface RefLogEntry {
  readonly to: string;
  readonly email: string;
}

/** The moves of a ref, newest first, at most `count`; empty when it keeps no log. */
export async function readReflog(
  repo: Repo,
  ref: string,
  count: number,
): Promise<Result<readonly RefLogEntry[], Failure>> {
  const answer = await runGit(repo, ['log', '--walk-reflogs', `--max-count=${count}`, '--format=%H %gE', ref, '--'], {
    expect: [128],
  });
  if (!answer.ok) return answer;
  const lines = answer.value.stdout.split('\n').filter((line) => line !== '');
  // 3f9a809… agent@chant.invalid
  return ok(lines.map((line) => ({ to: line.slice(0, line.indexOf(' ')), email: line.slice(line.indexOf(' ') + 1) })));
}
