import type { Failure } from '../../core/failure.ts';
import type { Change } from '../../core/plan/collected.ts';
import { ok, type Result } from '../../core/result.ts';
import { readBlob } from './cat-file.ts';
import type { Repo } from './repo.ts';
import { runGit, splitNul } from './run-git.ts';

interface RawChange {
  readonly change: Change;
  readonly object: string;
}

/** What differs between two commits or trees. Renames are not looked for: both of their sides count. */
export async function listChanges(repo: Repo, from: string, to: string): Promise<Result<readonly Change[], Failure>> {
  if (from === to) return ok([]);
  const answer = await runGit(repo, ['diff-tree', '-r', '-z', '--raw', '--no-abbrev', '--no-renames', from, to]);
  if (!answer.ok) return answer;
  const changes: Change[] = [];
  for (const { change, object } of parseRawDiff(answer.value.stdout)) {
    if (change.mode !== '120000') changes.push(change);
    else {
      const target = await readBlob(repo, object);
      if (!target.ok) return target;
      changes.push({ ...change, linkTarget: target.value });
    }
  }
  return ok(changes);
}

/** What files are called in `to` that `from` knows under another name: old path -> new path. */
export async function listRenames(
  repo: Repo,
  from: string,
  to: string,
): Promise<Result<ReadonlyMap<string, string>, Failure>> {
  const args = ['diff-tree', '-r', '-z', '--name-status', '--find-renames', '--diff-filter=R', from, to];
  const answer = await runGit(repo, args);
  if (!answer.ok) return answer;
  // R087\0src/store.js\0src/store/index.js\0
  const parts = splitNul(answer.value.stdout);
  const renames = new Map<string, string>();
  for (let index = 0; index + 2 < parts.length; index += 3) renames.set(parts[index + 1] ?? '', parts[index + 2] ?? '');
  return ok(renames);
}

/** Reads `:100644 100644 3f9… 8ab… M\0src/store.js\0`, again and again. */
export function parseRawDiff(output: string): readonly RawChange[] {
  const parts = splitNul(output);
  const changes: RawChange[] = [];
  for (let index = 0; index + 1 < parts.length; index += 2) {
    const match = /^:(\d+) (\d+) ([0-9a-f]+) ([0-9a-f]+) ([A-Z])/.exec(parts[index] ?? '');
    const [, , mode, , object, letter] = match ?? [];
    const path = parts[index + 1];
    if (mode && object && letter && path !== undefined) {
      changes.push({ change: { path, status: statusOf(letter), mode, linkTarget: null }, object });
    }
  }
  return changes;
}

function statusOf(letter: string): Change['status'] {
  if (letter === 'A') return 'added';
  if (letter === 'D') return 'deleted';
  return letter === 'T' ? 'type-changed' : 'modified';
}
