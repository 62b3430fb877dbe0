import type { Failure } from '../../core/failure.ts';
import { ok, type Result } from '../../core/result.ts';
import { readBytesAt } from '../../io/git/cat-file.ts';
import { listIgnored } from '../../io/git/check-ignore.ts';
import { listChanges } from '../../io/git/diff-tree.ts';
import { listFilesAt, listUntaken } from '../../io/git/ls-files.ts';
import type { Place } from '../../io/git/repo.ts';
import { makeFolder } from '../../io/workspace/make-folder.ts';
import { writeInside } from '../../io/workspace/write-inside.ts';
import type { Run } from './run.ts';

/** More is no work that somebody hid, but what an installation wrote. */
const maxHidden = 5000;

/**
 * Files that git ignores only because of an ignore file that this run changed: they do not land, but they are kept.
 * `tree`: what was taken from the workspace; `index` holds it.
 */
export async function findHidden(
  run: Run,
  asked: {
    readonly place: Place;
    readonly session: string;
    readonly base: string;
    readonly tree: string;
    readonly index: string;
  },
): Promise<Result<readonly string[], Failure>> {
  const { repo } = run;
  const { place, base, tree, index } = asked;
  const changes = await listChanges(repo, base, tree);
  if (!changes.ok || !changes.value.some((change) => isIgnoreFile(change.path))) return changes.ok ? ok([]) : changes;
  const files = await listUntaken(repo, place, index);
  if (!files.ok) return files;
  const rules = await layOutRules(run, asked);
  if (!rules.ok) return rules;
  const ignored = await listIgnored(repo, files.value, { at: { workTree: rules.value, gitDir: place.gitDir }, index });
  if (!ignored.ok) return ignored;
  const before = new Set(ignored.value);
  return ok(files.value.filter((file) => !before.has(file)).slice(0, maxHidden));
}

/** A folder that holds the ignore files of the base, and nothing else. */
async function layOutRules(
  run: Run,
  asked: { readonly session: string; readonly base: string },
): Promise<Result<string, Failure>> {
  const folder = makeFolder(`${asked.session}/ignore`);
  if (!folder.ok) return folder;
  const files = await listFilesAt(run.repo, asked.base);
  if (!files.ok) return files;
  for (const file of files.value.filter(isIgnoreFile)) {
    const data = await readBytesAt(run.repo, asked.base, file);
    if (!data.ok) return data;
    const written = data.value === null ? ok('') : writeInside(folder.value, file, { data: data.value });
    if (!written.ok) return written;
  }
  return folder;
}

function isIgnoreFile(file: string): boolean {
  return file === '.gitignore' || file.endsWith('/.gitignore');
}
