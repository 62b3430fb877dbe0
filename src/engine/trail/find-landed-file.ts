import type { Failure } from '../../core/failure.ts';
import { ok, type Result } from '../../core/result.ts';
import type { Spec } from '../../core/spec/spec.ts';
import { readBytesAt } from '../../io/git/cat-file.ts';
import type { Trail } from './trail.ts';

/** A file as it lies where it landed. */
export interface LandedFile {
  /** Full ref, or commit where no branch has the file any more. */
  readonly at: string;
  readonly data: Buffer;
}

/** Each look is a process of git's: of work that was done many times over, the newest commits count. */
const mostCommits = 20;

/**
 * Finds a file that is not in the user's tree: on the branches of the specs that write or read it, then in the commits
 * that were made for them, then on the branches of all others. null: in none. Failure: git-failed.
 */
export async function findLandedFile(trail: Trail, path: string): Promise<Result<LandedFile | null, Failure>> {
  const { relations, specs, commits, site } = trail;
  const near = new Set([...relations.writersOf(path, null), ...relations.readersOf(path).map(({ id }) => id)]);
  const made = commits.filter(({ hash }) => near.has(trail.specOf(hash) ?? '')).slice(0, mostCommits);
  const known = [...specs.values()];
  const places = new Set([
    ...known.filter(({ id }) => near.has(id)).flatMap((spec) => listBranches(trail, spec)),
    ...made.map(({ hash }) => hash),
    ...known.flatMap((spec) => listBranches(trail, spec)),
    'HEAD',
  ]);
  for (const at of places) {
    const bytes = await readBytesAt(site.repo, at, path);
    if (!bytes.ok) return bytes;
    if (bytes.value !== null) return ok({ at, data: bytes.value });
  }
  return ok(null);
}

/** Full refs of where a spec landed, or is to land. */
function listBranches({ judged }: Trail, spec: Spec): readonly string[] {
  const { branch, targetBranch } = spec;
  const names = [branch, targetBranch].flatMap((name) => (name === null ? [] : [`refs/heads/${name}`]));
  return [judged.runOf(spec)?.target ?? null, ...names].filter((ref) => ref !== null);
}
