import type { BadArgument } from '../../core/failure.ts';
import type { RunState } from '../../core/lifecycle/run-state.ts';
import { nearest } from '../../core/nearest.ts';
import type { Problem } from '../../core/problem.ts';
import { err, ok } from '../../core/result.ts';
import { type Spec, type SpecStatus, specStatuses, type SpecSummary, specTypes } from '../../core/spec/spec.ts';
import { judgeSpecs } from '../judge-specs.ts';
import { openSettledProject } from '../open-settled-project.ts';
import type { Operation } from '../operation.ts';

/** Which specs to list; an empty list or null means no limit. All limits must hold; within one, any value may match. */
export interface ListSpecsInput {
  readonly status: readonly string[];
  readonly type: readonly string[];
  readonly labels: readonly string[];
  readonly ready: boolean;
  readonly blocked: boolean;
  /** Also those in the archive. */
  readonly archived: boolean;
  /** Text to be found in id or title, whatever the case; null: none. */
  readonly query: string | null;
  /** Also all else that their files say, which takes longer. */
  readonly whole: boolean;
}

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
  const judged = await judgeSpecs(context, project.value);
  const specs = input.archived ? judged.specs : judged.specs.filter((spec) => !spec.archived);
  const total = specs.length;
  const rows = specs.map((spec): SpecRow => {
    const { problems } = spec;
    const bad = problems.length > 0 && problems.some((problem) => problem.severity === 'error');
    return { spec, whole: null, status: judged.statusOf(spec), run: judged.runOf(spec), problems, bad };
  });
  const wanted = isLimited(input) ? rows.filter((row) => isWanted(row, input)) : rows;
  if (!input.whole) return ok({ rows: wanted, total });
  // Loaded only now: it brings the YAML library, which a list does without.
  const { loadSpec } = await import('../../io/store/load-specs.ts');
  const whole = wanted.map((row) => ({ ...row, whole: loadSpec(project.value.store, row.spec) }));
  return ok({ rows: whole, total });
};

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

function isLimited({ status, type, labels, ready, blocked, query }: ListSpecsInput): boolean {
  return status.length + type.length + labels.length > 0 || ready || blocked || query !== null;
}

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
