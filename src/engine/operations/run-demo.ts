import type { Context } from '../../context.ts';
import type { Failure } from '../../core/failure.ts';
import { err, ok, type Result } from '../../core/result.ts';
import type { DemoSpec } from '../demo/begin-investigation.ts';
import { layOutDemo } from '../demo/lay-out-demo.ts';
import type { DemoPhase, DemoPlaces } from '../demo/phases.ts';
import type { Operation } from '../operation.ts';
import type { RunReport } from '../work/run-report.ts';
import { makePacket } from './make-packet.ts';
import { stageSpec } from './stage-spec.ts';
import { workSpecs } from './work-specs.ts';

export interface RunDemoInput {
  /** Where to make it; null: a fresh folder under the temp folder. */
  readonly dir: string | null;
  /** Called before each phase with its name; null: do not stop. */
  readonly pause: ((title: string) => Promise<void>) | null;
}

/** A phase that has landed. */
export interface PhaseReport {
  readonly phase: DemoPhase;
  readonly id: string;
  /** Branch that it landed on, and the commit there. */
  readonly target: string;
  readonly commit: string;
  /** What chant saw when it ran the checks. */
  readonly evidence: RunReport['evidence'];
}

/** What was done, for the closing page. */
export interface DemoReport {
  readonly places: DemoPlaces;
  readonly phases: readonly PhaseReport[];
  /** The fix as it was put into the fork, with the text that its pull request would have. */
  readonly staged: {
    readonly branch: string;
    readonly subjects: readonly string[];
    readonly title: string;
    readonly body: string;
  };
  /** The reviewer's page, absolute. */
  readonly packet: string;
  /** The spec that waits for a person. */
  readonly waiting: string;
  /** Absolute path of the program, for users who have not installed it. */
  readonly program: string;
  readonly ms: number;
}

/**
 * Makes a small project with a bug, its upstream and a fork, and has recorded sessions work on the issue through the
 * ordinary engine, from the issue to the fix on a branch of the fork. Failures: bad-argument (a folder that is not empty),
 * file-trouble, git-failed, interrupted, and whatever a run can end with.
 */
export const runDemo: Operation<RunDemoInput, DemoReport> = async (context, { dir, pause }) => {
  const began = context.clock.now();
  const demo = await layOutDemo(context, dir);
  if (!demo.ok) return demo;
  const { places, specs } = demo.value;
  const waiting = specs.at(-1)?.id ?? '';
  const phases: PhaseReport[] = [];
  for (const spec of specs.filter(({ id }) => id !== waiting)) {
    await pause?.(spec.phase);
    if (context.signal.aborted) return err({ kind: 'interrupted', spec: spec.id });
    const played = await playPhase(demo.value.context, spec);
    if (!played.ok) return played;
    phases.push(played.value);
  }
  const fix = phases.at(-1)?.id ?? '';
  await pause?.('staging');
  const staged = await stageFix(demo.value.context, fix);
  if (!staged.ok) return staged;
  const packet = await makePacket(demo.value.context, { id: fix, out: null });
  if (!packet.ok) return packet;
  const made = { phases, staged: staged.value, packet: packet.value.html, waiting };
  return ok({ places, ...made, program: context.assets.main, ms: context.clock.now() - began });
};

/** An ordinary `chant stage`: the fork is a folder, so its pull request is only shown. */
async function stageFix(context: Context, id: string): Promise<Result<DemoReport['staged'], Failure>> {
  const plain = { dryRun: false, trailers: false, despiteRules: false, watchEveryMs: null };
  const staged = await stageSpec(context, { id, ...plain });
  if (!staged.ok) return staged;
  const { branch, commits, pullRequest } = staged.value;
  const subjects = commits.map(({ message }) => message.split('\n')[0] ?? '');
  return ok({ branch, subjects, title: pullRequest.title, body: pullRequest.body });
}

/** An ordinary `chant work`; the provider that the spec names plays the session. */
async function playPhase(context: Context, { phase, id }: DemoSpec): Promise<Result<PhaseReport, Failure>> {
  const worked = await workSpecs(context, {
    ids: [id],
    ...{ dryRun: false, prompt: null, provider: `recorded-${phase}`, model: null, record: null },
    ...{ skipDeps: false, skipApproval: false, land: true, continueLast: false },
  });
  if (!worked.ok) return worked;
  const [run] = worked.value.runs;
  if (run === undefined) throw new Error(`no run of ${id} was reported`);
  const { outcome, target, commit, evidence } = run;
  if (outcome !== 'completed' || target === null || commit === null) return err(describeEnd(run));
  return ok({ phase, id, target, commit, evidence });
}

function describeEnd({ spec, attempt, outcome, reason, detail, next }: RunReport): Failure {
  if (outcome === 'paused') return { kind: 'interrupted', spec };
  const kind = outcome === 'needs_attention' ? outcome : 'failed';
  return { kind: 'run-ended', spec, attempt, outcome: kind, reason: reason ?? 'landing-failed', detail, next };
}
