import { runCommand } from '../process/run-command.ts';
import { buildGitEnvironment } from './git-environment.ts';

/** The version of the git on PATH, `2.39.5`; null where none runs. */
export async function readGitVersion(env: Readonly<Record<string, string | undefined>>): Promise<string | null> {
  const { exitCode, stdout } = await runCommand({
    argv: ['git', '--version'],
    cwd: '/',
    env: buildGitEnvironment(env),
    maxBytes: 65_536,
    timeoutMs: 10_000,
  });
  // git version 2.39.5 (Apple Git-154)
  return exitCode === 0 ? (/git version (\d+(?:\.\d+)*)/.exec(stdout.toString('utf8'))?.[1] ?? null) : null;
}
