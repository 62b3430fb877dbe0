import type { Evidence } from '../../core/plan/evidence.ts';
import { isEndHeld, isExpectedOutput, judgeRepeats } from '../../core/plan/judge-check.ts';
import { stripControl } from '../../core/strip-control.ts';
import type { Failure } from '../../core/failure.ts';
import { err, ok, type Result } from '../../core/result.ts';
import type { Check } from '../../core/spec/spec.ts';
import type { Place } from '../../io/git/repo.ts';
import { runLogged } from '../../io/process/run-logged.ts';
import { readRunFile, writeRunFile } from '../../io/store/run-file.ts';
import { makeFolder } from '../../io/workspace/make-folder.ts';
import { buildCheckEnvironment } from './check-environment.ts';
import { type Confine, confine, confineLine } from './confine.ts';
import { equipCheckout } from './equip-checkout.ts';
import { openCheckout } from './open-checkout.ts';
import { removeCheckout } from './remove-checkout.ts';
import type { Run } from './run.ts';

const maxLogBytes = 10 * 1024 * 1024;

export interface ChecksInput {
  readonly checks: readonly Check[];
  readonly side: Evidence['side'];
  /** What they run on: checked out afresh, so that nothing that the agent left lying helps. */
  readonly commit: string;
  /** What the evidence says they ran on, where `commit` is that with protected files restored. */
  readonly shownAs: string;
  /** Folder below which the checkout is made. */
  readonly session: string;
}

/** Runs checks on a commit and says what was seen. Failures: of git, of the set-up, or `interrupted`. */
export async function runChecks(run: Run, input: ChecksInput): Promise<Result<readonly Evidence[], Failure>> {
  if (input.checks.length === 0) return ok([]);
  const path = makeFolder(`${input.session}/${input.side}`);
  if (!path.ok) return path;
  const { isolation } = run.confinement;
  const opened = await openCheckout(run, { path: path.value, commit: input.commit, branch: null, isolation });
  if (!opened.ok) return opened;
  const place = opened.value;
  const env = buildCheckEnvironment(run, input.session);
  const { session, side } = input;
  const confined = await confine(run, { name: side, workTree: path.value, session, writable: [] });
  if (!confined.ok) return confined;
  const equipped = await equipCheckout(run, { place, env, confine: confined.value });
  if (!equipped.ok) return equipped;
  const seen: Evidence[] = [];
  for (const check of input.checks) {
    const evidence = await runCheck(run, { ...input, check, place, env, confine: confined.value });
    if (!evidence.ok) return evidence;
    seen.push(evidence.value);
  }
  const removed = await removeCheckout(run, path.value, isolation);
  return removed.ok ? ok(seen) : removed;
}

interface OneCheck extends ChecksInput {
  readonly check: Check;
  readonly place: Place;
  readonly env: Readonly<Record<string, string>>;
  readonly confine: Confine | null;
}

async function runCheck(run: Run, input: OneCheck): Promise<Result<Evidence, Failure>> {
  const { context, spec } = run;
  const { check, side } = input;
  context.emit({ kind: 'check-started', spec: spec.id, check, side });
  const startedAt = new Date(context.clock.now()).toISOString();
  const expected = side === 'before' ? check.before : check.after;
  const file = `evidence/${side}-${check.name.replace(/[^A-Za-z0-9._-]+/g, '-')}.log`;
  let count = { held: 0, ran: 0 };
  let ms = 0;
  for (;;) {
    const result = await runOnce(run, input, file);
    if (!result.ok) return result;
    const { ended, exitCode, signal, tail } = result.value;
    const output = readOutput(run, check, file) ?? tail.toString('utf8');
    const isHeld = isEndHeld(check, expected, { exitCode: ended === 'exited' ? exitCode : null, output });
    count = { held: count.held + (isHeld ? 1 : 0), ran: count.ran + 1 };
    ms += result.value.ms;
    const held = judgeRepeats(check, expected, count);
    if (held === null) continue;
    const failedOtherwise = !held && expected === 'fail' && exitCode !== 0 && !isExpectedOutput(check, output);
    return keepEvidence(run, {
      check: check.name,
      run: check.run,
      side,
      expected,
      held,
      exitCode,
      ended: ended === 'exited' ? signal : ended,
      commit: input.shownAs,
      startedAt,
      ms,
      tail: stripControl(tail.toString('utf8')),
      ...(check.repeat === undefined ? {} : { times: count }),
      ...(failedOtherwise && check.expect !== undefined ? { unexpected: check.expect } : {}),
      file,
    });
  }
}

/** One run of its command; the log is that of the last. */
async function runOnce(run: Run, input: OneCheck, file: string): Promise<Result<Logged, Failure>> {
  const { context, project, spec } = run;
  const result = await runLogged({
    ...confineLine(input.confine, input.check.run, input.env),
    cwd: input.place.workTree,
    logFile: `${run.dir}/${file}`,
    maxLogBytes,
    timeoutMs: input.check.timeoutMs ?? project.config.limits.timeoutMs,
    signal: context.signal,
    token: run.token,
    now: () => context.clock.now(),
  });
  return result.ended === 'cancelled' ? err({ kind: 'interrupted', spec: spec.id }) : ok(result);
}

type Logged = Awaited<ReturnType<typeof runLogged>>;

/** All that it printed, as far as it is kept; only where the spec says what to look for. */
function readOutput(run: Run, { expect }: Check, file: string): string | null {
  return expect === undefined ? null : (readRunFile(run.dir, file)?.toString('utf8') ?? null);
}

function keepEvidence(run: Run, evidence: Evidence): Result<Evidence, Failure> {
  const { file } = evidence;
  const kept = writeRunFile(run.dir, file.replace(/\.log$/, '.json'), `${JSON.stringify(evidence, null, 2)}\n`);
  if (!kept.ok) return kept;
  run.context.emit({ kind: 'check-finished', spec: run.spec.id, evidence });
  return ok(evidence);
}
