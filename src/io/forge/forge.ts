import type { CiCheck } from '../../core/forge/check-report.ts';
import type { NewPullRequest, PullRequest } from '../../core/forge/pull-request.ts';
import type { RepositoryFacts } from '../../core/forge/repository-facts.ts';
import type { ReviewNote } from '../../core/forge/review-note.ts';
import type { Failure } from '../../core/failure.ts';
import type { Issue } from '../../core/issue/issue.ts';
import type { RepositoryPlace } from '../../core/issue/repository-place.ts';
import type { Result } from '../../core/result.ts';

export const forgeKinds = ['github', 'gitea'] as const;
/** `gitea` is Gitea, Forgejo and Codeberg: they speak the same. */
export type ForgeKind = (typeof forgeKinds)[number];

type Answer<T> = Promise<Result<T, Failure>>;

/**
 * A place where repositories, issues and pull requests live. Every method fails with `forge-trouble` (or `interrupted`)
 * and leaves nothing half done: the same call may be made again. All text that comes back is a stranger's.
 */
export interface Forge {
  /** `folder`: a repository on this machine, which has no pull requests. */
  readonly kind: ForgeKind | 'folder';
  readonly server: string;
  /** Where the token that it sends was found (`GH_TOKEN`, `gh auth token`); null: it asks without one. */
  readonly tokenFrom: string | null;

  /** The login that the token belongs to. */
  readUser(): Answer<string>;
  readRepository(place: RepositoryPlace): Answer<RepositoryFacts>;
  /** Makes a fork in the user's own account, or finds the one that is there. It may take a while until git can use it. */
  createFork(place: RepositoryPlace): Answer<RepositoryFacts>;
  /** An issue with all of its comments. */
  readIssue(place: RepositoryPlace, number: number): Answer<Issue>;
  /** Text of a file; null: there is none of that name, or it is no file, or not text. `ref`: branch or commit. */
  readFile(place: RepositoryPlace, file: { readonly path: string; readonly ref: string }): Answer<string | null>;

  /** The pull request from `headOwner:head` to `base` that is open, else the newest of them; null: there was never one. */
  findPullRequest(
    place: RepositoryPlace,
    between: Pick<NewPullRequest, 'head' | 'headOwner' | 'base'>,
  ): Answer<PullRequest | null>;
  readPullRequest(place: RepositoryPlace, number: number): Answer<PullRequest>;
  openPullRequest(place: RepositoryPlace, wanted: NewPullRequest): Answer<PullRequest>;
  updatePullRequest(
    place: RepositoryPlace,
    wanted: { readonly number: number; readonly title: string; readonly body: string },
  ): Answer<PullRequest>;
  /** Checks and statuses of a commit, the newest of each name. */
  readChecks(place: RepositoryPlace, commit: string): Answer<readonly CiCheck[]>;
  /** Reviews, comments on lines and comments on the whole; oldest first. */
  readReviews(place: RepositoryPlace, number: number): Answer<readonly ReviewNote[]>;
}
