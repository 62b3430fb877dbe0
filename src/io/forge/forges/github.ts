import type { ForgeWays } from '../forge-ground.ts';
import { findPullRequest, openPullRequest, readPullRequest, updatePullRequest } from '../github/pull-requests.ts';
import { readChecks } from '../github/read-checks.ts';
import { readIssue } from '../github/read-issue.ts';
import { createFork, readFile, readRepository, readUser } from '../github/read-repository.ts';
import { readReviews } from '../github/read-reviews.ts';

/** GitHub, in the cloud or a server of one's own. */
export const github: ForgeWays = {
  ...{ readUser, readRepository, createFork, readIssue, readFile },
  ...{ findPullRequest, readPullRequest, openPullRequest, updatePullRequest, readChecks, readReviews },
};
