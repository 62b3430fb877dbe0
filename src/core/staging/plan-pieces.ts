/** A commit of the branch that a fix landed on: on its first-parent line, so that a landing is one. */
export interface HistoryCommit {
  readonly hash: string;
  readonly parents: readonly string[];
  readonly message: string;
  readonly author: { readonly name: string; readonly email: string };
  /** ISO. */
  readonly at: string;
  /** Values of the trailers `Chant-Spec`, `Chant-Run` and `Assisted-by`; null: it has none. */
  readonly spec: string | null;
  readonly run: string | null;
  readonly assistedBy: string | null;
}

/** What becomes one commit of the staged branch: all that changed from one commit to another. */
export interface Piece {
  readonly from: string;
  readonly to: string;
  /** The spec that it was landed for; null: a person's own commit. */
  readonly spec: string | null;
  readonly run: string | null;
  readonly assistedBy: string | null;
  readonly author: HistoryCommit['author'];
  readonly message: string;
  readonly at: string;
}

export interface PlannedPieces {
  readonly pieces: readonly Piece[];
  /** Merges that somebody made by hand: what they brought is not the fix's. */
  readonly leftOut: readonly HistoryCommit[];
}

/**
 * Takes the history of a fix's branch apart, oldest first: what was landed for the specs of its chain, and what people
 * committed on the branch themselves. What stands on the main branch, too, and belongs to no spec of the chain is none of the fix.
 */
export function planPieces(
  history: readonly HistoryCommit[],
  about: { readonly chain: ReadonlySet<string>; readonly ofMain: ReadonlySet<string> },
): PlannedPieces {
  const pieces: Piece[] = [];
  const leftOut: HistoryCommit[] = [];
  for (const [index, commit] of history.entries()) {
    const [from] = commit.parents;
    if (from === undefined) continue;
    const owner = findOwner(history, index);
    if (owner.spec === null) {
      if (about.ofMain.has(commit.hash)) continue;
      if (commit.parents.length > 1) leftOut.push(commit);
      else pieces.push(buildPiece(commit, from, owner));
      continue;
    }
    if (!about.chain.has(owner.spec)) continue;
    const last = pieces.at(-1);
    // A landing that was replayed is several commits.
    const isSame = last !== undefined && last.to === from && last.spec === owner.spec && last.run === owner.run;
    if (isSame) pieces[pieces.length - 1] = { ...buildPiece(commit, last.from, owner) };
    else pieces.push(buildPiece(commit, from, owner));
  }
  return { pieces, leftOut };
}

function buildPiece(commit: HistoryCommit, from: string, owner: HistoryCommit): Piece {
  const { spec, run, assistedBy } = owner;
  const { hash: to, author, message, at } = commit;
  return { from, to, spec, run, assistedBy, author, message, at };
}

/** An agent's own commit tells nothing of its spec: it is the next one's that does. */
function findOwner(history: readonly HistoryCommit[], index: number): HistoryCommit {
  const [commit, ...later] = history.slice(index);
  if (commit === undefined) throw new Error('no commit stands there');
  if (commit.spec !== null || !isAgent(commit)) return commit;
  return later.find((one) => one.spec !== null || !isAgent(one)) ?? commit;
}

/** As formatAgentIdentity writes it. */
function isAgent({ author }: HistoryCommit): boolean {
  return /^agent\+[0-9a-z]+@chant\.invalid$/.test(author.email);
}
