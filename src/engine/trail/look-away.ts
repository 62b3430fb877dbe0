import type { Context } from '../../context.ts';
import type { RunState } from '../../core/lifecycle/run-state.ts';
import { parseSpec } from '../../core/spec/parse-spec.ts';
import type { Spec, SpecDocument } from '../../core/spec/spec.ts';
import { readBytesAt } from '../../io/git/cat-file.ts';
import { openRepo } from '../../io/git/open-repo.ts';
import type { Project } from '../open-project.ts';

/** Where the files of a spec lie that are not in the user's tree. */
export interface Away {
  /** The branch that it landed on, or is to land on, without `refs/heads/`. */
  readonly branch: string;
  /** What is read: the landing where there is one, else the tip of the branch. */
  readonly at: string;
}

/** Names that place; null: it lands where the user's tree comes from, as far as the spec says. */
export function findAway(spec: Pick<Spec, 'targetBranch'>, run: RunState | null): Away | null {
  const branch = (run?.target ?? spec.targetBranch)?.replace('refs/heads/', '');
  if (branch === undefined) return null;
  return { branch, at: run?.landedCommit ?? `refs/heads/${branch}` };
}

/**
 * Makes the reader of a file there; null: there is none, or git cannot tell. The repository is opened by the first
 * look, since most specs need none.
 */
export function lookAway({ env }: Context, { store }: Project, { at }: Away): (path: string) => Promise<Buffer | null> {
  let opened: ReturnType<typeof openRepo> | null = null;
  return async (path) => {
    opened ??= openRepo(store.root, env);
    const repo = await opened;
    if (!repo.ok) return null;
    const bytes = await readBytesAt(repo.value, at, path);
    return bytes.ok ? bytes.value : null;
  };
}

/** A spec as it landed, where the user's tree has it as it was before; null: the tree has it, or nothing has landed. */
export async function readLanded(
  { spec }: SpecDocument,
  run: RunState | null,
  read: (path: string) => Promise<Buffer | null>,
): Promise<SpecDocument | null> {
  if (run?.phase !== 'landed' || spec.archived || spec.completedAt !== null) return null;
  const text = (await read(spec.path))?.toString('utf8');
  if (text === undefined) return null;
  const { id, path, archived } = spec;
  const landed = parseSpec({ id, path, archived, text });
  // In silent mode the outcome stands in the file, and an older copy may be on the branch.
  return landed.completedAt === null ? null : { spec: landed, text };
}
