import type { Collected } from '../../core/plan/collected.ts';
import type { Evidence } from '../../core/plan/evidence.ts';
import type { ReasonCode } from '../../core/plan/verdict.ts';
import type { Failure } from '../../core/failure.ts';
import { err, ok, type Result } from '../../core/result.ts';
import type { Check } from '../../core/spec/spec.ts';
import { resolveCommit } from '../../io/git/rev-parse.ts';
import { holdsLease } from '../../io/store/lease.ts';
import { type Ground, type Run, writeJournal } from '../work/run.ts';
import { combine } from './combine.ts';
import { composeOutcome } from './compose-outcome.ts';
import { deliver, findCarryTrouble } from './deliver.ts';
import { withLandingLease } from './landing-lease.ts';
import { moveTarget } from './move-target.ts';

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

/** What came of a landing. `stopped`: nothing has moved. */
export type Landing =
  | {
      readonly kind: 'landed';
      readonly target: string;
      readonly commit: string;
      readonly broughtAlong: readonly string[];
    }
  | {
      readonly kind: 'stopped';
      readonly outcome: 'failed' | 'needs_attention';
      readonly reason: ReasonCode;
      readonly detail: readonly string[];
      readonly evidence: readonly Evidence[];
    };

/** How often a landing begins again because the target moved under it. */
const maxTries = 20;

/** Says why a landing stopped. */
export function stopped(reason: ReasonCode, detail: readonly string[], evidence: readonly Evidence[] = []): Landing {
  const outcome = reason === 'check-failed' ? 'failed' : 'needs_attention';
  return { kind: 'stopped', outcome, reason, detail, evidence };
}

/** Brings a judged result onto its target: one landing at a time, by compare-and-swap, or not at all. */
export function landRun(run: Run, input: LandInput): Promise<Result<Landing, Failure>> {
  return withLandingLease(run, async () => {
    for (let tries = 0; tries < maxTries; tries++) {
      const landing = await tryLanding(run, input);
      if (!landing.ok) return landing;
      if (landing.value !== null) return ok(landing.value);
    }
    return ok(stopped('landing-failed', [`${input.ground.target} moved ${maxTries} times while this landed`]));
  });
}

/** One try; null: the target moved meanwhile, and everything begins again on its new tip. */
async function tryLanding(run: Run, input: LandInput): Promise<Result<Landing | null, Failure>> {
  const { repo, spec } = run;
  const { ground } = input;
  const tip = await resolveCommit(repo, ground.target);
  if (!tip.ok) return tip;
  const inTheWay = findCarryTrouble(run, input);
  if (inTheWay.length > 0) return ok(stopped('ready-to-land', inTheWay));
  const combined = await combine(run, { ...input, tip: tip.value });
  if (!combined.ok) return combined;
  if (combined.value.kind === 'stopped') return ok(combined.value);
  const outcome = await composeOutcome(run, { ...input, combined: combined.value });
  if (!outcome.ok) return outcome;
  if (outcome.value.kind === 'stopped') return ok(outcome.value);
  if (!holdsLease(run.lease)) return err({ kind: 'locked', what: spec.id, holder: { pid: 0, host: '', since: '' } });
  const { commit, target, from, specText } = outcome.value;
  if (commit !== from) {
    writeJournal(run, { entry: 'moving', target, from, to: commit });
    const moved = await moveTarget(run, { target, from, to: commit, specText });
    if (!moved.ok) return moved;
    if (moved.value.kind === 'lost-race') return ok(null);
    if (moved.value.kind === 'in-the-way') return ok(stopped('ready-to-land', moved.value.files));
    return finishLanding(run, input, {
      target,
      commit,
      broughtAlong: moved.value.broughtAlong,
      text: outcome.value.ownText,
    });
  }
  return finishLanding(run, input, { target, commit, broughtAlong: [], text: outcome.value.ownText });
}

/** What git does not carry goes home by copying: research in silent mode, and the spec's outcome there. */
function finishLanding(
  run: Run,
  input: LandInput,
  done: {
    readonly target: string;
    readonly commit: string;
    readonly broughtAlong: readonly string[];
    readonly text: string | null;
  },
): Result<Landing, Failure> {
  const { target, commit, broughtAlong, text } = done;
  const delivered = deliver(run, input, text);
  if (!delivered.ok) return delivered;
  writeJournal(run, { entry: 'landed', target, commit });
  run.context.emit({ kind: 'landed', spec: run.spec.id, target, commit, broughtAlong });
  return ok({ kind: 'landed', target, commit, broughtAlong });
}
