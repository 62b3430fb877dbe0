import type { Failure } from '../../core/failure.ts';
import { ok, type Result } from '../../core/result.ts';
import type { LoggedCommit } from '../../core/trace/attribute-commits.ts';
import type { Repo } from './repo.ts';
import { runGit, splitNul } from './run-git.ts';

const fields = ['%H', '%P', '%ae', '%an', '%aI', '%s', '%(trailers:key=Chant-Spec,valueonly,separator=%x20)'];
const format = `--format=${fields.join('%x00')}`;

/** Everything that is somebody's history; not `refs/chant/`, where attempts are that never landed. */
const everywhere = ['--branches', '--remotes', '--tags', 'HEAD'];

/** Every commit that a run has made, on any branch, newest first: those with a trailer, and those of agents. */
export async function logRunCommits(repo: Repo): Promise<Result<readonly LoggedCommit[], Failure>> {
  const [told, agents] = await Promise.all([
    log(repo, ['--grep=^Chant-Spec: ', ...everywhere]),
    log(repo, ['--author=@chant\\.invalid>', ...everywhere]),
  ]);
  if (!told.ok || !agents.ok) return told.ok ? agents : told;
  const known = new Set(told.value.map((commit) => commit.hash));
  return ok([...told.value, ...agents.value.filter((commit) => !known.has(commit.hash))]);
}

/** One commit, or null when the name stands for none. */
export async function readCommit(repo: Repo, commit: string): Promise<Result<LoggedCommit | null, Failure>> {
  const read = await log(repo, ['--max-count=1', '--no-walk', '--end-of-options', commit]);
  return read.ok ? ok(read.value[0] ?? null) : read;
}

async function log(repo: Repo, which: readonly string[]): Promise<Result<readonly LoggedCommit[], Failure>> {
  const args = ['log', '-z', '--no-show-signature', '--no-color', format, ...which, '--'];
  // 128: a repository without a commit, or a name that stands for none.
  const answer = await runGit(repo, args, { expect: [128] });
  if (!answer.ok) return answer;
  return ok(answer.value.exitCode === 0 ? parseLog(answer.value.stdout) : []);
}

/** Reads `3f9a809…\0<parents>\0ada@example.org\0Ada\02026-11-23T10:00:00+00:00\0subject\0<spec>\0`, again and again. */
function parseLog(output: string): readonly LoggedCommit[] {
  const parts = splitNul(output);
  const commits: LoggedCommit[] = [];
  for (let at = 0; at + fields.length <= parts.length; at += fields.length) {
    const [hash = '', parents = '', authorEmail = '', author = '', date = '', subject = '', spec = ''] = parts.slice(
      at,
      at + fields.length,
    );
    commits.push({
      ...{ hash, authorEmail, author, at: date, subject },
      parents: parents.split(' ').filter((one) => one !== ''),
      spec: spec.trim() === '' ? null : spec.trim().replace(/ .*/, ''),
    });
  }
  return commits;
}
