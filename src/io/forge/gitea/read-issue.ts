import type { Failure } from '../../../core/failure.ts';
import { findMentions } from '../../../core/issue/find-mentions.ts';
import type { AuthorRole, Issue, IssueComment, LinkedIssue } from '../../../core/issue/issue.ts';
import { formatRepository, type RepositoryPlace } from '../../../core/issue/repository-place.ts';
import { ok, type Result } from '../../../core/result.ts';
import { askPages, giteaPage } from '../ask-pages.ts';
import type { ForgeGround } from '../forge-ground.ts';
import { comments, issue, timeline } from './schemas.ts';

/** An issue, all of its comments, and what is linked with it. */
export async function readIssue(
  ground: ForgeGround,
  place: RepositoryPlace,
  number: number,
): Promise<Result<Issue, Failure>> {
  const action = `read ${formatRepository(place)}#${number}`;
  const parameters = { owner: place.owner, repo: place.name, index: number };
  const route = 'GET /repos/{owner}/{repo}/issues/{index}';
  const answer = await ground.connection.ask({ route, action, parameters }, issue);
  if (!answer.ok) return answer;
  const said = await readComments(ground, place, number);
  if (!said.ok) return said;
  const naming = await readNaming(ground, place, number);
  if (!naming.ok) return naming;
  const { value } = answer.value;
  const texts = [value.body ?? '', ...said.value.map((one) => one.body)];
  return ok({
    source: value.html_url,
    repository: place,
    number: value.number,
    title: value.title,
    state: value.state === 'closed' ? 'closed' : 'open',
    author: value.user?.login ?? '',
    authorRole: roleIn(place, value.user?.login),
    createdAt: value.created_at ?? null,
    closedAt: value.closed_at ?? null,
    labels: (value.labels ?? []).map(({ name }) => name),
    body: value.body ?? '',
    comments: said.value,
    linked: [...findMentions(texts, place, { number }), ...naming.value],
  });
}

/** Gitea tells nobody's role; whose repository it is, is known. */
export function roleIn(place: RepositoryPlace, login: string | undefined): AuthorRole {
  return login?.toLowerCase() === place.owner.toLowerCase() ? 'owner' : 'unknown';
}

/** All that was said, oldest first. This list has no pages. */
export async function readComments(
  ground: ForgeGround,
  place: RepositoryPlace,
  number: number,
): Promise<Result<readonly IssueComment[], Failure>> {
  const answer = await ground.connection.ask(
    {
      route: 'GET /repos/{owner}/{repo}/issues/{index}/comments',
      action: `read the comments of ${formatRepository(place)}#${number}`,
      parameters: { owner: place.owner, repo: place.name, index: number },
    },
    comments,
  );
  if (!answer.ok) return answer;
  return ok(
    answer.value.value.map((one) => ({
      author: one.user?.login ?? '',
      authorRole: roleIn(place, one.user?.login),
      createdAt: one.created_at ?? null,
      body: one.body ?? '',
      url: one.html_url,
    })),
  );
}

async function readNaming(
  ground: ForgeGround,
  place: RepositoryPlace,
  number: number,
): Promise<Result<readonly LinkedIssue[], Failure>> {
  const events = await askPages(
    ground.connection,
    {
      route: 'GET /repos/{owner}/{repo}/issues/{index}/timeline',
      action: `read what is linked with ${formatRepository(place)}#${number}`,
      parameters: { owner: place.owner, repo: place.name, index: number },
    },
    { size: giteaPage, server: ground.server, schema: timeline, items: (page) => page ?? [] },
  );
  if (!events.ok) return events;
  const found = new Map<string, LinkedIssue>();
  for (const { ref_issue: from } of events.value) {
    if (!from) continue;
    found.set(from.html_url, {
      reference: `${from.repository?.full_name ?? formatRepository(place)}#${from.number}`,
      url: from.html_url,
      title: from.title,
      state: from.state === 'closed' ? 'closed' : 'open',
      relation: 'mentioned-by',
    });
  }
  return ok([...found.values()]);
}
