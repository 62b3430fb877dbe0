import type { Change } from '../../core/plan/collected.ts';
import type { Failure } from '../../core/failure.ts';
import { ok, type Result } from '../../core/result.ts';
import { listChanges } from '../../io/git/diff-tree.ts';
import { isOwnWorkspace } from '../../io/workspace/make-workspace.ts';
import { isFolder } from '../../io/workspace/private-file.ts';
import { collect } from './collect.ts';
import { findForerunner, type HeldRecord } from './find-held.ts';
import { findGround } from './find-ground.ts';
import { lookAround } from './prepare.ts';
import { type Ground, type Run, writeJournal } from './run.ts';

export type Refreshed =
  | {
      readonly kind: 'there';
      readonly ground: Ground;
      readonly collected: NonNullable<HeldRecord['collected']>;
      readonly prepared: NonNullable<HeldRecord['prepared']>;
      /** What somebody has changed there since the agent was ended. */
      readonly changes: readonly Change[];
    }
  /** `isForeign`: something else stands in its place, which is not to be touched. */
  | { readonly kind: 'lost'; readonly isForeign: boolean };

/**
 * Collects a workspace that was kept once more: its owner may have worked in it, and what he did counts as he did it.
 * `stays`: it is kept further on; otherwise the branch is brought to the result, as at the end of any run. The journal
 * is left open; whoever asks says how the run stands then.
 */
export async function refreshHeld(
  run: Run,
  record: HeldRecord,
  options: { readonly stays: boolean },
): Promise<Result<Refreshed, Failure>> {
  const { repo, spec, token } = run;
  const { preparing } = record;
  if (!isFolder(preparing.workspace)) return ok({ kind: 'lost', isForeign: false });
  if (!isOwnWorkspace(preparing, token, repo.commonDir)) return ok({ kind: 'lost', isForeign: true });
  const ground = findGround(run, preparing);
  const forerunner = findForerunner(run.project.store, spec.id, record);
  const was = record.collected ?? forerunner?.collected ?? null;
  const prepared = record.prepared ?? forerunner?.prepared ?? null;
  if (ground === null || prepared === null) return ok({ kind: 'lost', isForeign: true });
  const before = await lookAround(run, ground);
  if (!before.ok) return before;
  writeJournal(run, { entry: 'begin', step: 'collect' });
  const collected = await collect(run, {
    ...{ ground, prepared, before: before.value, stays: options.stays },
    agent: record.claimed?.provider ?? 'agent',
    ...(was === null ? {} : { earlier: { collected: was, byPerson: true } }),
  });
  if (!collected.ok) return collected;
  writeJournal(run, { entry: 'end', step: 'collect' });
  const changes = was === null ? ok([]) : await listChanges(repo, was.snapshot, collected.value.snapshot);
  if (!changes.ok) return changes;
  const byOthers = changes.value.filter(({ path }) => path !== spec.path);
  return ok({ kind: 'there', ground, collected: collected.value, prepared, changes: byOthers });
}
