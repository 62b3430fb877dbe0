import type { Context } from '../../context.ts';
import type { Failure } from '../../core/failure.ts';
import type { JournalEntry, Preparing, Step } from '../../core/plan/journal.ts';
import type { Confinement } from '../../core/sandbox/plan-confinement.ts';
import type { Result } from '../../core/result.ts';
import type { TakenScope } from '../../core/scope/taken-scope.ts';
import type { Spec } from '../../core/spec/spec.ts';
import type { Repo } from '../../io/git/repo.ts';
import { appendJournal } from '../../io/store/journal.ts';
import type { Lease } from '../../io/store/lease.ts';
import type { Project } from '../open-project.ts';

/** One attempt at a spec, while it is under way. */
export interface Run {
  readonly context: Context;
  readonly project: Project;
  readonly repo: Repo;
  readonly confinement: Confinement;
  /** The spec as it was carried in; the agent's copy never replaces it. */
  readonly spec: Spec;
  readonly text: string;
  /** What of it is not in the user's file: a scope from research; null: nothing. */
  readonly scope: TakenScope | null;
  readonly attempt: number;
  /** Folder of the run record, absolute. */
  readonly dir: string;
  readonly token: string;
  readonly lease: Lease;
  readonly options: RunOptions;
  /** Milliseconds since 1970. */
  readonly startedAt: number;
}

export interface RunOptions {
  readonly prompt: string | null;
  readonly provider: string | null;
  readonly model: string | null;
  readonly skipDeps: boolean;
  readonly skipApproval: boolean;
  /** false: judge, but leave it ready to land. */
  readonly land: boolean;
  /** Go on from what the last attempt left. */
  readonly continueLast: boolean;
  /** File to record the session in, absolute. */
  readonly record: string | null;
}

/** Where a run works: the journal's `preparing` line, and how chant's git looks at the workspace. */
export interface Ground extends Omit<Preparing, 'entry'> {
  /** The git directory of the worktree; for a clone the user's own, as the clone's is the agent's. */
  readonly gitDir: string;
}

/** What a run's agent is known by in commits and reflogs: like nobody else, and no real address. */
export function formatAgentIdentity(token: string): { name: string; email: string } {
  return { name: 'chant agent', email: `agent+${token}@chant.invalid` };
}

/** Puts a line on disk, and only then tells everybody. */
export function writeJournal(run: Pick<Run, 'context' | 'dir' | 'spec' | 'attempt'>, entry: JournalEntry): void {
  const { context, dir, spec, attempt } = run;
  const line = { at: new Date(context.clock.now()).toISOString(), ...entry };
  appendJournal(dir, line);
  context.emit({ kind: 'journal', spec: spec.id, attempt, line });
}

/** Does one step of a run between its two lines in the journal. */
export async function doStep<T>(
  run: Run,
  step: Step,
  work: () => Promise<Result<T, Failure>>,
): Promise<Result<T, Failure>> {
  const { context, spec } = run;
  const begin = context.clock.now();
  writeJournal(run, { entry: 'begin', step });
  context.emit({ kind: 'step-started', spec: spec.id, step });
  const result = await work();
  if (!result.ok) return result;
  writeJournal(run, { entry: 'end', step });
  context.emit({ kind: 'step-finished', spec: spec.id, step, ms: context.clock.now() - begin });
  return result;
}
