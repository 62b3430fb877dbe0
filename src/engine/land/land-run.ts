import type { Failure } from '../../core/failure.ts';
import { err, ok, type Result } from '../../core/result.ts';
import { resolveCommit } from '../../io/git/rev-parse.ts';
import { writeFileAtomic } from '../../io/store/atomic-write.ts';
import { holdsLease } from '../../io/store/lease.ts';
import { type Run, writeJournal } from '../work/run.ts';
import { combine } from './combine.ts';
import { type Composed, composeOutcome } from './compose-outcome.ts';
import { deliver, findCarryTrouble } from './deliver.ts';
import { withLandingLease } from './landing-lease.ts';
import { landingTexts } from './landing-texts.ts';
import { type Landing, type LandInput, stopped } from './landing.ts';
import { moveTarget } from './move-target.ts';

/** How often a landing begins again because the target moved under it. */
const maxTries = 20;

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
    const kept = keepTexts(run, outcome.value);
    if (!kept.ok) return kept;
    writeJournal(run, { entry: 'moving', target, from, to: commit });
    const moved = await moveTarget(run, { target, from, to: commit, specText, workspace: ground.workspace });
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

/** Whoever brings this landing to its end after a crash needs what stood in memory. */
function keepTexts(run: Run, { specText, ownText }: Composed): Result<void, Failure> {
  const before =
    specText === null ? ok(undefined) : writeFileAtomic(`${run.dir}/${landingTexts.before}`, specText.before);
  if (!before.ok) return before;
  return ownText === null ? ok(undefined) : writeFileAtomic(`${run.dir}/${landingTexts.own}`, ownText);
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
