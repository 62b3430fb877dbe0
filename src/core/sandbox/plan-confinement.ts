/** How a run is kept apart from its user. */
export interface Confinement {
  readonly isolation: 'worktree' | 'clone';
  /** Absolute path of the program that makes the sandbox; null: none is made. */
  readonly bwrap: string | null;
}

/** A run beside its user, with nothing between them but a folder. */
export const unconfined: Confinement = { isolation: 'worktree', bwrap: null };

/** What came of trying a sandbox out: the program, or why there is none, in the system's words. */
export type Probe = { readonly bwrap: string } | { readonly trouble: string };

export type ConfinementPlan =
  | { readonly kind: 'confined'; readonly confinement: Confinement; readonly warning: string | null }
  | { readonly kind: 'impossible'; readonly why: string };

interface Wish {
  readonly isolation: 'worktree' | 'clone' | null;
  readonly sandbox: 'none' | 'bwrap' | 'auto';
  readonly network: 'on' | 'off' | readonly string[];
}

/** Whether one has to try a sandbox out to know. */
export function isProbeNeeded({ isolation, sandbox }: Wish): boolean {
  return sandbox === 'bwrap' || (sandbox === 'auto' && isolation !== 'worktree');
}

const unheld = 'Without a sandbox, workspace.network does not hold: the network is on';
const remedy = 'See docs/sandbox.md; `workspace.sandbox: none` says that you know';

/**
 * What `workspace.isolation` and `workspace.sandbox` come to on this machine. A sandbox takes a clone: the git
 * directory of a worktree lies in the user's repository. `bwrap` that does not work is an error, `auto` is a warning.
 */
export function planConfinement(wish: Wish, probe: Probe | null): ConfinementPlan {
  const { isolation, sandbox } = wish;
  const plain = (why: string | null): ConfinementPlan => {
    const warning = [why, ...(wish.network === 'on' ? [] : [unheld])].filter((one) => one !== null).join('. ') || null;
    return { kind: 'confined', confinement: { isolation: isolation ?? 'worktree', bwrap: null }, warning };
  };
  if (!isProbeNeeded(wish) || probe === null) return plain(null);
  if (sandbox === 'bwrap' && isolation === 'worktree')
    return { kind: 'impossible', why: 'workspace.isolation is worktree, and a sandbox takes a clone' };
  if ('bwrap' in probe)
    return { kind: 'confined', confinement: { isolation: 'clone', bwrap: probe.bwrap }, warning: null };
  if (sandbox === 'bwrap') return { kind: 'impossible', why: probe.trouble };
  return plain(`no sandbox on this machine (${probe.trouble}): the agent can do what you can. ${remedy}`);
}
