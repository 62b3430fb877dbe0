/** What a liar works on, where it is not as usual. */
export interface LiarOptions {
  /** More of the configuration, as YAML lines. */
  readonly config?: string;
  /** What `workspace` says; absent: a worktree and no sandbox, where a liar can do the most. */
  readonly workspace?: string;
  /** The spec's text instead of the usual one. */
  readonly spec?: string;
  /** Program and arguments instead of the script. */
  readonly agent?: readonly string[];
  /** Kind of the provider. */
  readonly kind?: 'command' | 'acp';
  /** Folder below the one beside the repository that is `RIG_BESIDE` for the liar; absent: that one itself. */
  readonly beside?: string;
  /** More files of the first commit. */
  readonly files?: Readonly<Record<string, string>>;
  readonly env?: Readonly<Record<string, string>>;
}
