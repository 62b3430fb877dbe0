/** A commit as far as it tells for which spec it was made. */
export interface LoggedCommit {
  readonly hash: string;
  readonly parents: readonly string[];
  readonly authorEmail: string;
  readonly author: string;
  /** ISO. */
  readonly at: string;
  readonly subject: string;
  /** Value of its trailer `Chant-Spec`; null: it has none. */
  readonly spec: string | null;
}

/**
 * Which spec each commit was made for, by hash. chant's own commits say it in a trailer. Commits that an agent made
 * land as they are and say nothing; they are the run's whose commit comes next: an agent's commit is followed by
 * others of the same run, and these by one of chant's.
 */
export function attributeCommits(commits: readonly LoggedCommit[]): ReadonlyMap<string, string> {
  const children = new Map<string, LoggedCommit[]>();
  for (const commit of commits) {
    for (const parent of commit.parents) children.set(parent, [...(children.get(parent) ?? []), commit]);
  }
  const known = new Map<string, string>();
  for (const commit of commits) if (commit.spec !== null) known.set(commit.hash, commit.spec);
  for (const commit of commits) {
    const path: string[] = [];
    let at: LoggedCommit | undefined = commit;
    while (at !== undefined && !known.has(at.hash) && isAgentEmail(at.authorEmail)) {
      path.push(at.hash);
      at = chooseChild(at, children.get(at.hash) ?? []);
    }
    const spec = at === undefined ? undefined : known.get(at.hash);
    if (spec !== undefined) for (const hash of path) known.set(hash, spec);
  }
  return known;
}

/** As formatAgentIdentity writes it: `agent+qfam6x7fc8i5q53e@chant.invalid`. */
function isAgentEmail(email: string): boolean {
  return /^agent\+[0-9a-z]+@chant\.invalid$/.test(email);
}

function chooseChild(commit: LoggedCommit, children: readonly LoggedCommit[]): LoggedCommit | undefined {
  return children.find((one) => one.authorEmail === commit.authorEmail) ?? children.find((one) => one.spec !== null);
}
