import type { Failure } from '../../core/failure.ts';
import { ok, type Result } from '../../core/result.ts';
import { commitTree } from '../../io/git/commit-tree.ts';
import { readIdentity } from '../../io/git/read-identity.ts';
import { listEntries, readTreeInto, setEntries, writeTree } from '../../io/git/write-tree.ts';
import { removeFile } from '../../io/workspace/private-file.ts';
import type { Run } from './run.ts';

/**
 * A commit like the given one, but with `paths` as they are in `from`: what checks run on when the agent changed the
 * files that prove its work. Without paths it is the commit itself.
 */
export async function protectCommit(
  run: Run,
  asked: { readonly commit: string; readonly from: string; readonly paths: readonly string[] },
): Promise<Result<string, Failure>> {
  const { repo } = run;
  const { commit, from, paths } = asked;
  if (paths.length === 0) return ok(commit);
  const index = `${run.dir}/index.protected`;
  removeFile(`${index}.lock`);
  const filled = await readTreeInto(repo, commit, index);
  if (!filled.ok) return filled;
  const entries = await listEntries(repo, from, paths);
  if (!entries.ok) return entries;
  const set = await setEntries(repo, index, new Map(paths.map((path) => [path, entries.value.get(path) ?? null])));
  if (!set.ok) return set;
  const tree = await writeTree(repo, index);
  removeFile(index);
  const identity = await readIdentity(repo);
  if (!tree.ok || !identity.ok) return tree.ok ? (identity.ok ? ok(commit) : identity) : tree;
  return commitTree(repo, {
    tree: tree.value,
    parents: [commit],
    message: 'protected files restored',
    identity: identity.value,
  });
}
