import { setTimeout as sleep } from 'node:timers/promises';
import { type CiState, judgeCi } from '../../core/forge/check-report.ts';
import type { Failure } from '../../core/failure.ts';
import { err, ok, type Result } from '../../core/result.ts';
import type { StagedCi } from '../../core/staging/staging.ts';
import { loadStaging, saveStaging } from '../../io/store/staging.ts';
import { type ForkSite, refusePublish } from '../forge/fork-site.ts';
import type { Site } from '../work/check-ready.ts';
import { withSpecLease } from '../work/spec-lease.ts';

export interface FollowInput {
  readonly spec: string;
  /** Commit that was pushed. */
  readonly commit: string;
  /** Pause between two questions, in ms. */
  readonly everyMs: number;
  /** How long nothing at all may be heard of CI, in ms: then there is none. */
  readonly silenceMs: number;
}

/**
 * Asks the fork's CI about a pushed commit until it has come to an end, and keeps what it says in the record, so that it is there as
 * evidence. `none` where no check reported in time. Failures: forge-trouble, publish-refused (branch-moved: something
 * else was staged meanwhile), locked, interrupted.
 */
export async function followCi(site: Site, fork: ForkSite, input: FollowInput): Promise<Result<StagedCi, Failure>> {
  const { context } = site;
  const begin = context.clock.now();
  let before = '';
  for (;;) {
    const checks = await fork.forge.readChecks(fork.place, input.commit);
    if (!checks.ok) return checks;
    const now = context.clock.now();
    const state = judgeCi(checks.value);
    const ci: StagedCi = { commit: input.commit, state, checks: checks.value, at: new Date(now).toISOString() };
    const said = JSON.stringify(checks.value);
    if (said !== before) {
      const kept = await keepCi(site, input, ci);
      if (!kept.ok) return kept;
      context.emit({ kind: 'ci', spec: input.spec, state, checks: checks.value });
      before = said;
    }
    if (isOver(state, now - begin, input)) return ok(ci);
    await sleep(input.everyMs, undefined, { signal: context.signal }).catch(() => {});
    if (context.signal.aborted) return err({ kind: 'interrupted', spec: input.spec });
  }
}

function isOver(state: CiState, sinceMs: number, { silenceMs }: FollowInput): boolean {
  return state === 'none' ? sinceMs >= silenceMs : state !== 'pending';
}

function keepCi(site: Site, { spec, commit }: FollowInput, ci: StagedCi): Promise<Result<void, Failure>> {
  return withSpecLease(site, spec, async () => {
    const staging = loadStaging(site.project.store, spec);
    if (staging?.pushed?.commit !== commit) {
      return refusePublish('branch-moved', [staging?.branch ?? '', staging?.pushed?.commit ?? '', commit]);
    }
    return saveStaging(site.project.store, { ...staging, ci });
  });
}
