import type { Collected } from '../../core/plan/collected.ts';
import type { Evidence } from '../../core/plan/evidence.ts';
import type { ReasonCode } from '../../core/plan/verdict.ts';
import type { Check } from '../../core/spec/spec.ts';
import type { Ground } from '../work/run.ts';

/** What a landing is made from. */
export interface LandInput {
  readonly ground: Ground;
  readonly collected: Collected;
  /** What was carried in: path -> hash. */
  readonly carried: Readonly<Record<string, string>>;
  readonly inputs: Readonly<Record<string, string>>;
  readonly evidence: readonly Evidence[];
  readonly checks: readonly Check[];
  /** For `Assisted-by`. */
  readonly agent: string;
}

/** What came of a landing. */
export type Landing = Landed | Stopped;

export interface Landed {
  readonly kind: 'landed';
  readonly target: string;
  readonly commit: string;
  readonly broughtAlong: readonly string[];
}

/** Nothing has moved. */
export interface Stopped {
  readonly kind: 'stopped';
  readonly outcome: 'failed' | 'needs_attention';
  readonly reason: ReasonCode;
  readonly detail: readonly string[];
  readonly evidence: readonly Evidence[];
}

/** Says why a landing stopped. */
export function stopped(reason: ReasonCode, detail: readonly string[], evidence: readonly Evidence[] = []): Stopped {
  const outcome = reason === 'check-failed' ? 'failed' : 'needs_attention';
  return { kind: 'stopped', outcome, reason, detail, evidence };
}
