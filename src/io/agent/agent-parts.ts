import { findTree, type Tree } from '../process/find-tree.ts';

/** The processes that an agent is made of: its launcher, its program, the tool servers that it was given. */
export interface AgentParts {
  /** Remembers those that are there; only the first call counts. */
  take(): void;
  /** Their pids. */
  list(): Promise<ReadonlySet<number>>;
}

/**
 * What is there when an agent's session has begun, before it does anything, belongs to it: many are started by a
 * launcher, and do not go by themselves when they are done. What came later and stays was left running.
 */
export function createAgentParts(tree: Tree): AgentParts {
  let found: Promise<ReadonlySet<number>> | null = null;
  return {
    take() {
      found ??= findTree(tree).then((rows) => new Set(rows.map(({ pid }) => pid)));
    },
    list: async () => (await found) ?? new Set(),
  };
}
