import type { Failure } from '../../core/failure.ts';
import { ok, type Result } from '../../core/result.ts';
import type { Place } from '../../io/git/repo.ts';
import {
  addAll,
  addFiles,
  type Entry,
  listEntries,
  listGitlinks,
  readTreeInto,
  setEntries,
  writeTree,
} from '../../io/git/write-tree.ts';
import { hashContent } from '../../io/project/project-files.ts';
import { readInside } from '../../io/workspace/read-inside.ts';
import { existsFile, removeFile } from '../../io/workspace/private-file.ts';
import { findHidden } from './find-hidden.ts';
import type { Run } from './run.ts';

export interface Trees {
  /** Everything as the agent left it. */
  readonly whole: string;
  /** The result: without the spec, and without what was only carried in. */
  readonly result: string;
}

/**
 * Writes the workspace as trees, through an index of chant's own: the agent's could be locked, or tell git to look
 * away from some files.
 */
export async function takeTrees(
  run: Run,
  from: {
    readonly place: Place;
    readonly session: string;
    readonly base: string;
    readonly carried: Readonly<Record<string, string>>;
  },
): Promise<Result<Trees, Failure>> {
  const { repo, spec } = run;
  const { place, base, carried } = from;
  const index = `${run.dir}/index`;
  removeFile(`${index}.lock`);
  if (!existsFile(index)) {
    const filled = await readTreeInto(repo, base, index);
    if (!filled.ok) return filled;
  }
  const added = await addAll(repo, place, index);
  if (!added.ok) return added;
  const seen = await writeTree(repo, index);
  if (!seen.ok) return seen;
  const hidden = await findHidden(run, { ...from, tree: seen.value, index });
  if (!hidden.ok) return hidden;
  const whole = hidden.value.length === 0 ? seen : await addHidden(run, { place, index, files: hidden.value });
  if (!whole.ok) return whole;
  const links = await listGitlinks(repo, base);
  if (!links.ok) return links;
  const ours = [spec.path, ...Object.keys(carried).filter((path) => isUnchanged(place, path, carried[path]))];
  const asBase = run.project.config.silent ? [...ours, ...(await listChant(run, whole.value))] : ours;
  const entries = await listEntries(repo, base, asBase);
  if (!entries.ok) return entries;
  const changes = new Map<string, Entry | null>(
    [...asBase, ...hidden.value].map((path) => [path, entries.value.get(path) ?? null]),
  );
  const set = await setEntries(repo, index, new Map([...changes, ...links.value]));
  if (!set.ok) return set;
  const result = await writeTree(repo, index);
  return result.ok ? ok({ whole: whole.value, result: result.value }) : result;
}

async function addHidden(
  run: Run,
  asked: { readonly place: Place; readonly index: string; readonly files: readonly string[] },
): Promise<Result<string, Failure>> {
  const added = await addFiles(run.repo, asked.place, asked);
  return added.ok ? writeTree(run.repo, asked.index) : added;
}

function isUnchanged(place: Place, path: string, hash: string | undefined): boolean {
  const data = readInside(place.workTree, path, Number.MAX_SAFE_INTEGER);
  return data !== null && hashContent(data) === hash;
}

/** In silent mode nothing under `.chant/` may reach a commit that lands, however the agent added it. */
async function listChant(run: Run, tree: string): Promise<readonly string[]> {
  const entries = await listEntries(run.repo, tree, ['.chant/']);
  return entries.ok ? [...entries.value.keys()] : [];
}
