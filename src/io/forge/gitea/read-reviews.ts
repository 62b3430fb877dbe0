import type { output } from 'zod/mini';
import type { CiCheck } from '../../../core/forge/check-report.ts';
import type { ReviewNote } from '../../../core/forge/review-note.ts';
import type { Failure } from '../../../core/failure.ts';
import { formatRepository, type RepositoryPlace } from '../../../core/issue/repository-place.ts';
import { ok, type Result } from '../../../core/result.ts';
import { askPages, giteaPage } from '../ask-pages.ts';
import type { ForgeGround } from '../forge-ground.ts';
import { readComments, roleIn } from './read-issue.ts';
import { combinedStatus, reviewComments, reviews } from './schemas.ts';

type Review = output<typeof reviews>[number];

const verdicts: Readonly<Record<string, ReviewNote['verdict']>> = {
  APPROVED: 'approved',
  REQUEST_CHANGES: 'changes-requested',
  COMMENT: 'commented',
};

/** Reviews, comments on lines, comments on the whole; oldest first. What is asked for or not sent yet is no review. */
export async function readReviews(
  ground: ForgeGround,
  place: RepositoryPlace,
  number: number,
): Promise<Result<readonly ReviewNote[], Failure>> {
  const question = {
    route: 'GET /repos/{owner}/{repo}/pulls/{index}/reviews',
    action: `read the reviews of ${formatRepository(place)}#${number}`,
    parameters: { owner: place.owner, repo: place.name, index: number },
  };
  const pages = { size: giteaPage, server: ground.server } as const;
  const found = await askPages(ground.connection, question, { ...pages, schema: reviews, items: (page) => page });
  if (!found.ok) return found;
  const notes: ReviewNote[] = [];
  for (const review of found.value.filter(({ state }) => verdicts[state] !== undefined)) {
    notes.push(...buildSummary(place, review));
    if ((review.comments_count ?? 0) === 0) continue;
    const route = `${question.route}/{id}/comments`;
    const parameters = { ...question.parameters, id: review.id };
    const lines = await ground.connection.ask({ ...question, route, parameters }, reviewComments);
    if (!lines.ok) return lines;
    notes.push(...lines.value.value.map((line) => buildLine(place, line)));
  }
  const whole = await readComments(ground, place, number);
  if (!whole.ok) return whole;
  const said = whole.value.map(
    ({ author, authorRole, createdAt, body, url }): ReviewNote => ({
      ...{ kind: 'comment', author, authorRole, at: createdAt, body, url },
      ...{ verdict: null, path: null, line: null },
    }),
  );
  return ok([...notes, ...said].sort((one, other) => ((one.at ?? '') < (other.at ?? '') ? -1 : 1)));
}

/** A review that only carries comments on lines says nothing itself. */
function buildSummary(place: RepositoryPlace, review: Review): readonly ReviewNote[] {
  const verdict = verdicts[review.state] ?? null;
  const body = review.body ?? '';
  if (body === '' && verdict === 'commented') return [];
  const author = review.user?.login ?? '';
  const at = review.submitted_at ?? null;
  const from = { author, authorRole: roleIn(place, author), at, body, url: review.html_url };
  return [{ kind: 'review', ...from, verdict, path: null, line: null }];
}

function buildLine(place: RepositoryPlace, line: output<typeof reviewComments>[number]): ReviewNote {
  const author = line.user?.login ?? '';
  return {
    kind: 'line',
    author,
    authorRole: roleIn(place, author),
    at: line.created_at ?? null,
    body: line.body ?? '',
    url: line.html_url,
    verdict: null,
    path: line.path,
    // 0: the change has moved away from under it.
    line: line.position ? line.position : null,
  };
}

/** Statuses of a commit; Gitea's own CI reports as one of them. */
export async function readChecks(
  ground: ForgeGround,
  place: RepositoryPlace,
  commit: string,
): Promise<Result<readonly CiCheck[], Failure>> {
  const question = {
    route: 'GET /repos/{owner}/{repo}/commits/{ref}/status',
    action: `read the checks of ${formatRepository(place)}`,
    parameters: { owner: place.owner, repo: place.name, ref: commit },
  };
  return askPages(ground.connection, question, {
    size: giteaPage,
    server: ground.server,
    schema: combinedStatus,
    items: (page) =>
      (page.statuses ?? []).map(({ context, status, target_url: url }): CiCheck => {
        const state = status === 'pending' ? 'pending' : 'failed';
        const good = status === 'success' ? 'passed' : status === 'skipped' ? 'skipped' : state;
        return { name: context, state: good, url: url ?? null };
      }),
  });
}
