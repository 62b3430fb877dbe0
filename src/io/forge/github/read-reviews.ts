import type { output } from 'zod/mini';
import type { ReviewNote } from '../../../core/forge/review-note.ts';
import type { Failure } from '../../../core/failure.ts';
import { formatRepository, type RepositoryPlace } from '../../../core/issue/repository-place.ts';
import { ok, type Result } from '../../../core/result.ts';
import { askPages, githubPage } from '../ask-pages.ts';
import type { ForgeGround } from '../forge-ground.ts';
import { readComments } from './read-issue.ts';
import { loginOf, reviewComments, reviews, roleOf } from './schemas.ts';

/** Reviews, comments on lines, comments on the whole; oldest first. */
export async function readReviews(
  ground: ForgeGround,
  place: RepositoryPlace,
  number: number,
): Promise<Result<readonly ReviewNote[], Failure>> {
  const parameters = { owner: place.owner, repo: place.name, pull_number: number };
  const action = `read the reviews of ${formatRepository(place)}#${number}`;
  const pages = { size: githubPage, server: ground.server } as const;
  const summaries = await askPages(
    ground.connection,
    { route: 'GET /repos/{owner}/{repo}/pulls/{pull_number}/reviews', action, parameters },
    // One that its author has not sent yet is nobody's word.
    { ...pages, schema: reviews, items: (page) => page.filter(({ state }) => state !== 'PENDING').map(buildSummary) },
  );
  if (!summaries.ok) return summaries;
  const lines = await askPages(
    ground.connection,
    { route: 'GET /repos/{owner}/{repo}/pulls/{pull_number}/comments', action, parameters },
    { ...pages, schema: reviewComments, items: (page) => page.map(buildLine) },
  );
  if (!lines.ok) return lines;
  const whole = await readComments(ground, place, number);
  if (!whole.ok) return whole;
  const notes = [
    // A review that only carries comments on lines says nothing itself.
    ...summaries.value.filter((note) => note.body !== '' || note.verdict !== 'commented'),
    ...lines.value,
    ...whole.value.map(
      ({ author, authorRole, createdAt, body, url }): ReviewNote => ({
        ...{ kind: 'comment', author, authorRole, at: createdAt, body, url },
        ...{ verdict: null, path: null, line: null },
      }),
    ),
  ];
  return ok(notes.sort((one, other) => ((one.at ?? '') < (other.at ?? '') ? -1 : 1)));
}

function buildSummary(review: output<typeof reviews>[number]): ReviewNote {
  return {
    kind: 'review',
    author: loginOf(review.user),
    authorRole: roleOf(review.author_association),
    at: review.submitted_at ?? null,
    body: review.body ?? '',
    url: review.html_url,
    verdict: verdictOf(review.state),
    path: null,
    line: null,
  };
}

function verdictOf(state: string): ReviewNote['verdict'] {
  if (state === 'APPROVED') return 'approved';
  return state === 'CHANGES_REQUESTED' ? 'changes-requested' : 'commented';
}

function buildLine(comment: output<typeof reviewComments>[number]): ReviewNote {
  return {
    kind: 'line',
    author: loginOf(comment.user),
    authorRole: roleOf(comment.author_association),
    at: comment.created_at,
    body: comment.body,
    url: comment.html_url,
    verdict: null,
    path: comment.path,
    line: comment.line ?? null,
  };
}
