import fs from 'node:fs';
import path from 'node:path';
import type { Failure } from '../../core/failure.ts';
import { ok, type Result } from '../../core/result.ts';
import { lookAt } from './look-at.ts';
import type { Repo } from './repo.ts';
import { runGit, splitNul } from './run-git.ts';

/** The user's checkout at one moment: what HEAD names, and every path with changes of the user's. */
export interface CheckoutState {
  /** The HEAD file: `ref: refs/heads/main`, or a commit. */
  readonly head: string;
  readonly headCommit: string;
  /** Path -> a sign that changes when the file does. What chant itself writes under `.chant/` is left out. */
  readonly dirty: Readonly<Record<string, string>>;
}

/** Looks at the user's checkout without taking any lock in it. */
export async function readCheckoutState(repo: Repo): Promise<Result<CheckoutState, Failure>> {
  const args = [
    'status',
    '--porcelain=v2',
    '--branch',
    '-z',
    '--untracked-files=all',
    '--no-renames',
    '--ignore-submodules=all',
  ];
  const answer = await runGit(repo, args);
  if (!answer.ok) return answer;
  const dirty: Record<string, string> = {};
  let headCommit = '';
  for (const line of splitNul(answer.value.stdout)) {
    if (line.startsWith('# branch.oid ')) headCommit = line.slice('# branch.oid '.length);
    const file = parseStatusPath(line);
    if (file !== null && !isChantsOwn(file))
      dirty[file] = `${line.slice(0, 4)} ${readSign(path.join(repo.root, file))}`;
  }
  const head = fs.readFileSync(path.join(repo.gitDir, 'HEAD'), 'utf8').trim();
  return ok({ head, headCommit, dirty });
}

/** Folders in which other commands of chant write at any time; its configuration and prompts are the user's. */
function isChantsOwn(file: string): boolean {
  return /^\.chant\/(specs|archive|research|runs|cache)\//.test(file);
}

/**
 * The path of a porcelain v2 line, or null when it has none.
 * `1 .M N... 100644 100644 100644 3f9… 3f9… src/store.js`, `u UU N... <4 modes, 3 objects> path`, `? path`
 */
function parseStatusPath(line: string): string | null {
  const fields = { '1': 8, u: 10, '?': 1 }[line[0] ?? ''];
  if (fields === undefined) return null;
  let at = 0;
  for (let count = 0; count < fields; count++) at = line.indexOf(' ', at) + 1;
  return line.slice(at);
}

function readSign(file: string): string {
  const stat = lookAt(file);
  return stat === null ? 'gone' : `${stat.mtimeMs} ${stat.size} ${stat.ino} ${stat.mode}`;
}
