/** A pull request as far as chant looks at it. Every text was written by somebody else. */
export interface PullRequest {
  readonly number: number;
  readonly url: string;
  readonly title: string;
  readonly body: string;
  readonly state: 'open' | 'closed' | 'merged';
  readonly draft: boolean;
  /** Branch that it brings, and where that branch lives; null: the fork is gone. */
  readonly head: { readonly branch: string; readonly owner: string | null; readonly commit: string };
  readonly base: string;
}

/** What a new pull request is made of. */
export interface NewPullRequest {
  readonly title: string;
  readonly body: string;
  /** Branch of `headOwner`'s repository. */
  readonly head: string;
  readonly headOwner: string;
  readonly base: string;
  readonly draft: boolean;
}
