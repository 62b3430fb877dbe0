import { buildGateResult, type Gate } from './gate.ts';
import { agentGate } from './gates/agent.ts';
import { checksGate } from './gates/checks.ts';
import { confirmGate } from './gates/confirm.ts';
import { criteriaGate } from './gates/criteria.ts';
import { haltGate } from './gates/halt.ts';
import { outlineGate } from './gates/outline.ts';
import { protectGate } from './gates/protect.ts';
import { refsGate } from './gates/refs.ts';
import { schemaGate } from './gates/schema.ts';
import { scopeGate } from './gates/scope.ts';
import { targetsGate } from './gates/targets.ts';
import { workGate } from './gates/work.ts';
import type { RunFacts } from './run-facts.ts';
import type { GateResult, Verdict } from './verdict.ts';

/** In the order of run.md: the first that does not hold names the reason. */
const table: readonly Gate[] = [
  agentGate,
  refsGate,
  haltGate,
  workGate,
  scopeGate,
  protectGate,
  targetsGate,
  outlineGate,
  criteriaGate,
  checksGate,
  schemaGate,
  confirmGate,
];

/** From facts to an outcome. The only way to `land` is that every gate holds. */
export function judgeRun(facts: RunFacts): Verdict {
  const results: GateResult[] = [];
  let broken: Gate | null = null;
  for (const gate of table) {
    const result: GateResult = isPointless(gate, broken)
      ? { gate: gate.name, verdict: 'skipped', detail: [] }
      : buildGateResult(gate, facts);
    results.push(result);
    if (result.verdict === 'failed') broken ??= decisive(gate, facts);
  }
  return {
    outcome: broken?.otherwise ?? 'land',
    reason: broken?.reason ?? null,
    gates: results,
    tampering: facts.tampering,
  };
}

/**
 * Whether the checks of a result are worth running: not where the agent did not finish, halted or did nothing.
 * What is out of scope is checked all the same: whoever looks at it wants to know whether it works.
 */
export function isWorthChecking(facts: RunFacts): boolean {
  return [agentGate, haltGate, workGate].every((gate) => gate.judge(facts).length === 0);
}

const decidesAlone: readonly Gate[] = [agentGate, haltGate, workGate];

/** After an agent that failed, halted or did nothing, the later gates have nothing to look at. */
function isPointless(gate: Gate, broken: Gate | null): boolean {
  return broken !== null && decidesAlone.includes(broken) && gate !== refsGate;
}

/** A criterion that is open only because its check failed is told as the check that failed. */
function decisive(gate: Gate, facts: RunFacts): Gate {
  if (gate !== criteriaGate || facts.evidence.every((one) => one.held)) return gate;
  const byCheck = facts.spec.criteria.filter((criterion) => criterion.check !== null).length;
  return byCheck > 0 &&
    criteriaGate.judge({ ...facts, evidence: facts.evidence.map((one) => ({ ...one, held: true })) }).length === 0
    ? checksGate
    : gate;
}
