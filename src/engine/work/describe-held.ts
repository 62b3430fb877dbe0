import type { Failure } from '../../core/failure.ts';
import { listNextSteps } from '../../core/plan/next-steps.ts';
import { err, type Result } from '../../core/result.ts';
import { judgeSpecs } from '../judge-specs.ts';
import type { Site } from './check-ready.ts';
import type { HeldRecord } from './find-held.ts';

/** A run that waits for somebody to go on, and all that is kept for that. */
export interface PausedRun {
  readonly spec: string;
  readonly attempt: number;
  readonly status: 'paused';
  /** Absolute. */
  readonly workspace: string;
  /** Without `refs/heads/`. */
  readonly branch: string;
  /** Commit that holds all that was made, pinned. */
  readonly pinned: string | null;
  /** Paths that differ from where the work began. */
  readonly changes: readonly string[];
  /** Whether the agent's own conversation is known, so that it may go on with it. */
  readonly session: boolean;
  readonly next: readonly string[];
}

/** What there is to go on with. */
export function describeHeld(record: HeldRecord): PausedRun {
  const { spec, attempt, preparing, collected, session, finished } = record;
  return {
    ...{ spec, attempt, status: 'paused', workspace: preparing.workspace },
    branch: preparing.branch.replace('refs/heads/', ''),
    pinned: collected?.snapshot ?? null,
    changes: collected?.changes.map(({ path }) => path) ?? [],
    session: session !== null,
    next: listNextSteps(finished?.reason ?? null, spec),
  };
}

/** Says where a spec stands that has no such run. */
export async function notPaused(site: Site, id: string, wanted: string): Promise<Result<never, Failure>> {
  const judged = await judgeSpecs(site.context, site.project);
  const spec = judged.specs.find((one) => one.id === id);
  const status = spec === undefined ? 'gone' : judged.statusOf(spec).replaceAll('_', ' ');
  const next =
    status === 'paused' ? `chant resume ${id}` : status === 'ready' ? `chant work ${id}` : `chant show ${id}`;
  return err({ kind: 'wrong-state', spec: id, status, wanted, next });
}
