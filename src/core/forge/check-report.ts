/** One check or status of a commit, as the forge's CI reported it. */
export interface CiCheck {
  readonly name: string;
  readonly state: 'pending' | 'passed' | 'failed' | 'skipped';
  readonly url: string | null;
}

/** Where CI stands: `none` has nothing to say yet, which is not green. */
export type CiState = 'none' | 'pending' | 'passed' | 'failed';

/** All checks of a commit together: one that failed decides, then one that is not done. */
export function judgeCi(checks: readonly CiCheck[]): CiState {
  if (checks.some(({ state }) => state === 'failed')) return 'failed';
  if (checks.some(({ state }) => state === 'pending')) return 'pending';
  return checks.some(({ state }) => state === 'passed') ? 'passed' : 'none';
}
