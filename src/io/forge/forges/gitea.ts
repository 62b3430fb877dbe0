import type { ForgeWays } from '../forge-ground.ts';
import { findPullRequest, openPullRequest, readPullRequest, updatePullRequest } from '../gitea/pull-requests.ts';
import { readIssue } from '../gitea/read-issue.ts';
import { createFork, readFile, readRepository, readUser } from '../gitea/read-repository.ts';
import { readChecks, readReviews } from '../gitea/read-reviews.ts';

/** Gitea, Forgejo and Codeberg. */
export const gitea: ForgeWays = {
  ...{ readUser, readRepository, createFork, readIssue, readFile },
  ...{ findPullRequest, readPullRequest, openPullRequest, updatePullRequest, readChecks, readReviews },
};
