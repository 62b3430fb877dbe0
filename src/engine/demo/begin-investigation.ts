import type { Context } from '../../context.ts';
import type { Failure } from '../../core/failure.ts';
import { ok, type Result } from '../../core/result.ts';
import { investigateIssue } from '../operations/investigate-issue.ts';
import { type DemoPhase, type DemoPlaces, demoPhases } from './phases.ts';

export interface DemoSpec {
  readonly phase: DemoPhase;
  readonly id: string;
}

/** `chant investigate` on the issue of the demo. `context` stands in the project. */
export async function beginInvestigation(context: Context, places: DemoPlaces): Promise<Result<DemoSpec[], Failure>> {
  const test = 'test/concurrent.test.js';
  const begun = await investigateIssue(context, {
    issue: places.issue,
    ...{ test, run: `node --test ${test}`, expect: 'strictly deep-equal', repeat: null },
    ...{ single: false, assisted: false, dryRun: false },
  });
  if (!begun.ok) return begun;
  const { specs } = begun.value;
  return ok(demoPhases.map((phase) => ({ phase, id: specs.find((spec) => spec.phase === phase)?.id ?? '' })));
}
