import type { Evidence } from '../../core/plan/evidence.ts';
import { buildProof, type Proof } from '../../core/plan/proof.ts';
import type { Failure } from '../../core/failure.ts';
import { ok, type Result } from '../../core/result.ts';
import type { Spec } from '../../core/spec/spec.ts';
import { refusePublish } from '../forge/fork-site.ts';
import { listChecks } from '../work/check-ready.ts';
import type { Run } from '../work/run.ts';
import { runChecks } from '../work/run-checks.ts';
import type { StagedStep } from './build-branch.ts';

interface Proving {
  readonly steps: readonly StagedStep[];
  readonly session: string;
  /** Members of the spec, where it is a driver: their checks are its. */
  readonly members: readonly Spec[];
}

/**
 * Runs the checks of a fix on the branch as it is to be staged, and those that must have failed before on what stands
 * below the fix: red, then green, on the very commits that others will see. Failure: publish-refused (check-failed).
 */
export async function proveBranch(
  run: Run,
  { steps, session, members }: Proving,
): Promise<Result<readonly Proof[], Failure>> {
  const { spec, project } = run;
  const all = [spec, ...members].flatMap((one) => listChecks(one, project.config));
  const named = new Map(all.filter((check) => check.after === 'pass').map((check) => [check.name, check]));
  const checks = [...named.values()];
  const tip = steps.at(-1)?.commit;
  const own = new Set([spec, ...members].map(({ id }) => id));
  const below = steps.find(({ piece }) => piece.spec !== null && own.has(piece.spec))?.parent;
  const before = below === undefined ? [] : checks.filter((check) => check.before !== 'any');
  const red = await runOn(run, { checks: before, side: 'before', commit: below ?? '', session });
  if (!red.ok) return red;
  const green = await runOn(run, { checks, side: 'after', commit: tip ?? '', session });
  if (!green.ok) return green;
  const seen = [...red.value, ...green.value];
  const broken = seen.filter(({ held }) => !held);
  return broken.length === 0 ? ok(seen.map(buildProof)) : refusePublish('check-failed', broken.flatMap(describe));
}

type Asked = Pick<Parameters<typeof runChecks>[1], 'checks' | 'side' | 'commit' | 'session'>;

/** Where the checkout lies is nobody's business: the output goes into a pull request. */
async function runOn(run: Run, asked: Asked): Promise<Result<readonly Evidence[], Failure>> {
  const seen = await runChecks(run, { ...asked, shownAs: asked.commit });
  if (!seen.ok) return seen;
  const place = `${asked.session}/${asked.side}`;
  return ok(
    seen.value.map((one) => ({ ...one, tail: one.tail.replaceAll(place, '.').replaceAll(asked.session, '…') })),
  );
}

function describe({ check, side, run, expected, tail }: Evidence): readonly string[] {
  const what =
    side === 'before' ? `without the fix it must ${expected}, and does not` : 'with the fix it must pass, and does not';
  return [`${check} (${run}): ${what}`, ...tail.split('\n').slice(-12)];
}
