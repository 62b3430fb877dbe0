import type { Failure } from '../../core/failure.ts';
import { err, ok, type Result } from '../../core/result.ts';
import { runCommand } from '../process/run-command.ts';
import type { Identity, Place, Repo } from './repo.ts';

export interface GitOptions {
  /** Run in this tree instead of the user's checkout. */
  readonly at?: Place;
  /** A private index file, absolute: the checkout's own index is left alone. */
  readonly index?: string;
  readonly input?: string | Buffer;
  /** A file that is its standard input instead, absolute. */
  readonly inputFile?: string;
  /** Exit statuses besides 0 that the caller knows how to read. */
  readonly expect?: readonly number[];
  readonly identity?: Identity;
  /** `-c key=value` for this call only. */
  readonly config?: readonly string[];
}

export interface GitOutput {
  readonly stdout: string;
  /** Standard output as it came. */
  readonly bytes: Buffer;
  readonly stderr: string;
  readonly exitCode: number;
}

/**
 * Given on every call. Hooks and fsmonitor are programs: none of them runs in chant's git. Submodules are not
 * entered, because git would run inside them with their own configuration. Line ends that the user would be warned of
 * are no reason to lose an agent's work.
 */
const always = [
  '--no-pager',
  ...[
    'core.hooksPath=/dev/null',
    'core.fsmonitor=false',
    'core.quotePath=false',
    'core.safecrlf=false',
    'gc.auto=0',
    'maintenance.auto=false',
  ],
  ...['submodule.recurse=false', 'diff.ignoreSubmodules=dirty', 'advice.addEmbeddedRepo=false', 'core.editor=true'],
].flatMap((value) => (value.startsWith('--') ? [value] : ['-c', value]));

const outputLimit = 256 * 1024 * 1024;

/** The one door to git: argv only, no shell; any exit status that the caller has not declared is a `git-failed`. */
export async function runGit(
  repo: Repo,
  args: readonly string[],
  options: GitOptions = {},
): Promise<Result<GitOutput, Failure>> {
  const config = (options.config ?? []).flatMap((value) => ['-c', value]);
  const result = await runCommand({
    argv: ['git', ...always, ...config, ...args],
    cwd: options.at?.workTree ?? repo.root,
    env: buildEnvironment(repo, options),
    ...(options.input === undefined ? {} : { input: options.input }),
    ...(options.inputFile === undefined ? {} : { inputFile: options.inputFile }),
    maxBytes: outputLimit,
  });
  if (result.spawnError !== null) {
    return err(result.spawnError);
  }
  const stderr = result.stderr.toString('utf8').trim();
  if (result.exitCode !== null && (result.exitCode === 0 || (options.expect ?? []).includes(result.exitCode))) {
    return ok({ stdout: result.stdout.toString('utf8'), bytes: result.stdout, stderr, exitCode: result.exitCode });
  }
  return err({ kind: 'git-failed', argv: args, exitCode: result.exitCode, stderr });
}

function buildEnvironment(repo: Repo, options: GitOptions): Record<string, string> {
  const env: Record<string, string> = { ...repo.env };
  if (options.at !== undefined) {
    env['GIT_DIR'] = options.at.gitDir;
    env['GIT_WORK_TREE'] = options.at.workTree;
  }
  if (options.index !== undefined) env['GIT_INDEX_FILE'] = options.index;
  if (options.identity !== undefined) {
    env['GIT_AUTHOR_NAME'] = env['GIT_COMMITTER_NAME'] = options.identity.name;
    env['GIT_AUTHOR_EMAIL'] = env['GIT_COMMITTER_EMAIL'] = options.identity.email;
  }
  return env;
}

/** Splits the NUL-separated output of a `-z` command. */
export function splitNul(output: string): string[] {
  const parts = output.split('\0');
  if (parts.at(-1) === '') parts.pop();
  return parts;
}
