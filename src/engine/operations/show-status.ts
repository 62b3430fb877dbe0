import type { RunState } from '../../core/lifecycle/run-state.ts';
import type { AgentUsage } from '../../core/plan/agent-outcome.ts';
import { listNextSteps } from '../../core/plan/next-steps.ts';
import { startOfLocalDay } from '../../core/plan/sum-usage.ts';
import { ok } from '../../core/result.ts';
import type { SpecStatus, SpecSummary } from '../../core/spec/spec.ts';
import { loadUsageSince } from '../../io/store/load-usage.ts';
import { findSpec } from '../find-spec.ts';
import { judgeSpecs } from '../judge-specs.ts';
import { openSettledProject } from '../open-settled-project.ts';
import type { Operation } from '../operation.ts';

export interface ShowStatusInput {
  /** Short or full id; null: the whole project. */
  readonly id: string | null;
}

/** A spec with a run that is under way, or that needs somebody. */
export interface StatusRow {
  readonly spec: string;
  readonly title: string;
  readonly status: SpecStatus;
  readonly run: RunState;
  /** Commands that lead on. */
  readonly next: readonly string[];
}

export interface ShowStatusOutput {
  readonly running: readonly StatusRow[];
  /** Failed, paused, or in need of attention. */
  readonly attention: readonly StatusRow[];
  /** Ready to be worked on: ids and titles, at most ten. */
  readonly ready: readonly { readonly spec: string; readonly title: string }[];
  /** How many specs have each status; those that none has are left out. */
  readonly counts: Readonly<Partial<Record<SpecStatus, number>>>;
  /** What all runs used since the local day began; null: none told. */
  readonly usedToday: AgentUsage | null;
}

const maxReady = 10;

/** What runs, what needs somebody, what could be done next. Failures: spec-not-found, spec-ambiguous, and of opening. */
export const showStatus: Operation<ShowStatusInput, ShowStatusOutput> = async (context, input) => {
  const project = await openSettledProject(context);
  if (!project.ok) return project;
  const judged = await judgeSpecs(context, project.value);
  const asked = input.id === null ? ok(null) : findSpec(judged.specs, input.id, project.value.today);
  if (!asked.ok) return asked;
  const specs = judged.specs.filter((spec) => (asked.value === null ? !spec.archived : spec === asked.value));
  const rows = specs.flatMap((spec) => toRow(spec, judged.statusOf(spec), judged.runOf(spec)));
  const counts: Partial<Record<SpecStatus, number>> = {};
  for (const spec of specs) counts[judged.statusOf(spec)] = (counts[judged.statusOf(spec)] ?? 0) + 1;
  return ok({
    running: rows.filter((row) => row.run.phase === 'running'),
    attention: rows.filter((row) => ['failed', 'needs_attention', 'paused'].includes(row.status)),
    ready: specs
      .filter((spec) => judged.statusOf(spec) === 'ready')
      .slice(0, maxReady)
      .map(({ id, title }) => ({ spec: id, title })),
    counts,
    usedToday: loadUsageSince(project.value.store, startOfLocalDay(context.clock.now())),
  });
};

function toRow(spec: SpecSummary, status: SpecStatus, run: RunState | null): StatusRow[] {
  return run === null
    ? []
    : [{ spec: spec.id, title: spec.title, status, run, next: listNextSteps(run.reason, spec.id) }];
}
