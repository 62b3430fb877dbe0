import { moveSpec } from '../lifecycle/move-spec.ts';
import type { Spec, SpecStatus } from '../spec/spec.ts';
import { fullPhases, isOfChain } from './chain.ts';

/** What becomes of the specs that come after a comprehension, where nothing is to come after it. */
export interface PlannedCancel {
  readonly cancel: readonly Spec[];
  /** Somebody works on them at this moment: a person decides. */
  readonly busy: readonly Spec[];
}

/** Decides which specs of an issue's own chain are cancelled. What is done, archived or cancelled stays as it is. */
export function planCancel(specs: readonly Spec[], slug: string, statusOf: (spec: Spec) => SpecStatus): PlannedCancel {
  const later = specs.filter(
    (spec) => !spec.archived && fullPhases.slice(1).some((phase) => isOfChain(spec, { slug }, phase)),
  );
  return {
    cancel: later.filter((spec) => moveSpec(statusOf(spec), 'cancel', ['stopped']).ok),
    busy: later.filter((spec) => statusOf(spec) === 'in_progress'),
  };
}
