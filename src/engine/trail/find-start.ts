import path from 'node:path';
import type { Failure } from '../../core/failure.ts';
import { err, ok, type Result } from '../../core/result.ts';
import { parseIssueName, issueNameOf } from '../../core/trace/issue-name.ts';
import { parsePlace, type TypedPlace } from '../../core/trace/parse-place.ts';
import { listTracked } from '../../io/git/list-tracked.ts';
import { resolveCommit } from '../../io/git/rev-parse.ts';
import { readProjectFile } from '../../io/project/project-files.ts';
import { findSpec } from '../find-spec.ts';
import { findLandedFile } from './find-landed-file.ts';
import type { Trail } from './trail.ts';

/** What somebody asks about. */
export type Start =
  | { readonly kind: 'spec'; readonly id: string }
  /** Any file under `.chant/` that is no spec. */
  | { readonly kind: 'document'; readonly path: string }
  /** An issue without a snapshot. */
  | { readonly kind: 'issue'; readonly name: string }
  /** `at`: the ref or commit that has the file, where it is not in the user's tree; null: it is there. */
  | ({ readonly kind: 'lines'; readonly at: string | null } & TypedPlace)
  | { readonly kind: 'commit'; readonly hash: string };

/**
 * What is meant by a word: an issue, a spec, a place in a file, the number of an issue that was investigated, or a
 * commit; the first that there is. A path is looked for from where the user stands, then from the root, and in either
 * place where work landed, too. Failures: spec-not-found, spec-ambiguous, unknown-name.
 */
export async function findStart(trail: Trail, word: string): Promise<Result<Start, Failure>> {
  const issue = parseIssueName(word);
  if (issue !== null) return ok(findIssue(trail, issue));
  const spec = findSpec(trail.judged.specs, word, trail.site.project.today);
  if (spec.ok) return ok({ kind: 'spec', id: spec.value.id });
  const place = await findPlace(trail, word);
  if (!place.ok || place.value !== null) return place.ok && place.value !== null ? ok(place.value) : spec;
  const bare = /^\d+$/.test(word) ? findIssue(trail, `issue-${word}`) : null;
  if (bare?.kind === 'document') return ok(bare);
  const commit = await resolveCommit(trail.site.repo, word);
  if (!commit.ok) return commit;
  if (commit.value !== null) return ok({ kind: 'commit', hash: commit.value });
  const { failure } = spec;
  if (failure.kind === 'spec-ambiguous' || (failure.kind === 'spec-not-found' && failure.near.length > 0)) return spec;
  const what = 'spec, file, line, commit or issue';
  return err({ kind: 'unknown-name', what, name: word, known: [], suggestion: null });
}

/** The snapshot, wherever specs know it from; else the name alone. */
function findIssue({ relations, site }: Trail, name: string): Start {
  const known = [...relations.specs.values()].flatMap((spec) => spec.inputs.map((input) => input.name));
  const { root, dir: chantDir } = site.project.store;
  const usual = `.chant/research/${name}.md`;
  const isThere = readProjectFile({ root, chantDir }, usual) !== null;
  const snapshot = isThere ? usual : known.find((path) => issueNameOf(path) === name);
  return snapshot === undefined ? { kind: 'issue', name } : { kind: 'document', path: snapshot };
}

async function findPlace(trail: Trail, word: string): Promise<Result<Start | null, Failure>> {
  const { context, project, repo } = trail.site;
  const { root, dir: chantDir } = project.store;
  const here = context.repo === null ? path.relative(root, context.cwd) : '';
  for (const place of parsePlace(word)) {
    const typed = place.path.replaceAll('\\', '/');
    const inside = path.isAbsolute(typed) ? path.relative(root, typed) : path.posix.join(here, typed);
    for (const name of new Set([inside, path.posix.normalize(typed)])) {
      if (name.startsWith('..') || path.isAbsolute(name) || name === '') continue;
      const isFile = readProjectFile({ root, chantDir }, name) !== null;
      const tracked = isFile ? ok([name]) : await listTracked(repo, `:(literal)${name}`);
      if (!tracked.ok) return tracked;
      const landed = tracked.value.includes(name) ? ok(null) : await findLandedFile(trail, name);
      if (!landed.ok) return landed;
      if (landed.value === null && !tracked.value.includes(name)) continue;
      if (name.startsWith('.chant/')) return ok({ kind: 'document', path: name });
      return ok({ kind: 'lines', path: name, range: place.range, at: landed.value?.at ?? null });
    }
  }
  return ok(null);
}
