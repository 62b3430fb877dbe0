import type { CiCheck } from '../../../core/forge/check-report.ts';
import type { Failure } from '../../../core/failure.ts';
import { formatRepository, type RepositoryPlace } from '../../../core/issue/repository-place.ts';
import { ok, type Result } from '../../../core/result.ts';
import { askPages, githubPage } from '../ask-pages.ts';
import type { ForgeGround } from '../forge-ground.ts';
import { checkRuns, combinedStatus } from './schemas.ts';

/** GitHub keeps two kinds: check runs (Actions, apps) and statuses (everybody else). */
export async function readChecks(
  ground: ForgeGround,
  place: RepositoryPlace,
  commit: string,
): Promise<Result<readonly CiCheck[], Failure>> {
  const action = `read the checks of ${formatRepository(place)}`;
  const parameters = { owner: place.owner, repo: place.name, ref: commit };
  const pages = { size: githubPage, server: ground.server } as const;
  const runs = await askPages(
    ground.connection,
    { route: 'GET /repos/{owner}/{repo}/commits/{ref}/check-runs', action, parameters },
    {
      ...pages,
      schema: checkRuns,
      items: (page) =>
        page.check_runs.map(
          (run): CiCheck => ({
            name: run.name,
            state: run.status === 'completed' ? stateOfConclusion(run.conclusion ?? '') : 'pending',
            url: run.html_url ?? null,
          }),
        ),
    },
  );
  if (!runs.ok) return runs;
  const statuses = await askPages(
    ground.connection,
    { route: 'GET /repos/{owner}/{repo}/commits/{ref}/status', action, parameters },
    {
      ...pages,
      schema: combinedStatus,
      items: (page) =>
        page.statuses.map(
          (status): CiCheck => ({
            name: status.context,
            state: stateOfStatus(status.state),
            url: status.target_url ?? null,
          }),
        ),
    },
  );
  return statuses.ok ? ok([...runs.value, ...statuses.value]) : statuses;
}

/** A conclusion that nobody knows is no success. */
function stateOfConclusion(conclusion: string): CiCheck['state'] {
  if (conclusion === 'success') return 'passed';
  return conclusion === 'neutral' || conclusion === 'skipped' ? 'skipped' : 'failed';
}

function stateOfStatus(state: string): CiCheck['state'] {
  if (state === 'success') return 'passed';
  return state === 'pending' ? 'pending' : 'failed';
}
