import type { Failure } from '../../core/failure.ts';
import { err, ok, type Result } from '../../core/result.ts';
import { joinRanges } from '../../core/trace/join-ranges.ts';
import type { TypedPlace } from '../../core/trace/parse-place.ts';
import type { FileNode, TraceEdge } from '../../core/trace/trace.ts';
import { keyOf } from '../../core/trace/walk-relations.ts';
import { type BlamedLine, blame } from '../../io/git/blame.ts';
import type { Site } from '../work/check-ready.ts';

export interface TracedLines {
  readonly files: readonly FileNode[];
  readonly edges: readonly TraceEdge[];
  /** Commits that changed one of the lines last, in the order of the lines. */
  readonly commits: readonly string[];
}

/** Lines of the working tree, or as `at` has them, by the commit that changed them last. Failure: bad-argument (there is no such line). */
export async function traceLines(
  site: Site,
  place: TypedPlace & { readonly at: string | null },
): Promise<Result<TracedLines, Failure>> {
  const { path, range, at } = place;
  // A file that is deleted in the working tree is looked at as it was committed last.
  for (const commit of at === null ? [null, 'HEAD'] : [at]) {
    const lines = await blame(site.repo, { path, commit, range });
    if (!lines.ok) return lines;
    if (lines.value !== null) return ok(group(path, range !== null, lines.value));
  }
  const whole = range === null ? ok(null) : await blame(site.repo, { path, commit: at, range: null });
  if (!whole.ok) return whole;
  if (whole.value !== null && range !== null) return err(noSuchLine(place, whole.value.length));
  return ok({ files: [describe(path, { lines: [], text: null, commit: null })], edges: [], commits: [] });
}

function noSuchLine({ path, range }: TypedPlace, count: number): Failure {
  const value = `${path}:${range?.last ?? 0}`;
  const expected = `a line of the file: it has ${count}`;
  return { kind: 'bad-argument', argument: 'the line', value, expected, suggestion: `${path}:${count}` };
}

function group(path: string, asked: boolean, lines: readonly BlamedLine[]): TracedLines {
  const groups = new Map<string | null, BlamedLine[]>();
  for (const line of lines) groups.set(line.commit, [...(groups.get(line.commit) ?? []), line]);
  const files = [...groups].map(([commit, own]) => {
    return describe(path, { lines: own, commit, text: asked && own.length === 1 ? (own[0]?.text ?? null) : null });
  });
  const edges = files.flatMap((file, index): TraceEdge[] => {
    const commit = [...groups.keys()][index] ?? null;
    return commit === null ? [] : [{ from: file.key, to: keyOf.commit(commit), kind: 'last changed by' }];
  });
  return { files, edges, commits: [...groups.keys()].filter((commit) => commit !== null) };
}

function describe(
  path: string,
  of: { readonly lines: readonly BlamedLine[]; readonly commit: string | null; readonly text: string | null },
): FileNode {
  const { lines, commit, text } = of;
  const was = lines[0]?.path ?? path;
  return {
    kind: 'file',
    key: `file:${commit ?? ''}:${path}`,
    path,
    was: commit === null || was === path ? null : was,
    ranges: joinRanges(lines.map((one) => one.line)),
    state: commit === null ? 'uncommitted' : 'committed',
    text,
  };
}
