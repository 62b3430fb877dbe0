import type { Failure } from '../../core/failure.ts';
import { ok, type Result } from '../../core/result.ts';
import type { FileNode, Trace, TraceEdge, TraceNode } from '../../core/trace/trace.ts';
import { keyOf, splitKey, walkDown, walkUp } from '../../core/trace/walk-relations.ts';
import { isAncestor } from '../../io/git/merge-base.ts';
import { openSite } from '../open-site.ts';
import type { Operation } from '../operation.ts';
import { describeNode } from '../trail/describe-node.ts';
import { findLines } from '../trail/find-lines.ts';
import { findStart, type Start } from '../trail/find-start.ts';
import { loadTrail } from '../trail/load-trail.ts';
import { readLanded } from '../trail/read-landed.ts';
import { traceLines } from '../trail/trace-lines.ts';
import type { Trail } from '../trail/trail.ts';

export interface TraceOriginInput {
  /** Id of a spec, a path, `path:line`, a commit, or an issue. */
  readonly what: string;
}

/** What is known before nodes are described: files are described already. */
interface Draft {
  readonly starts: readonly string[];
  readonly files: readonly FileNode[];
  readonly edges: readonly TraceEdge[];
  readonly notes: readonly string[];
}

/**
 * Where something comes from, down to the issue, and what came of it, down to the lines. Failures: spec-not-found,
 * spec-ambiguous, unknown-name, bad-argument (no such line), git-failed, and those of opening the project.
 */
export const traceOrigin: Operation<TraceOriginInput, Trace> = async (context, { what }) => {
  const site = await openSite(context);
  if (!site.ok) return site;
  const trail = await loadTrail(site.value);
  if (!trail.ok) return trail;
  const start = await findStart(trail.value, what);
  if (!start.ok) return start;
  const draft = await draftTrace(trail.value, start.value);
  return draft.ok ? finish(trail.value, draft.value) : draft;
};

function draftTrace(trail: Trail, start: Start): Promise<Result<Draft, Failure>> {
  switch (start.kind) {
    case 'lines':
      return draftLines(trail, start);
    case 'commit':
      return draftCommit(trail, start.hash);
    case 'spec':
      return draftBothWays(trail, keyOf.spec(start.id));
    case 'document':
      return draftBothWays(trail, keyOf.document(start.path));
    case 'issue':
      return draftBothWays(trail, keyOf.issue(start.name));
  }
}

async function draftLines(trail: Trail, start: Extract<Start, { kind: 'lines' }>): Promise<Result<Draft, Failure>> {
  const lines = await traceLines(trail.site, start);
  if (!lines.ok) return lines;
  const { files, commits } = lines.value;
  const edges = [...lines.value.edges, ...linkCommits(trail, commits)];
  const specs = specsOf(trail, commits).map(keyOf.spec);
  return ok({
    starts: files.map((file) => file.key),
    files,
    edges: [...edges, ...walkUp(specs, trail.relations)],
    notes: [],
  });
}

async function draftCommit(trail: Trail, hash: string): Promise<Result<Draft, Failure>> {
  const found = await findLines(trail.site.repo, { name: hash, changed: hash, commits: [hash], at: 'HEAD' });
  if (!found.ok) return found;
  const up = walkUp(specsOf(trail, [hash]).map(keyOf.spec), trail.relations);
  const edges = [...linkCommits(trail, [hash]), ...up, ...found.value.edges];
  return ok({ starts: [keyOf.commit(hash)], files: found.value.files, edges, notes: found.value.notes });
}

async function draftBothWays(trail: Trail, start: string): Promise<Result<Draft, Failure>> {
  const down = walkDown([start], trail.relations);
  const edges: TraceEdge[] = [...walkUp([start], trail.relations), ...down];
  const files: FileNode[] = [];
  const notes: string[] = [];
  for (const key of new Set([start, ...down.map((edge) => edge.from)])) {
    const [kind, id] = splitKey(key);
    if (kind !== 'spec') continue;
    const made = await draftWork(trail, id);
    if (!made.ok) return made;
    edges.push(...made.value.edges);
    files.push(...made.value.files);
    notes.push(...made.value.notes);
  }
  return ok({ starts: [start], files, edges, notes });
}

/** The commits of a spec, and what is left of them in files. */
async function draftWork(trail: Trail, id: string): Promise<Result<Omit<Draft, 'starts'>, Failure>> {
  const spec = trail.specs.get(id);
  const landed = spec === undefined ? null : await readLanded(trail, spec);
  if (landed === null) return ok({ edges: [], files: [], notes: [] });
  if (!landed.ok) return landed;
  const { landing, commits, target } = landed.value;
  if (landing === null) return ok({ edges: [], files: [], notes: [] });
  const isHere = target === null ? await isAncestor(trail.site.repo, landing, 'HEAD') : ok(false);
  if (!isHere.ok) return isHere;
  const at = target ?? (isHere.value ? 'HEAD' : landing);
  const found = await findLines(trail.site.repo, { name: id, changed: landing, commits, at });
  if (!found.ok) return found;
  const makers = new Set([landing, ...found.value.edges.map((edge) => splitKey(edge.to)[1])]);
  return ok({ ...found.value, edges: [...linkCommits(trail, [...makers]), ...found.value.edges] });
}

function linkCommits(trail: Trail, commits: readonly string[]): readonly TraceEdge[] {
  return commits.flatMap((hash) => {
    const spec = trail.specOf(hash);
    return spec === null ? [] : [{ from: keyOf.commit(hash), to: keyOf.spec(spec), kind: 'made for' as const }];
  });
}

function specsOf(trail: Trail, commits: readonly string[]): readonly string[] {
  return [...new Set(commits.flatMap((hash) => trail.specOf(hash) ?? []))];
}

async function finish(trail: Trail, draft: Draft): Promise<Result<Trace, Failure>> {
  const { starts, files } = draft;
  const nodes = new Map<string, TraceNode>(files.map((file) => [file.key, file]));
  const missing = new Set<string>();
  const keys = new Set([...starts, ...draft.edges.flatMap((edge) => [edge.from, edge.to])]);
  for (const key of keys) {
    if (nodes.has(key)) continue;
    const node = await describeNode(trail, key);
    if (!node.ok) return node;
    if (node.value === null) missing.add(key);
    else nodes.set(key, node.value);
  }
  const edges = draft.edges.filter((edge) => !missing.has(edge.from) && !missing.has(edge.to));
  const unique = new Map(edges.map((edge) => [`${edge.from}\n${edge.to}\n${edge.kind}`, edge]));
  const notes = [...draft.notes, ...[...missing].map(wordMissing)];
  return ok({ starts, nodes: [...nodes.values()], edges: [...unique.values()], notes });
}

function wordMissing(key: string): string {
  const [kind, name] = splitKey(key);
  return kind === 'commit'
    ? `commit ${name} is not in this repository`
    : `a commit names the spec ${name}, which this project does not have`;
}
