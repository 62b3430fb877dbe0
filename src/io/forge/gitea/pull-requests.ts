import type { output } from 'zod/mini';
import type { NewPullRequest, PullRequest } from '../../../core/forge/pull-request.ts';
import type { Failure } from '../../../core/failure.ts';
import { formatRepository, type RepositoryPlace } from '../../../core/issue/repository-place.ts';
import { ok, type Result } from '../../../core/result.ts';
import { askPages, giteaPage } from '../ask-pages.ts';
import type { ForgeGround } from '../forge-ground.ts';
import { pullRequest, pullRequests } from './schemas.ts';

type Answer<T> = Promise<Result<T, Failure>>;

/** Gitea knows a draft by its title. */
const draftMark = 'WIP: ';
const draftMarks = /^(?:wip:|\[wip\]|draft:)\s*/i;

/** The open one between two branches, else the newest. The list has no such filter: it is read and looked through. */
export async function findPullRequest(
  ground: ForgeGround,
  place: RepositoryPlace,
  { head, headOwner, base }: Pick<NewPullRequest, 'head' | 'headOwner' | 'base'>,
): Answer<PullRequest | null> {
  const found = await askPages(
    ground.connection,
    {
      route: 'GET /repos/{owner}/{repo}/pulls',
      action: `look for the pull request of ${head} in ${formatRepository(place)}`,
      parameters: { owner: place.owner, repo: place.name, state: 'all' },
    },
    { size: giteaPage, server: ground.server, schema: pullRequests, items: (page) => page },
  );
  if (!found.ok) return found;
  const fitting = found.value
    .map(buildPullRequest)
    .filter((one) => one.head.branch === head && one.base === base)
    .filter((one) => one.head.owner === null || one.head.owner.toLowerCase() === headOwner.toLowerCase())
    .sort((one, other) => other.number - one.number);
  return ok(fitting.find(({ state }) => state === 'open') ?? fitting[0] ?? null);
}

/** One pull request by its number. */
export async function readPullRequest(
  ground: ForgeGround,
  place: RepositoryPlace,
  number: number,
): Answer<PullRequest> {
  const question = {
    route: 'GET /repos/{owner}/{repo}/pulls/{index}',
    action: `read ${formatRepository(place)}#${number}`,
    parameters: { owner: place.owner, repo: place.name, index: number },
  };
  const answer = await ground.connection.ask(question, pullRequest);
  return answer.ok ? ok(buildPullRequest(answer.value.value)) : answer;
}

/** Opens one. Failure `exists`: there is an open one between these branches. */
export async function openPullRequest(
  ground: ForgeGround,
  place: RepositoryPlace,
  wanted: NewPullRequest,
): Answer<PullRequest> {
  const { body, base, draft } = wanted;
  const head = wanted.headOwner === place.owner ? wanted.head : `${wanted.headOwner}:${wanted.head}`;
  const title = draft ? `${draftMark}${wanted.title}` : wanted.title;
  const question = {
    route: 'POST /repos/{owner}/{repo}/pulls',
    action: `open a pull request in ${formatRepository(place)}`,
    parameters: { owner: place.owner, repo: place.name, title, body, head, base },
  };
  const answer = await ground.connection.ask(question, pullRequest);
  return answer.ok ? ok(buildPullRequest(answer.value.value)) : answer;
}

/** Writes its title and its body anew; what is a draft stays one. */
export async function updatePullRequest(
  ground: ForgeGround,
  place: RepositoryPlace,
  { number, title, body }: { readonly number: number; readonly title: string; readonly body: string },
): Answer<PullRequest> {
  const before = await readPullRequest(ground, place, number);
  if (!before.ok) return before;
  const marked = before.value.draft ? `${draftMark}${title}` : title;
  const question = {
    route: 'PATCH /repos/{owner}/{repo}/pulls/{index}',
    action: `update ${formatRepository(place)}#${number}`,
    parameters: { owner: place.owner, repo: place.name, index: number, title: marked, body },
  };
  const answer = await ground.connection.ask(question, pullRequest);
  return answer.ok ? ok(buildPullRequest(answer.value.value)) : answer;
}

function buildPullRequest(value: output<typeof pullRequest>): PullRequest {
  const state = value.state === 'open' ? 'open' : 'closed';
  return {
    number: value.number,
    url: value.html_url,
    title: value.title.replace(draftMarks, ''),
    body: value.body ?? '',
    state: value.merged === true ? 'merged' : state,
    draft: value.draft ?? draftMarks.test(value.title),
    head: { branch: value.head.ref, owner: value.head.repo?.owner.login ?? null, commit: value.head.sha },
    base: value.base.ref,
  };
}
