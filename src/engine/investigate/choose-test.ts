import type { Failure } from '../../core/failure.ts';
import { type Chain, isOfChain } from '../../core/investigate/chain.ts';
import type { ReproductionTest } from '../../core/investigate/template-variables.ts';
import { detectTest } from '../../core/project/detect-test.ts';
import { err, ok, type Result } from '../../core/result.ts';
import { parseChecks } from '../../core/spec/parse-checks.ts';
import type { Spec } from '../../core/spec/spec.ts';
import { readProjectTexts } from '../../io/project/read-project-texts.ts';
import type { Project } from '../open-project.ts';

/** What the user said of the test that is to show the bug; null: nothing. */
export interface AskedTest {
  readonly test: string | null;
  readonly run: string | null;
  /** What it prints when it fails for the reason of the report. */
  readonly expect: string | null;
  /** `3 of 10`, for a bug that shows now and then. */
  readonly repeat: string | null;
  /** No test can show it: steps do, and a person confirms them. */
  readonly assisted: boolean;
}

/**
 * The test of a chain: as the user says, as its reproduction says already, else as the project's files tell.
 * Failure: bad-argument, where nobody tells how one test is run.
 */
export function chooseTest(
  project: Project,
  asked: AskedTest,
  about: { readonly chain: Chain; readonly specs: readonly Spec[] },
): Result<ReproductionTest, Failure> {
  const { chain, specs } = about;
  const steps = chooseSteps(asked, chain, specs);
  if (!steps.ok) return steps;
  if (steps.value) return ok({ path: '', run: '', expect: '', repeat: '', assisted: true });
  const troubles = parseChecks(
    { run: 'x', expect: asked.expect, repeat: asked.repeat },
    { file: '', line: 0 },
  ).problems;
  const [trouble] = troubles;
  if (trouble !== undefined) return err(badFlag(asked, trouble.message));
  const known = findKnown(chain, specs) ?? detectTest(readProjectTexts(project.store.root), chain.slug);
  const path = asked.test ?? (asked.run === null ? known?.path : undefined);
  const run = asked.run ?? (asked.test === null ? known?.run : undefined);
  if (path !== undefined && run !== undefined) {
    return ok({ path, run, expect: asked.expect ?? '', repeat: asked.repeat ?? '', assisted: false });
  }
  const [argument, expected] =
    path === undefined
      ? ['--test', 'the file of the test that is to show the bug: --test test/issue-1234.test.js']
      : ['--run', 'the command that runs that test and no other: --run "npm test -- test/issue-1234.test.js"'];
  return err({ kind: 'bad-argument', argument, value: '', expected, suggestion: null });
}

/** Whether the bug is shown by steps: as the user says, or as its reproduction says already. */
function chooseSteps(asked: AskedTest, chain: Chain, specs: readonly Spec[]): Result<boolean, Failure> {
  const known = specs.find((one) => isOfChain(one, chain, 'reproduction'));
  const given = (['test', 'run', 'expect', 'repeat'] as const).find((name) => asked[name] !== null);
  const isAssisted = known?.confirm.required ?? asked.assisted;
  const refuse = (argument: string, expected: string): Result<never, Failure> =>
    err({ kind: 'bad-argument', argument, value: 'given', expected, suggestion: null });
  if (isAssisted && given !== undefined) return refuse(`--${given}`, 'no test: a person confirms the steps');
  if (asked.assisted && chain.phases.includes('investigation'))
    return refuse('--assisted', 'phases that are specs of their own: without --single');
  if (asked.assisted && !isAssisted)
    return refuse(
      '--assisted',
      `a reproduction that is not a test: ${known?.id ?? ''} is one; delete what has not landed, and try again`,
    );
  return ok(isAssisted);
}

function badFlag({ expect, repeat }: AskedTest, message: string): Failure {
  const [argument, value] = message.includes('repeat') ? ['--repeat', repeat] : ['--expect', expect];
  return { kind: 'bad-argument', argument, value: value ?? '', expected: message, suggestion: null };
}

function findKnown(chain: Chain, specs: readonly Spec[]): { path: string; run: string } | null {
  const phases = ['reproduction', 'investigation'] as const;
  const spec = specs.find((one) => phases.some((phase) => isOfChain(one, chain, phase)));
  const run = spec?.checks.find((check) => check.after === 'fail')?.run;
  const path = spec?.targetFiles.find((file) => !file.startsWith('.chant/'));
  return run === undefined || path === undefined ? null : { path, run };
}
