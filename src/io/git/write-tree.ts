import type { Failure } from '../../core/failure.ts';
import { ok, type Result } from '../../core/result.ts';
import type { Place, Repo } from './repo.ts';
import { runGit, splitNul } from './run-git.ts';

/** One entry of an index or a tree. */
export interface Entry {
  readonly mode: string;
  readonly object: string;
  readonly path: string;
}

/** Takes everything in the tree that git does not ignore into the given index. */
export async function addAll(repo: Repo, at: Place, index: string): Promise<Result<void, Failure>> {
  // A lone file that cannot be added (unreadable, a socket) must not lose all the others; what lies outside of a sparse
  // checkout is work, too.
  const answer = await runGit(repo, ['add', '--all', '--ignore-errors', '--sparse'], { at, index, expect: [1, 129] });
  if (!answer.ok) return answer;
  if (answer.value.exitCode !== 129) return ok(undefined);
  // Before git 2.34 there is no `--sparse`.
  const plain = await runGit(repo, ['add', '--all', '--ignore-errors'], { at, index, expect: [1] });
  return plain.ok ? ok(undefined) : plain;
}

/** Takes single files of the tree into the given index, although git ignores them. */
export async function addFiles(
  repo: Repo,
  at: Place,
  asked: { readonly index: string; readonly files: readonly string[] },
): Promise<Result<void, Failure>> {
  const how = ['--force', '--ignore-errors', '--pathspec-from-file=-', '--pathspec-file-nul'];
  const input = asked.files.map((file) => `${file}\0`).join('');
  const answer = await runGit(repo, ['--literal-pathspecs', 'add', ...how], {
    at,
    index: asked.index,
    input,
    expect: [1],
  });
  return answer.ok ? ok(undefined) : answer;
}

/** Fills a private index with a tree. */
export async function readTreeInto(repo: Repo, tree: string, index: string): Promise<Result<void, Failure>> {
  const answer = await runGit(repo, ['read-tree', tree], { index });
  return answer.ok ? ok(undefined) : answer;
}

/** Writes the tree that a private index holds. */
export async function writeTree(repo: Repo, index: string): Promise<Result<string, Failure>> {
  const answer = await runGit(repo, ['write-tree'], { index });
  return answer.ok ? ok(answer.value.stdout.trim()) : answer;
}

/** Sets (or with a null entry removes) single paths of a private index. */
export async function setEntries(
  repo: Repo,
  index: string,
  entries: ReadonlyMap<string, Entry | null>,
): Promise<Result<void, Failure>> {
  const gone = [...entries].filter(([, entry]) => entry === null).map(([path]) => `${path}\0`);
  const set = [...entries.values()].flatMap((entry) =>
    entry === null ? [] : [`${entry.mode} ${entry.object}\t${entry.path}\0`],
  );
  if (gone.length > 0) {
    const removed = await runGit(repo, ['update-index', '-z', '--force-remove', '--stdin'], {
      index,
      input: gone.join(''),
    });
    if (!removed.ok) return removed;
  }
  if (set.length === 0) return ok(undefined);
  const added = await runGit(repo, ['update-index', '-z', '--index-info'], { index, input: set.join('') });
  return added.ok ? ok(undefined) : added;
}

/** Entries of a tree at the given paths (literal); those that are not there are left out. */
export async function listEntries(
  repo: Repo,
  tree: string,
  paths: readonly string[],
): Promise<Result<ReadonlyMap<string, Entry>, Failure>> {
  const found = new Map<string, Entry>();
  if (paths.length === 0) return ok(found);
  const answer = await runGit(repo, ['ls-tree', '-r', '-z', '--full-tree', tree, '--', ...paths]);
  if (!answer.ok) return answer;
  for (const line of splitNul(answer.value.stdout)) {
    // 100644 blob 3f9a809…\tsrc/store.js
    const match = /^(\d+) \w+ ([0-9a-f]+)\t([\s\S]*)$/.exec(line);
    const [, mode, object, path] = match ?? [];
    if (mode && object && path) found.set(path, { mode, object, path });
  }
  return ok(found);
}

/** Submodules of a tree. */
export async function listGitlinks(repo: Repo, tree: string): Promise<Result<ReadonlyMap<string, Entry>, Failure>> {
  const modules = await listEntries(repo, tree, ['.gitmodules']);
  if (!modules.ok || modules.value.size === 0) return modules;
  const all = await listEntries(repo, tree, ['.']);
  return all.ok ? ok(new Map([...all.value].filter(([, entry]) => entry.mode === '160000'))) : all;
}
