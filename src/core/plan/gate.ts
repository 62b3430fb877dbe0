import type { RunFacts } from './run-facts.ts';
import type { GateName, GateResult, ReasonCode } from './verdict.ts';

/** One row of the table in run.md: what it looks at, and what it means when it does not hold. */
export interface Gate {
  readonly name: GateName;
  readonly reason: ReasonCode;
  readonly otherwise: 'failed' | 'needs_attention';
  /** Lines that say what does not hold; none: it holds. */
  readonly judge: (facts: RunFacts) => readonly string[];
  /** Lines worth saying although it holds. */
  readonly warn?: (facts: RunFacts) => readonly string[];
}

/** Turns a gate's lines into its result. */
export function buildGateResult(gate: Gate, facts: RunFacts): GateResult {
  const broken = gate.judge(facts);
  if (broken.length > 0) return { gate: gate.name, verdict: 'failed', detail: broken };
  const warnings = gate.warn?.(facts) ?? [];
  return { gate: gate.name, verdict: warnings.length > 0 ? 'warned' : 'held', detail: warnings };
}
