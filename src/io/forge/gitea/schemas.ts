import * as z from 'zod/mini';

/** What is read of the answers of Gitea and Forgejo: their `/api/swagger`. They send null for what is not there. */

const user = z.nullish(z.object({ login: z.string() }));
const text = z.nullish(z.string());
const repositoryName = z.object({ name: z.string(), owner: z.object({ login: z.string() }) });

export const account = z.object({ login: z.string() });

export const repository = z.object({
  ...repositoryName.shape,
  html_url: z.string(),
  clone_url: z.string(),
  ssh_url: z.string(),
  default_branch: z.string(),
  fork: z.boolean(),
  archived: z.nullish(z.boolean()),
  parent: z.nullish(repositoryName),
  permissions: z.nullish(z.object({ push: z.boolean() })),
});

export const issue = z.object({
  html_url: z.string(),
  number: z.number(),
  title: z.string(),
  state: z.string(),
  user,
  created_at: text,
  closed_at: text,
  labels: z.nullish(z.array(z.object({ name: z.string() }))),
  body: text,
});

export const comments = z.array(z.object({ html_url: z.string(), user, created_at: text, body: text }));

export const timeline = z.nullable(
  z.array(
    z.object({
      ref_issue: z.nullish(
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
);

export const content = z.union([z.array(z.unknown()), z.object({ type: z.string(), encoding: text, content: text })]);

export const pullRequest = z.object({
  number: z.number(),
  html_url: z.string(),
  title: z.string(),
  body: text,
  state: z.string(),
  draft: z.nullish(z.boolean()),
  merged: z.nullish(z.boolean()),
  head: z.object({ ref: z.string(), sha: z.string(), repo: z.nullish(repositoryName) }),
  base: z.object({ ref: z.string() }),
});

export const pullRequests = z.array(pullRequest);

export const combinedStatus = z.object({
  statuses: z.nullish(z.array(z.object({ context: z.string(), status: z.string(), target_url: text }))),
});

export const reviews = z.array(
  z.object({
    id: z.number(),
    user,
    body: text,
    state: z.string(),
    html_url: z.string(),
    submitted_at: text,
    comments_count: z.nullish(z.number()),
  }),
);

export const reviewComments = z.array(
  z.object({
    user,
    body: text,
    path: z.string(),
    position: z.nullish(z.number()),
    html_url: z.string(),
    created_at: text,
  }),
);
