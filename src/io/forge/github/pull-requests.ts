import type { output } from 'zod/mini';
import type { NewPullRequest, PullRequest } from '../../../core/forge/pull-request.ts';
import type { Failure } from '../../../core/failure.ts';
import { formatRepository, type RepositoryPlace } from '../../../core/issue/repository-place.ts';
import { ok, type Result } from '../../../core/result.ts';
import type { ForgeGround } from '../forge-ground.ts';
import { pullRequest, pullRequests } from './schemas.ts';

type Answer<T> = Promise<Result<T, Failure>>;

/** The open one between two branches, else the newest. */
export async function findPullRequest(
  ground: ForgeGround,
  place: RepositoryPlace,
  { head, headOwner, base }: Pick<NewPullRequest, 'head' | 'headOwner' | 'base'>,
): Answer<PullRequest | null> {
  const answer = await ground.connection.ask(
    {
      route: 'GET /repos/{owner}/{repo}/pulls',
      action: `look for the pull request of ${head} in ${formatRepository(place)}`,
      parameters: {
        ...{ owner: place.owner, repo: place.name, state: 'all', head: `${headOwner}:${head}`, base },
        ...{ sort: 'created', direction: 'desc', per_page: 100 },
      },
    },
    pullRequests,
  );
  if (!answer.ok) return answer;
  // A server that does not know a filter leaves it out: what comes back is looked at again.
  const fitting = answer.value.value
    .map(buildPullRequest)
    .filter((one) => one.head.branch === head && one.base === base)
    .filter((one) => (one.head.owner ?? headOwner).toLowerCase() === headOwner.toLowerCase());
  return ok(fitting.find(({ state }) => state === 'open') ?? fitting[0] ?? null);
}

/** One pull request by its number. */
export async function readPullRequest(
  ground: ForgeGround,
  place: RepositoryPlace,
  number: number,
): Answer<PullRequest> {
  const route = 'GET /repos/{owner}/{repo}/pulls/{pull_number}';
  return askForOne(ground, place, { route, action: 'read', parameters: { pull_number: number } });
}

/** Opens one. Failure `exists`: there is an open one between these branches. */
export async function openPullRequest(
  ground: ForgeGround,
  place: RepositoryPlace,
  wanted: NewPullRequest,
): Answer<PullRequest> {
  const { title, body, base, draft } = wanted;
  const head = wanted.headOwner === place.owner ? wanted.head : `${wanted.headOwner}:${wanted.head}`;
  const route = 'POST /repos/{owner}/{repo}/pulls';
  return askForOne(ground, place, { route, action: 'open', parameters: { title, body, head, base, draft } });
}

/** Writes its title and its body anew. */
export async function updatePullRequest(
  ground: ForgeGround,
  place: RepositoryPlace,
  { number, title, body }: { readonly number: number; readonly title: string; readonly body: string },
): Answer<PullRequest> {
  const route = 'PATCH /repos/{owner}/{repo}/pulls/{pull_number}';
  return askForOne(ground, place, { route, action: 'update', parameters: { pull_number: number, title, body } });
}

interface OneQuestion {
  readonly route: string;
  readonly action: string;
  readonly parameters: Readonly<Record<string, string | number | boolean>>;
}

async function askForOne(ground: ForgeGround, place: RepositoryPlace, one: OneQuestion): Answer<PullRequest> {
  const parameters = { owner: place.owner, repo: place.name, ...one.parameters };
  const number = one.parameters['pull_number'];
  const action = `${one.action} ${number === undefined ? 'a pull request in ' : ''}${formatRepository(place)}${number === undefined ? '' : `#${number}`}`;
  const answer = await ground.connection.ask({ route: one.route, action, parameters }, pullRequest);
  return answer.ok ? ok(buildPullRequest(answer.value.value)) : answer;
}

function buildPullRequest(value: output<typeof pullRequest>): PullRequest {
  const state = value.state === 'open' ? 'open' : 'closed';
  return {
    number: value.number,
    url: value.html_url,
    title: value.title,
    body: value.body ?? '',
    state: value.merged_at ? 'merged' : state,
    draft: value.draft ?? false,
    head: {
      branch: value.head.ref,
      owner: value.head.repo?.owner.login ?? value.head.user?.login ?? null,
      commit: value.head.sha,
    },
    base: value.base.ref,
  };
}
