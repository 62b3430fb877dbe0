import type { Failure } from '../../core/failure.ts';
import { ok, type Result } from '../../core/result.ts';
import { joinRanges } from '../../core/trace/join-ranges.ts';
import type { FileNode, TraceEdge } from '../../core/trace/trace.ts';
import { keyOf } from '../../core/trace/walk-relations.ts';
import { blame } from '../../io/git/blame.ts';
import { listChanges, listRenames } from '../../io/git/diff-tree.ts';
import type { Repo } from '../../io/git/repo.ts';
import { resolveCommit } from '../../io/git/rev-parse.ts';

/** Each file is a process of git's: of work that changed more, the first are shown. */
const maxFiles = 200;

export interface LinesInput {
  /** For what: makes keys unlike any other's. */
  readonly name: string;
  /** Commit whose changes against its first parent say which files to look at. */
  readonly changed: string;
  /** Commits whose lines are looked for. */
  readonly commits: readonly string[];
  /** Where to look: a ref or commit. */
  readonly at: string;
}

export interface FoundLines {
  readonly files: readonly FileNode[];
  readonly edges: readonly TraceEdge[];
  readonly notes: readonly string[];
}

/** Which lines are still those that the commits made, in the files as they are now; chant's own files left out. */
export async function findLines(repo: Repo, input: LinesInput): Promise<Result<FoundLines, Failure>> {
  const changes = await listChangedPaths(repo, input.changed);
  if (!changes.ok) return changes;
  const renames = await listRenames(repo, input.changed, input.at);
  if (!renames.ok) return renames;
  const paths = changes.value.filter((path) => !path.startsWith('.chant/'));
  const found: FoundFile[] = [];
  for (const was of paths.slice(0, maxFiles)) {
    const path = renames.value.get(was) ?? was;
    const lines = await blame(repo, { path, commit: input.at, range: null });
    if (!lines.ok) return lines;
    found.push(describe({ path, was, lines: lines.value }, input));
  }
  const more = paths.length - maxFiles;
  const notes = more > 0 ? [`${input.name} changed ${more} more files than are shown`] : [];
  return ok({ files: found.map((one) => one.file), edges: found.flatMap((one) => one.edges), notes });
}

/** Paths that a commit changed, against what was there before it. */
async function listChangedPaths(repo: Repo, commit: string): Promise<Result<readonly string[], Failure>> {
  const before = await resolveCommit(repo, `${commit}^`);
  if (!before.ok) return before;
  if (before.value === null) return ok([]);
  const changes = await listChanges(repo, before.value, commit);
  return changes.ok ? ok(changes.value.map((change) => change.path)) : changes;
}

interface FoundFile {
  readonly file: FileNode;
  readonly edges: readonly TraceEdge[];
}

function describe(
  of: {
    readonly path: string;
    readonly was: string;
    readonly lines: readonly { readonly line: number; readonly commit: string | null }[] | null;
  },
  input: LinesInput,
): FoundFile {
  const { path, was, lines } = of;
  const own = (lines ?? []).flatMap(({ line, commit }) =>
    commit !== null && input.commits.includes(commit) ? [{ line, commit }] : [],
  );
  const file: FileNode = {
    kind: 'file',
    key: `file:${input.name}:${path}`,
    path,
    was: path === was ? null : was,
    ranges: joinRanges(own.map((one) => one.line)),
    state: lines === null ? 'gone' : 'committed',
    text: null,
  };
  const makers = own.length > 0 ? [...new Set(own.map((one) => one.commit))] : [input.changed];
  const edges = makers.map((hash) => ({ from: file.key, to: keyOf.commit(hash), kind: 'last changed by' as const }));
  return { file, edges };
}
