import * as z from 'zod/mini';
import type { AuthorRole } from '../../../core/issue/issue.ts';

/** What is read of GitHub's answers, and nothing more: https://docs.github.com/rest */

const user = z.nullish(z.object({ login: z.string() }));

/** The login of whoever wrote something; empty where the account is gone. */
export function loginOf(account: z.infer<typeof user>): string {
  return account?.login ?? '';
}

/** GitHub's `author_association` as a role. */
export function roleOf(association: string | undefined): AuthorRole {
  switch (association) {
    case 'OWNER':
      return 'owner';
    case 'MEMBER':
      return 'member';
    case 'COLLABORATOR':
      return 'collaborator';
    case 'CONTRIBUTOR':
      return 'contributor';
    case 'NONE':
    case 'FIRST_TIMER':
    case 'FIRST_TIME_CONTRIBUTOR':
    case 'MANNEQUIN':
      return 'none';
    default:
      return 'unknown';
  }
}

const repositoryName = z.object({ name: z.string(), owner: z.object({ login: z.string() }) });

export const repository = z.object({
  ...repositoryName.shape,
  html_url: z.string(),
  clone_url: z.string(),
  ssh_url: z.string(),
  default_branch: z.string(),
  fork: z.boolean(),
  archived: z.boolean(),
  parent: z.nullish(repositoryName),
  source: z.nullish(repositoryName),
  permissions: z.nullish(z.object({ push: z.boolean() })),
});

export const account = z.object({ login: z.string() });

export const issue = z.object({
  html_url: z.string(),
  number: z.number(),
  title: z.string(),
  state: z.string(),
  user,
  author_association: z.optional(z.string()),
  created_at: z.string(),
  closed_at: z.nullish(z.string()),
  labels: z.array(z.union([z.string(), z.object({ name: z.nullish(z.string()) })])),
  body: z.nullish(z.string()),
});

export const comments = z.array(
  z.object({
    html_url: z.string(),
    user,
    author_association: z.optional(z.string()),
    created_at: z.string(),
    body: z.nullish(z.string()),
  }),
);

/** Events of a timeline are of twenty kinds; only that another issue names this one is looked at. */
export const timeline = z.array(
  z.object({
    event: z.optional(z.string()),
    source: z.nullish(
      z.object({
        issue: z.nullish(
          z.object({
            html_url: z.string(),
            number: z.number(),
            title: z.string(),
            state: z.string(),
            repository: z.nullish(z.object({ full_name: z.string() })),
          }),
        ),
      }),
    ),
  }),
);

/** A folder is a list; a file of more than a megabyte comes without its content. */
export const content = z.union([
  z.array(z.unknown()),
  z.object({ type: z.string(), encoding: z.nullish(z.string()), content: z.nullish(z.string()) }),
]);

export const pullRequest = z.object({
  number: z.number(),
  html_url: z.string(),
  title: z.string(),
  body: z.nullish(z.string()),
  state: z.string(),
  draft: z.optional(z.boolean()),
  merged_at: z.nullish(z.string()),
  head: z.object({ ref: z.string(), sha: z.string(), user, repo: z.nullish(repositoryName) }),
  base: z.object({ ref: z.string() }),
});

export const pullRequests = z.array(pullRequest);

export const checkRuns = z.object({
  check_runs: z.array(
    z.object({
      name: z.string(),
      status: z.string(),
      conclusion: z.nullish(z.string()),
      html_url: z.nullish(z.string()),
    }),
  ),
});

export const combinedStatus = z.object({
  statuses: z.array(z.object({ context: z.string(), state: z.string(), target_url: z.nullish(z.string()) })),
});

export const reviews = z.array(
  z.object({
    user,
    author_association: z.optional(z.string()),
    body: z.nullish(z.string()),
    state: z.string(),
    html_url: z.string(),
    submitted_at: z.nullish(z.string()),
  }),
);

export const reviewComments = z.array(
  z.object({
    user,
    author_association: z.optional(z.string()),
    body: z.string(),
    path: z.string(),
    line: z.nullish(z.number()),
    html_url: z.string(),
    created_at: z.string(),
  }),
);
