import { buildProof, type Proof } from '../../core/plan/proof.ts';
import type { Failure } from '../../core/failure.ts';
import { ok, type Result } from '../../core/result.ts';
import { resolveCommit } from '../../io/git/rev-parse.ts';
import { listChecks } from '../work/check-ready.ts';
import { runChecks } from '../work/run-checks.ts';
import type { Landed } from './read-landed.ts';
import { withRunApart } from './run-apart.ts';
import type { Trail } from './trail.ts';

/**
 * Runs the checks of a landed spec on the branch as it is now. A check that is meant to fail has done its work with the
 * fix, and is not asked again. Nothing is written into the run record.
 */
export async function checkAgain({ site }: Trail, landed: Landed): Promise<Result<readonly Proof[], Failure>> {
  const { document } = landed;
  const checks = listChecks(document.spec, site.project.config).filter((check) => check.after === 'pass');
  const commit = await resolveCommit(site.repo, landed.target ?? 'HEAD');
  if (!commit.ok) return commit;
  const { value } = commit;
  if (value === null || checks.length === 0) return ok([]);
  const apart = { document, attempt: landed.record?.attempt ?? 1, dir: null };
  const seen = await withRunApart(site, apart, (run, session) =>
    runChecks(run, { checks, side: 'after', commit: value, shownAs: value, session }),
  );
  return seen.ok ? ok(seen.value.map(buildProof)) : seen;
}
