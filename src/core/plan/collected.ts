/** What came out of the agent's workspace, all of it pinned: the workspace itself is not needed any more. */
export interface Collected {
  /** Commit on the run's branch: the result without the spec file and without unchanged carried files. */
  readonly work: string;
  /** Commit that holds everything as the agent left it; `refs/chant/runs/<id>/<attempt>` names it. */
  readonly snapshot: string;
  readonly changes: readonly Change[];
  /** Declared targets that git ignores, kept in the run's folder: path -> content hash. */
  readonly carriedOut: Readonly<Record<string, string>>;
  /** The spec file's text as the agent left it; null when it is gone. */
  readonly specText: string | null;
  /** The finding in the outbox. */
  readonly halt: Halt | null;
  /** Final JSON for `output_schema`, where the agent left one. */
  readonly output: string | null;
  readonly touched: readonly Touched[];
  /** Paths of `protect` that differ from the base. */
  readonly protectedChanged: readonly string[];
  /** Literal paths of `target_files` that exist in the result. */
  readonly present: readonly string[];
  /** Of a workspace that stays: where its history stands. What comes on top while nobody's agent runs is a person's. */
  readonly tips?: Tips;
  /** Commit up to which the history stands as it is, a person's commits in it; absent: the attempt's own start. */
  readonly settled?: string;
}

/** Where the history in a workspace stands. */
export interface Tips {
  readonly head: string | null;
  readonly branch: string | null;
}

/** One path of the diff between the base and the result; renames count as a removal and an addition. */
export interface Change {
  readonly path: string;
  readonly status: 'added' | 'modified' | 'deleted' | 'type-changed';
  /** Octal file mode afterwards, `000000` when deleted. */
  readonly mode: string;
  /** Where a symbolic link points, for mode 120000. */
  readonly linkTarget: string | null;
}

export interface Halt {
  readonly reason: string;
  readonly finding: string;
}

/** Something outside its branch that changed while the agent worked. */
export interface Touched {
  readonly what: 'ref' | 'config' | 'hook' | 'attributes' | 'worktree-link' | 'checkout' | 'head';
  readonly name: string;
  /** True where the agent did it for all that chant can tell; false where anybody may have. */
  readonly byAgent: boolean;
  readonly restored: boolean;
  readonly detail: string;
}
