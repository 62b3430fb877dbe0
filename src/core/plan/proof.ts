import type { Criterion } from '../spec/spec.ts';
import type { Evidence } from './evidence.ts';

/** What is kept of a check that chant ran: from the run record, or the short form that landed with the spec. */
export interface Proof {
  readonly check: string;
  readonly side: Evidence['side'];
  readonly passed: boolean;
  /** Whether it ended as the spec expected. */
  readonly held: boolean;
  /** Exit status, signal, or `timeout`. */
  readonly exit: string;
  /** Commit that it ran on; the short form has its first twelve digits. */
  readonly tree: string;
  /** ISO UTC. */
  readonly at: string;
  readonly ms: number | null;
  /** Command line; null: only the run record has it, and it is not on this machine. */
  readonly run: string | null;
  /** End of what it printed; null as `run`. */
  readonly tail: string | null;
}

/** The proof that a piece of evidence is. */
export function buildProof(evidence: Evidence): Proof {
  const { check, side, held, exitCode, ended, commit, startedAt, ms, run, tail } = evidence;
  const exit = String(exitCode ?? ended ?? 'unknown');
  return { check, side, passed: exitCode === 0, held, exit, tree: commit, at: startedAt, ms, run, tail };
}

/** How sure one can be of a criterion: chant saw its check hold, somebody ticked it, or neither. */
export type Standing = 'proved' | 'claimed' | 'open';

/** Judges a criterion of a spec by its landed text and its proofs. A check that did not hold once proves nothing. */
export function judgeCriterion(criterion: Criterion, proofs: readonly Proof[]): Standing {
  const own = proofs.filter((proof) => proof.check === criterion.check);
  if (criterion.check !== null && own.length > 0) return own.every((proof) => proof.held) ? 'proved' : 'open';
  return criterion.ticked ? 'claimed' : 'open';
}
