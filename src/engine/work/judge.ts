import type { AgentOutcome } from '../../core/plan/agent-outcome.ts';
import type { Collected } from '../../core/plan/collected.ts';
import type { Evidence } from '../../core/plan/evidence.ts';
import { isWorthChecking, judgeRun } from '../../core/plan/judge-run.ts';
import type { RunFacts } from '../../core/plan/run-facts.ts';
import { findTampering } from '../../core/plan/tampering.ts';
import type { Verdict } from '../../core/plan/verdict.ts';
import type { Failure } from '../../core/failure.ts';
import { ok, type Result } from '../../core/result.ts';
import { parseSpec } from '../../core/spec/parse-spec.ts';
import type { Check, Spec } from '../../core/spec/spec.ts';
import { readProjectFile } from '../../io/project/project-files.ts';
import { findConfirmTrouble } from './find-confirm-trouble.ts';
import { findRedBase } from './find-red-base.ts';
import { findOutlineTrouble } from './find-outline-trouble.ts';
import { guardRepository } from './guard-repository.ts';
import type { Before } from './prepare.ts';
import { protectCommit } from './protect-commit.ts';
import { type Ground, type Run, writeJournal } from './run.ts';
import { runChecks } from './run-checks.ts';

export interface JudgeInput {
  readonly ground: Ground;
  readonly agent: AgentOutcome;
  readonly collected: Collected;
  readonly checks: readonly Check[];
  readonly accepted: readonly string[];
  /** null: the run is judged again later, and nobody's agent ran since. */
  readonly before: Before | null;
  readonly byPerson?: boolean;
}

export interface Judgement {
  readonly verdict: Verdict;
  readonly evidence: readonly Evidence[];
}

/** Gathers what chant can see of the result, has it judged, and writes the verdict down. */
export async function judge(run: Run, input: JudgeInput): Promise<Result<Judgement, Failure>> {
  const { context, spec } = run;
  const copy = parseCopy(run, input.collected.specText);
  const schemaTrouble = await findSchemaTrouble(run, input.collected);
  const facts: RunFacts = {
    spec,
    agent: input.agent,
    byPerson: input.byPerson === true,
    collected: input.collected,
    claimed: copy?.criteria ?? [],
    evidence: [],
    schemaTrouble,
    outlineTrouble: [],
    confirmTrouble: [],
    strictSchema: run.project.config.validation.strictSchema,
    tampering: findTampering(spec, copy),
    accepted: input.accepted,
  };
  const isWorth = isWorthChecking(facts);
  const outline = isWorth ? await findOutlineTrouble(run, input.collected) : ok([]);
  if (!outline.ok) return outline;
  const confirm = isWorth ? await findConfirmTrouble(run, input.collected) : ok([]);
  if (!confirm.ok) return confirm;
  const evidence = isWorth ? await proveBothSides(run, input) : ok([]);
  if (!evidence.ok) return evidence;
  // Checks run what the agent wrote. Where none ran, nobody has run since the last look.
  const hasRun = input.before !== null && evidence.value.length > 0;
  const touched = hasRun && input.before !== null ? await guardRepository(run, input.before) : ok([]);
  if (!touched.ok) return touched;
  const known = new Set(input.collected.touched.map((one) => `${one.what} ${one.name}`));
  const more = touched.value.filter((one) => !known.has(`${one.what} ${one.name}`));
  const collected = { ...input.collected, touched: [...input.collected.touched, ...more] };
  const troubles = { outlineTrouble: outline.value, confirmTrouble: confirm.value };
  const verdict = judgeRun({ ...facts, ...troubles, collected, evidence: evidence.value });
  for (const result of verdict.gates) context.emit({ kind: 'gate', spec: spec.id, result });
  for (const message of verdict.tampering) context.emit({ kind: 'warning', spec: spec.id, message });
  writeJournal(run, { entry: 'judged', verdict, evidence: evidence.value });
  return ok({ verdict, evidence: evidence.value });
}

/** The agent's copy of the spec, or null when there is none. */
export function parseCopy(run: Pick<Run, 'spec'>, text: string | null): Spec | null {
  if (text === null) return null;
  const { id, path, archived } = run.spec;
  return parseSpec({ id, path, archived, text });
}

/** Where a check says what it expects before the work, it is run on the base, too: red first, then green. */
async function proveBothSides(run: Run, input: JudgeInput): Promise<Result<readonly Evidence[], Failure>> {
  const { ground, collected, checks } = input;
  const { session, base } = ground;
  const before = checks.filter((check) => check.before !== 'any');
  const below = before.length === 0 ? ok(base) : await findRedBase(run, ground);
  if (!below.ok) return below;
  const { value: start } = below;
  const red = await runChecks(run, { checks: before, side: 'before', commit: start, shownAs: start, session });
  if (!red.ok) return red;
  const commit = await protectCommit(run, { commit: collected.work, from: base, paths: collected.protectedChanged });
  if (!commit.ok) return commit;
  const green = await runChecks(run, { checks, side: 'after', commit: commit.value, shownAs: collected.work, session });
  return green.ok ? ok([...red.value, ...green.value]) : green;
}

async function findSchemaTrouble(run: Run, collected: Collected): Promise<readonly string[] | null> {
  const { outputSchema } = run.spec;
  if (outputSchema === null) return null;
  const place = { root: run.project.store.root, chantDir: run.project.store.dir };
  const schema = readProjectFile(place, outputSchema)?.data.toString('utf8') ?? null;
  // Loaded only where a spec asks for it: it is by far the largest library that chant carries.
  const { validateOutput } = await import('../../core/schema/validate-output.ts');
  const trouble = validateOutput(schema, collected.output);
  return trouble.length === 0 ? null : trouble;
}
