import type { Failure } from '../../../core/failure.ts';
import { findMentions } from '../../../core/issue/find-mentions.ts';
import type { Issue, IssueComment, LinkedIssue } from '../../../core/issue/issue.ts';
import { formatRepository, type RepositoryPlace } from '../../../core/issue/repository-place.ts';
import { ok, type Result } from '../../../core/result.ts';
import { askPages, githubPage } from '../ask-pages.ts';
import type { ForgeGround } from '../forge-ground.ts';
import { comments, issue, loginOf, roleOf, timeline } from './schemas.ts';

/** An issue, all of its comments, and what is linked with it. */
export async function readIssue(
  ground: ForgeGround,
  place: RepositoryPlace,
  number: number,
): Promise<Result<Issue, Failure>> {
  const action = `read ${formatRepository(place)}#${number}`;
  const parameters = { owner: place.owner, repo: place.name, issue_number: number };
  const route = 'GET /repos/{owner}/{repo}/issues/{issue_number}';
  const answer = await ground.connection.ask({ route, action, parameters }, issue);
  if (!answer.ok) return answer;
  const said = await readComments(ground, place, number);
  if (!said.ok) return said;
  const naming = await readNaming(ground, place, number);
  if (!naming.ok) return naming;
  const { value } = answer.value;
  const body = value.body ?? '';
  const mentions = findMentions([body, ...said.value.map((one) => one.body)], place, { number });
  return ok({
    source: value.html_url,
    repository: place,
    number: value.number,
    title: value.title,
    state: value.state === 'closed' ? 'closed' : 'open',
    author: loginOf(value.user),
    authorRole: roleOf(value.author_association),
    createdAt: value.created_at,
    closedAt: value.closed_at ?? null,
    labels: value.labels.flatMap((label) => (typeof label === 'string' ? label : (label.name ?? []))),
    body,
    comments: said.value,
    linked: [...mentions, ...naming.value],
  });
}

/** All that was said below an issue or a pull request, oldest first. */
export async function readComments(
  ground: ForgeGround,
  place: RepositoryPlace,
  number: number,
): Promise<Result<readonly IssueComment[], Failure>> {
  const question = {
    route: 'GET /repos/{owner}/{repo}/issues/{issue_number}/comments',
    action: `read the comments of ${formatRepository(place)}#${number}`,
    parameters: { owner: place.owner, repo: place.name, issue_number: number },
  };
  return askPages(ground.connection, question, {
    size: githubPage,
    server: ground.server,
    schema: comments,
    items: (page) =>
      page.map((one) => ({
        author: loginOf(one.user),
        authorRole: roleOf(one.author_association),
        createdAt: one.created_at,
        body: one.body ?? '',
        url: one.html_url,
      })),
  });
}

/** The issues and pull requests that name this one, each once. */
async function readNaming(
  ground: ForgeGround,
  place: RepositoryPlace,
  number: number,
): Promise<Result<readonly LinkedIssue[], Failure>> {
  const question = {
    route: 'GET /repos/{owner}/{repo}/issues/{issue_number}/timeline',
    action: `read what is linked with ${formatRepository(place)}#${number}`,
    parameters: { owner: place.owner, repo: place.name, issue_number: number },
  };
  const events = await askPages(ground.connection, question, {
    size: githubPage,
    server: ground.server,
    schema: timeline,
    items: (page) => page,
  });
  if (!events.ok) return events;
  const found = new Map<string, LinkedIssue>();
  for (const { event, source } of events.value) {
    const from = source?.issue;
    if (event !== 'cross-referenced' || !from) continue;
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
