/** The gates of a run, in the order in which the first that does not hold decides. */
export const gates = [
  'agent',
  'refs',
  'halt',
  'work',
  'scope',
  'protect',
  'targets',
  'outline',
  'criteria',
  'checks',
  'schema',
  'confirm',
] as const;
export type GateName = (typeof gates)[number];

/** Why a run did not land. The names are the ones of run.md; those after the line come from later steps. */
export const reasons = [
  'agent-failed',
  'repository-touched',
  'halted',
  'no-work',
  'out-of-scope',
  'protected-changed',
  'target-missing',
  'outline-broken',
  'criteria-open',
  'check-failed',
  'schema-mismatch',
  'unconfirmed',
  // ----
  'setup-failed',
  'interrupted',
  'paused',
  'taken-over',
  'merge-conflict',
  'ready-to-land',
  'landing-failed',
] as const;
export type ReasonCode = (typeof reasons)[number];

export interface GateResult {
  readonly gate: GateName;
  /** `skipped`: an earlier gate made it pointless (nothing to check when there is no work). */
  readonly verdict: 'held' | 'warned' | 'failed' | 'skipped';
  /** Lines for a person: paths, criteria, the tail of a check's output. Already free of control characters. */
  readonly detail: readonly string[];
}

/** What chant makes of a run. `land` is the only outcome that moves anything. */
export interface Verdict {
  readonly outcome: 'land' | 'failed' | 'needs_attention';
  readonly reason: ReasonCode | null;
  readonly gates: readonly GateResult[];
  /** What was seen and ignored: the agent's edits of status, scope, approval, checks or dependencies. */
  readonly tampering: readonly string[];
}

/** What did not hold, a line each, in the order of the gates. */
export function listBroken(verdict: Verdict): readonly string[] {
  return verdict.gates.filter((gate) => gate.verdict === 'failed').flatMap((gate) => gate.detail);
}
