/** Commands that change intent, decide, or start work: a person's, never those of an agent at work. */
export const refusedInside = [
  'add',
  'approve',
  'demo',
  'edit',
  'init',
  'land',
  'reject',
  'reset',
  'silent',
  'work',
] as const;

/**
 * May this command be used from an agent's workspace (environment `CHANT_WORKTREE=1`)? What only looks may;
 * `halt` may, it is made for that place.
 */
export function isAllowedInside(command: string): boolean {
  return !refusedInside.some((name) => name === command);
}
