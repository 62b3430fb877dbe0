import type { Collected, Tips, Touched } from '../../core/plan/collected.ts';
import type { CollectInput } from './collect-input.ts';
import type { Ground } from './run.ts';

/**
 * Where the history of a workspace that stays is to stand: as it was left. Of a worktree the branch is the user's, too,
 * and HEAD stands on it again; a clone has refs of its own, which nobody touches.
 */
export function standAt(
  { isolation, start }: Ground,
  { tips, parent }: { readonly tips: Tips; readonly parent: string },
): { readonly branch: string; readonly tips: Tips } {
  if (isolation === 'clone') return { branch: start, tips };
  const branch = [tips.branch, tips.head].includes(parent) ? parent : (tips.head ?? tips.branch ?? start);
  return { branch, tips: { head: branch, branch } };
}

/** A person's commits, on which the next agent's stand: they are kept as they are. */
export function settle({ earlier }: CollectInput, tips: Tips, parent: string): Pick<Collected, 'settled'> {
  const was = earlier?.collected;
  const isMoved = was?.tips?.head !== tips.head || was.tips.branch !== tips.branch;
  const isKept = [tips.head, tips.branch].includes(parent);
  if (earlier?.byPerson === true && isMoved && isKept) return { settled: parent };
  return earlier?.byPerson === true && was?.settled !== undefined ? { settled: was.settled } : {};
}

/** What an agent did to the repository before a pause does not become well by the pause. */
export function joinTouched({ earlier }: CollectInput, now: readonly Touched[]): readonly Touched[] {
  const before = earlier?.collected.touched ?? [];
  const known = new Set(now.map((one) => JSON.stringify(one)));
  return [...before.filter((one) => !known.has(JSON.stringify(one))), ...now];
}
