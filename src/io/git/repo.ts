/** A repository, and how git is to be run for it. */
export interface Repo {
  /** The checkout that chant works from, absolute. */
  readonly root: string;
  /** git directory of that checkout. */
  readonly gitDir: string;
  /** Directory that all worktrees share: refs, objects, configuration, hooks. */
  readonly commonDir: string;
  /** Environment for git, already free of variables that point git elsewhere. */
  readonly env: Readonly<Record<string, string>>;
}

/**
 * A checked-out tree that is not the user's. git is told both directories, so that nothing written inside the
 * tree (a replaced `.git`) decides where git looks.
 */
export interface Place {
  readonly workTree: string;
  readonly gitDir: string;
}

/** Who a commit or a ref update is recorded as. */
export interface Identity {
  readonly name: string;
  readonly email: string;
}
