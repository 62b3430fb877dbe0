import type { Expectation } from '../spec/spec.ts';

/** What chant saw when it ran a check: the only thing that it believes. */
export interface Evidence {
  readonly check: string;
  readonly run: string;
  /** `before`: on the base. `after`: on the run's result. `merged`: on the landing's merged tree. */
  readonly side: 'before' | 'after' | 'merged';
  readonly expected: Expectation;
  readonly held: boolean;
  readonly exitCode: number | null;
  /** Signal name, or `timeout`, where it did not exit by itself. */
  readonly ended: string | null;
  /** Commit whose tree it ran on. */
  readonly commit: string;
  readonly startedAt: string;
  readonly ms: number;
  /** Last lines of its output, control characters removed, at most 4 kB. */
  readonly tail: string;
  /** How many of how many runs ended as expected, where more than one was asked for. */
  readonly times?: { readonly held: number; readonly ran: number };
  /** It failed, but its output did not say this. */
  readonly unexpected?: string;
  /** Whole output (bounded), relative to the run's folder. */
  readonly file: string;
}
