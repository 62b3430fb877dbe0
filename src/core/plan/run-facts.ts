import type { Criterion, Spec } from '../spec/spec.ts';
import type { AgentOutcome } from './agent-outcome.ts';
import type { Collected } from './collected.ts';
import type { Evidence } from './evidence.ts';

/** All that is known of a run when it is judged. Only what chant saw itself; the agent's claims are marked as such. */
export interface RunFacts {
  /** The spec as it was carried in: the agent's copy counts only for ticks. */
  readonly spec: Spec;
  readonly agent: AgentOutcome;
  /** A person has brought the work to its end: how the agent ended says nothing. */
  readonly byPerson?: boolean;
  readonly collected: Collected;
  /** Criteria of the agent's copy; the agent's claims. */
  readonly claimed: readonly Criterion[];
  readonly evidence: readonly Evidence[];
  /** What was found wrong with the agent's final JSON; null: it holds, or none was asked for. */
  readonly schemaTrouble: readonly string[] | null;
  /** What the document lacks of its outline, and the places that it names and that are not there. */
  readonly outlineTrouble: readonly string[];
  /** Why a confirmation that the spec asks for does not count; none: it does, or none is asked for. */
  readonly confirmTrouble: readonly string[];
  readonly strictSchema: boolean;
  readonly tampering: readonly string[];
  /** Reasons that a person has looked at and accepted. */
  readonly accepted: readonly string[];
}
