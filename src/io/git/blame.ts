import type { Failure } from '../../core/failure.ts';
import { ok, type Result } from '../../core/result.ts';
import type { Repo } from './repo.ts';
import { runGit } from './run-git.ts';

/** Who last changed a line. */
export interface BlamedLine {
  /** 1-based, in the file as it was asked about. */
  readonly line: number;
  /** null: it is in no commit yet. */
  readonly commit: string | null;
  /** Path that the file had in that commit. */
  readonly path: string;
  readonly text: string;
}

export interface BlameRequest {
  readonly path: string;
  /** null: the file as it stands in the working tree. */
  readonly commit: string | null;
  /** null: the whole file. */
  readonly range: { readonly first: number; readonly last: number } | null;
}

/** Lines of a file with their commits, renames followed; null where git knows no such file there, or no such line. */
export async function blame(repo: Repo, asked: BlameRequest): Promise<Result<readonly BlamedLine[] | null, Failure>> {
  const { path, commit, range } = asked;
  const lines = range === null ? [] : ['-L', `${range.first},${range.last}`];
  const args = ['blame', '--porcelain', '--no-textconv', ...lines, ...(commit === null ? [] : [commit]), '--', path];
  const answer = await runGit(repo, args, { expect: [128] });
  if (!answer.ok) return answer;
  return ok(answer.value.exitCode === 0 ? parseBlame(answer.value.stdout) : null);
}

/**
 * Reads git's porcelain form; what is told of a commit once is not told again:
 *
 *     c2da3cea1c734b7a6a106b8052cacda42931f763 3 3 2
 *     author Demo
 *     filename src/lock.js
 *     	const queues = new Map();
 *     c2da3cea1c734b7a6a106b8052cacda42931f763 4 4
 *     	…
 */
function parseBlame(output: string): readonly BlamedLine[] {
  const blamed: BlamedLine[] = [];
  const paths = new Map<string, string>();
  let hash = '';
  let line = 0;
  for (const row of output.split('\n')) {
    const head = /^([0-9a-f]{40,64}) \d+ (\d+)/.exec(row);
    if (row.startsWith('\t')) {
      const commit = /^0+$/.test(hash) ? null : hash;
      blamed.push({ line, commit, path: paths.get(hash) ?? '', text: row.slice(1) });
    } else if (head !== null) {
      [hash, line] = [head[1] ?? '', Number(head[2])];
    } else if (row.startsWith('filename ')) paths.set(hash, unquote(row.slice('filename '.length)));
  }
  return blamed;
}

/** git quotes a name that has a quote, a backslash or a control character in it, as C does. */
function unquote(name: string): string {
  if (!name.startsWith('"')) return name;
  const letters: Readonly<Record<string, string>> = { n: '\n', t: '\t', r: '\r', b: '\b', f: '\f', v: '\v', a: '\x07' };
  return name.slice(1, -1).replace(/\\(?:([0-7]{3})|(.))/g, (_, octal: string | undefined, letter: string) => {
    return octal === undefined ? (letters[letter] ?? letter) : String.fromCharCode(Number.parseInt(octal, 8));
  });
}
