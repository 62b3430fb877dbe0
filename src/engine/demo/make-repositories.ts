import type { Failure } from '../../core/failure.ts';
import { ok, type Result } from '../../core/result.ts';
import { buildGitEnvironment } from '../../io/git/git-environment.ts';
import type { Repo } from '../../io/git/repo.ts';
import { runGit } from '../../io/git/run-git.ts';
import type { DemoPlaces } from './phases.ts';

type Environment = Readonly<Record<string, string | undefined>>;

/** Makes the project a git repository, and the upstream and the fork that it belongs to. Failure: git-failed. */
export function makeRepositories(places: DemoPlaces, env: Environment): Promise<Result<void, Failure>> {
  const { upstream, fork } = places;
  return runAll(places, env, [
    ['init', '--quiet', '--initial-branch=main'],
    // A machine without an identity must do, and nobody's key is asked to sign this.
    ['config', 'user.name', 'Demo'],
    ['config', 'user.email', 'demo@example.invalid'],
    ['config', 'commit.gpgSign', 'false'],
    ['add', '--all'],
    ['commit', '--quiet', '--message=tinykv 0.4.2'],
    ['init', '--quiet', '--bare', '--initial-branch=main', upstream],
    ['init', '--quiet', '--bare', '--initial-branch=main', fork],
    ['remote', 'add', 'upstream', upstream],
    ['remote', 'add', 'origin', fork],
    ['push', '--quiet', 'upstream', 'main'],
    ['push', '--quiet', 'origin', 'main'],
  ]);
}

/** Commits everything in the project. Failure: git-failed. */
export function commitProject(places: DemoPlaces, env: Environment, message: string): Promise<Result<void, Failure>> {
  return runAll(places, env, [
    ['add', '--all'],
    ['commit', '--quiet', `--message=${message}`],
  ]);
}

async function runAll(
  { project }: Pick<DemoPlaces, 'project'>,
  env: Environment,
  commands: readonly (readonly string[])[],
): Promise<Result<void, Failure>> {
  const repo: Repo = { root: project, gitDir: '', commonDir: '', env: buildGitEnvironment(env) };
  for (const args of commands) {
    const done = await runGit(repo, args);
    if (!done.ok) return done;
  }
  return ok(undefined);
}
