import { ok } from '../../core/result.ts';
import { findId, openSite } from '../open-site.ts';
import type { Operation } from '../operation.ts';
import { askPause } from '../work/ask-pause.ts';
import { describeHeld, notPaused, type PausedRun } from '../work/describe-held.ts';
import { findHeld } from '../work/find-held.ts';

export interface PauseSpecInput {
  /** Short or full id. */
  readonly id: string;
}

/**
 * Ends the agent of a live run and keeps its workspace; gives back when that is so. Failures: spec-not-found,
 * spec-ambiguous, wrong-state (nothing runs, or its agent has ended), locked (whoever runs it does not hear), interrupted.
 */
export const pauseSpec: Operation<PauseSpecInput, PausedRun> = async (context, input) => {
  const site = await openSite(context);
  if (!site.ok) return site;
  const id = await findId(site.value, input.id);
  if (!id.ok) return id;
  const asked = await askPause(site.value, { id: id.value, by: 'pause' });
  if (!asked.ok) return asked;
  const held = asked.value === null ? null : findHeld(site.value.project.store, id.value);
  return held === null ? notPaused(site.value, id.value, 'a run that is under way') : ok(describeHeld(held));
};
