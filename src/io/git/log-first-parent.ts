import type { Failure } from '../../core/failure.ts';
import { ok, type Result } from '../../core/result.ts';
import type { HistoryCommit } from '../../core/staging/plan-pieces.ts';
import type { Repo } from './repo.ts';
import { runGit, splitNul } from './run-git.ts';

const trailer = (key: string): string => `%(trailers:key=${key},valueonly,separator=%x20)`;
const fields = [
  ...['%H', '%P', '%an', '%ae', '%aI', '%B'],
  ...[trailer('Chant-Spec'), trailer('Chant-Run'), trailer('Assisted-by')],
];

/** The first-parent line of a commit, oldest first, without what the other commits contain. */
export async function logFirstParent(
  repo: Repo,
  tip: string,
  without: readonly string[],
): Promise<Result<readonly HistoryCommit[], Failure>> {
  const format = `--format=${fields.join('%x00')}`;
  const which = ['--first-parent', '--reverse', tip, ...without.map((commit) => `^${commit}`)];
  const answer = await runGit(repo, ['log', '-z', '--no-show-signature', '--no-color', format, ...which, '--']);
  return answer.ok ? ok(parseHistory(answer.value.stdout)) : answer;
}

/** Reads `3f9a809…\0<parents>\0Ada\0ada@example.org\0<date>\0<message>\0<spec>\0<run>\0<agent>\0`, again and again. */
function parseHistory(output: string): readonly HistoryCommit[] {
  const parts = splitNul(output);
  const commits: HistoryCommit[] = [];
  for (let index = 0; index + fields.length <= parts.length; index += fields.length) {
    const [hash = '', parents = '', name = '', email = '', at = '', message = '', spec = '', run = '', agent = ''] =
      parts.slice(index, index + fields.length);
    commits.push({
      ...{ hash, message, at, author: { name, email } },
      parents: parents.split(' ').filter((one) => one !== ''),
      spec: firstWord(spec),
      run: firstWord(run),
      assistedBy: agent.trim() === '' ? null : agent.trim(),
    });
  }
  return commits;
}

function firstWord(text: string): string | null {
  return text.trim() === '' ? null : text.trim().replace(/ .*/, '');
}
