import type { Collected } from '../../core/plan/collected.ts';
import type { Failure } from '../../core/failure.ts';
import { buildChain, buildPartChain, nameSnapshot } from '../../core/investigate/chain.ts';
import { describeSnapshot } from '../../core/investigate/issue.ts';
import type { ReproductionTest } from '../../core/investigate/template-variables.ts';
import type { IssuePart } from '../../core/outline/parse-verdict.ts';
import { placePartTest } from '../../core/project/detect-test.ts';
import { ok, type Result } from '../../core/result.ts';
import { loadSpecs } from '../../io/store/load-specs.ts';
import { readResult } from '../work/read-result.ts';
import type { Run } from '../work/run.ts';
import { chooseTest } from './choose-test.ts';
import { createChain, openPlan } from './create-chain.ts';

/** The chain of one part: what is new of it, and what was there already. */
export interface CreatedPart {
  readonly title: string;
  /** Full ids in the order of the phases. */
  readonly specs: readonly string[];
}

/**
 * Creates a chain for each part of an issue, from what the comprehension found to the fix. Chains, or pieces of them,
 * that are there already are taken as they are. Failures: prompt-bad and unknown-name (a template), file-trouble, and
 * bad-argument where nobody tells how one test is run.
 */
export async function createParts(
  run: Run,
  about: { readonly collected: Collected; readonly slug: string; readonly parts: readonly IssuePart[] },
): Promise<Result<readonly CreatedPart[], Failure>> {
  const { project } = run;
  const { collected, slug, parts } = about;
  if (parts.length === 0) return ok([]);
  const specs = loadSpecs(project.store, { archived: true });
  const whole = chooseTest(project, nothingAsked, { chain: buildChain(slug, 'full'), specs });
  if (!whole.ok) return whole;
  const snapshot = await readResult(run, collected, nameSnapshot(slug));
  if (!snapshot.ok) return snapshot;
  const issue = describeSnapshot(slug, snapshot.value ?? '');
  const created: CreatedPart[] = [];
  for (const part of parts) {
    const input = {
      issue,
      chain: buildPartChain(slug, part.name),
      title: part.title,
      part,
      test: placeTest(whole.value, part.name),
      projectName: project.config.project.name,
    };
    const planned = openPlan(run, { input, specs });
    if (!planned.ok) return planned;
    const chain = createChain(run, planned.value, new Map([['comprehension', run.spec.id]]));
    if (!chain.ok) return chain;
    created.push({ title: part.title, specs: chain.value.flatMap(({ id }) => (id === null ? [] : [id])) });
  }
  return ok(created);
}

const nothingAsked = { test: null, run: null, expect: null, repeat: null, assisted: false };

/** Each part has a symptom of its own: what the whole test was to print does not count for it. */
function placeTest(whole: ReproductionTest, part: string): ReproductionTest {
  return whole.assisted ? whole : { ...whole, ...placePartTest(whole, part), expect: '' };
}
