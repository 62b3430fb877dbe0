import type { Failure } from '../../core/failure.ts';
import { nearest } from '../../core/nearest.ts';
import { err, ok, type Result } from '../../core/result.ts';
import type { Spec } from '../../core/spec/spec.ts';
import type { Repo } from '../../io/git/repo.ts';
import { listFilesAt } from '../../io/git/ls-files.ts';
import { type ProjectFile, listProjectFiles, readProjectFile } from '../../io/project/project-files.ts';
import { isUrl } from '../../core/scope/is-url.ts';
import { isLiteral } from '../../core/scope/is-literal.ts';
import { matchesAny } from '../../core/scope/matches-any.ts';
import type { Project } from '../open-project.ts';

export const inputKeys = ['informed_by', 'origin', 'tracks', 'context'] as const;
export type InputKey = (typeof inputKeys)[number];

/** One thing that the spec is to be informed by. */
export interface Input {
  readonly key: InputKey;
  /** Path relative to the checkout, or a URL. */
  readonly path: string;
  /** As it is in the user's working tree; null: it is a URL, or only the base has it. */
  readonly file: ProjectFile | null;
}

/**
 * Finds everything under informed_by, origin, tracks and context: in the user's working tree, which may hold what
 * git does not (silent mode, uncommitted research), else in the base. An input that is nowhere is a
 * `missing-input`: an agent is never started without its research.
 */
export async function findInputs(
  project: Project,
  repo: Repo,
  asked: { readonly spec: Spec; readonly base: string; readonly resolveSpec: (name: string) => string | null },
): Promise<Result<readonly Input[], Failure>> {
  const { spec, base, resolveSpec } = asked;
  const lists: Record<InputKey, readonly string[]> = {
    informed_by: spec.informedBy,
    origin: spec.origin,
    tracks: spec.tracks,
    context: spec.context,
  };
  const inputs: Input[] = [];
  for (const key of inputKeys) {
    for (const pattern of lists[key]) {
      const found = await findInput(project, repo, { key, pattern, base });
      if (!found.ok) return found;
      const asSpec = found.value.length === 0 ? resolveSpec(pattern) : null;
      const again = asSpec === null ? found : await findInput(project, repo, { key, pattern: asSpec, base });
      if (!again.ok) return again;
      if (again.value.length === 0) return missing(project, { spec, key, path: pattern });
      inputs.push(...again.value.filter((one) => !inputs.some((other) => other.path === one.path)));
    }
  }
  return ok(inputs);
}

async function findInput(
  project: Project,
  repo: Repo,
  asked: { readonly key: InputKey; readonly pattern: string; readonly base: string },
): Promise<Result<readonly Input[], Failure>> {
  const { key, pattern, base } = asked;
  if (isUrl(pattern)) return ok([{ key, path: pattern, file: null }]);
  const path = pattern.replace(/^\.\//, '');
  const place = { root: project.store.root, chantDir: project.store.dir };
  const own = readProjectFile(place, path);
  if (own !== null) return ok([{ key, path, file: own }]);
  const folder = path.endsWith('/') ? path : `${path}/`;
  const isWanted = (name: string): boolean =>
    isLiteral(path) ? name.startsWith(folder) || name === path : matchesAny([path], name);
  const files = listProjectFiles(place, path).filter(isWanted);
  const tracked = await listFilesAt(repo, base);
  if (!tracked.ok) return tracked;
  const names = [...new Set([...files, ...tracked.value.filter(isWanted)])].sort();
  return ok(names.map((name) => ({ key, path: name, file: readProjectFile(place, name) })));
}

function missing(
  project: Project,
  asked: { readonly spec: Spec; readonly key: string; readonly path: string },
): Result<never, Failure> {
  const { spec, key, path } = asked;
  const place = { root: project.store.root, chantDir: project.store.dir };
  const close = nearest(path, listProjectFiles(place, path));
  return err({ kind: 'missing-input', spec: spec.id, key, path, near: close === null ? [] : [close] });
}
