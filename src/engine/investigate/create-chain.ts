import type { Context } from '../../context.ts';
import type { Failure } from '../../core/failure.ts';
import type { Phase } from '../../core/investigate/chain.ts';
import type { SpecTemplate } from '../../core/investigate/fill-spec-template.ts';
import { linkDraft, nameTemplate, type PlannedSpec, planChain } from '../../core/investigate/plan-chain.ts';
import type { TemplateInput } from '../../core/investigate/template-variables.ts';
import { ok, type Result } from '../../core/result.ts';
import { buildSpecText } from '../../core/spec/build-spec-text.ts';
import type { Spec } from '../../core/spec/spec.ts';
import { readNamed } from '../../io/assets/named-files.ts';
import { createSpec } from '../../io/store/create-spec.ts';
import type { Project } from '../open-project.ts';

/** One spec of a chain, as it is now. */
export interface ChainSpec {
  readonly phase: Phase;
  readonly title: string;
  /** null: it would be created (`--dry-run`). */
  readonly id: string | null;
  readonly path: string | null;
  readonly state: 'created' | 'there' | 'planned';
}

interface ChainSite {
  readonly context: Context;
  readonly project: Project;
}

/** Decides which specs a chain needs, from the project's templates or the ones that ship. Failures: prompt-bad, file-trouble. */
export function openPlan(
  { context, project }: ChainSite,
  asked: { readonly input: TemplateInput; readonly specs: readonly Spec[] },
): Result<readonly PlannedSpec[], Failure> {
  const folders = { projectDir: `${project.store.dir}/templates`, shippedDir: context.assets.templates };
  const templates = new Map<string, SpecTemplate>();
  for (const phase of asked.input.chain.phases) {
    const name = nameTemplate(phase, asked.input.test.assisted);
    const template = readNamed({ ...folders, what: 'template', name });
    if (!template.ok) return template;
    templates.set(name, template.value);
  }
  return planChain({ ...asked, templates });
}

/** Shows a plan without doing it. */
export function describePlan(planned: readonly PlannedSpec[]): readonly ChainSpec[] {
  return planned.map(({ phase, existing, draft }) => ({
    phase,
    title: existing?.title ?? draft?.title ?? '',
    id: existing?.id ?? null,
    path: existing?.path ?? null,
    state: existing === null ? 'planned' : 'there',
  }));
}

/**
 * Creates the specs of a plan that are not there yet, in their order. `known` has ids of phases that stand outside
 * of it. What was created stays when a later one fails: the same command goes on from there. Failure: file-trouble.
 */
export function createChain(
  { context, project }: ChainSite,
  planned: readonly PlannedSpec[],
  known: ReadonlyMap<string, string> = new Map(),
): Result<readonly ChainSpec[], Failure> {
  const ids = new Map(known);
  const specs: ChainSpec[] = [];
  for (const { phase, existing, draft } of planned) {
    if (existing !== null || draft === null) {
      if (existing === null) throw new Error(`nothing is planned for ${phase}`);
      ids.set(phase, existing.id);
      specs.push({ phase, title: existing.title, id: existing.id, path: existing.path, state: 'there' });
      continue;
    }
    const created = createSpec(project.store, {
      date: project.today,
      prefix: project.config.project.prefix,
      random: (length) => context.random.base36(length),
      build: () => buildSpecText(linkDraft(draft, ids)),
    });
    if (!created.ok) return created;
    ids.set(phase, created.value.id);
    specs.push({ phase, title: draft.title, ...created.value, state: 'created' });
  }
  return ok(specs.map(({ phase, title, id, path, state }) => ({ phase, title, id, path, state })));
}
