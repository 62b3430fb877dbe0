import path from 'node:path';
import type { Failure } from '../../core/failure.ts';
import { err, ok, type Result } from '../../core/result.ts';
import { buildGitEnvironment } from './git-environment.ts';
import type { Repo } from './repo.ts';
import { runGit } from './run-git.ts';

/**
 * Opens the repository that `root` is a checkout of.
 * Fails with `not-a-repository` when git knows none there.
 */
export async function openRepo(
  root: string,
  env: Readonly<Record<string, string | undefined>>,
): Promise<Result<Repo, Failure>> {
  const bare: Repo = { root, gitDir: '', commonDir: '', env: buildGitEnvironment(env) };
  const answer = await runGit(bare, ['rev-parse', '--show-toplevel', '--absolute-git-dir', '--git-common-dir'], {
    expect: [128],
  });
  if (!answer.ok) return answer;
  const [top, gitDir, commonDir] = answer.value.stdout.split('\n');
  const { exitCode, stderr } = answer.value;
  // `dubious ownership` and the like: git's own words say what to do.
  if (exitCode !== 0 && !stderr.includes('not a git repository')) {
    return err({ kind: 'git-failed', argv: ['rev-parse', '--show-toplevel'], exitCode, stderr });
  }
  if (exitCode !== 0 || !top || !gitDir || !commonDir) return err({ kind: 'not-a-repository', path: root });
  return ok({ ...bare, root: top, gitDir, commonDir: path.resolve(root, commonDir) });
}
