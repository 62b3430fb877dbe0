import type { BadArgument } from '../../core/failure.ts';
import type { RunState } from '../../core/lifecycle/run-state.ts';
import { nearest } from '../../core/nearest.ts';
import type { Problem } from '../../core/problem.ts';
import { err, ok } from '../../core/result.ts';
import { type Spec, type SpecStatus, specStatuses, type SpecSummary, specTypes } from '../../core/spec/spec.ts';
import { type JudgedSpecs, judgeSpecs, judgeWithRuns } from '../judge-specs.ts';
import { loadStampedSummaries, type StampedSummaries } from '../../io/store/load-summaries.ts';
import { isLimited, type ListSpecsInput } from '../list-limits.ts';
import type { Project } from '../open-project.ts';
import { openSettledProject } from '../open-settled-project.ts';
import type { Operation } from '../operation.ts';

export interface SpecRow {
  readonly spec: SpecSummary;
  /** All that the file says; null where that was not asked for. */
  readonly whole: Spec | null;
  /** The effective status: what the run record says over what the file says, with `ready` and `blocked` computed. */
  readonly status: SpecStatus;
  readonly run: RunState | null;
  readonly problems: readonly Problem[];
  /** A spec that has errors is bad: it is listed, and cannot be worked on. */
  readonly bad: boolean;
}

export interface ListSpecsOutput {
  readonly rows: readonly SpecRow[];
  /** How many specs there are before any limit (the archive counts only when it is asked for). */
  readonly total: number;
}

/**
 * Lists specs by id. The status `pending` means all that wait: `ready` and `blocked` ones, too.
 * Failures: bad-argument (unknown status or type), and those of opening the project.
 */
export const listSpecs: Operation<ListSpecsInput, ListSpecsOutput> = async (context, input) => {
  const wrong = findWrongWord(input);
  if (wrong !== null) return err(wrong);
  const project = await openSettledProject(context);
  if (!project.ok) return project;
  const { rows, total } = buildRows(await judgeSpecs(context, project.value), input);
  if (!input.whole) return ok({ rows, total });
  // Loaded only now: it brings the YAML library, which a list does without.
  const { loadSpec } = await import('../../io/store/load-specs.ts');
  const whole = rows.map((row) => ({ ...row, whole: loadSpec(project.value.store, row.spec) }));
  return ok({ rows: whole, total });
};

/** As `listSpecs` over a project and runs that were read already, with what the specs were read from. */
export async function listStamped(
  project: Project,
  input: ListSpecsInput,
  { runs, nowMs }: { readonly runs: ReadonlyMap<string, RunState>; readonly nowMs: number },
): Promise<Omit<StampedSummaries, 'specs'> & { readonly output: ListSpecsOutput }> {
  const { specs, folders, stamps } = await loadStampedSummaries(project.store, nowMs);
  return { output: buildRows(judgeWithRuns(project, specs, runs), input), folders, stamps };
}

/** What of the judged specs the input asks for. */
function buildRows(judged: JudgedSpecs, input: ListSpecsInput): ListSpecsOutput {
  const specs = input.archived ? judged.specs : judged.specs.filter((spec) => !spec.archived);
  const total = specs.length;
  const rows = specs.map((spec): SpecRow => {
    const { problems } = spec;
    const bad = problems.length > 0 && problems.some((problem) => problem.severity === 'error');
    return { spec, whole: null, status: judged.statusOf(spec), run: judged.runOf(spec), problems, bad };
  });
  return { rows: isLimited(input) ? rows.filter((row) => isWanted(row, input)) : rows, total };
}

function findWrongWord(input: ListSpecsInput): BadArgument | null {
  const { status, type } = input;
  return check('--status', status, specStatuses) ?? check('--type', type, [...specTypes, ...Object.keys(aliases)]);
}

function check(argument: string, words: readonly string[], known: readonly string[]): BadArgument | null {
  const value = words.find((word) => !known.includes(word));
  if (value === undefined) return null;
  return { kind: 'bad-argument', argument, value, expected: known.join(', '), suggestion: nearest(value, known) };
}

const aliases: Readonly<Record<string, string>> = { docs: 'documentation', group: 'driver' };

function isWanted(row: SpecRow, input: ListSpecsInput): boolean {
  const { spec, status } = row;
  const waits = status === 'ready' || status === 'blocked';
  const statuses = waits ? [status, 'pending'] : [status];
  const query = input.query?.trim().toLowerCase() ?? '';
  return (
    meets(input.status, (wanted) => statuses.some((one) => one === wanted)) &&
    meets(input.type, (wanted) => (aliases[wanted] ?? wanted) === spec.type) &&
    meets(input.labels, (wanted) => spec.labels.includes(wanted)) &&
    (!input.ready || (status === 'ready' && !row.bad)) &&
    (!input.blocked || status === 'blocked') &&
    (query === '' || spec.id.toLowerCase().includes(query) || spec.title.toLowerCase().includes(query))
  );
}

/** Whether one of the limits holds; no limit holds always. */
function meets(limits: readonly string[], holds: (limit: string) => boolean): boolean {
  return limits.length === 0 || limits.some(holds);
}
