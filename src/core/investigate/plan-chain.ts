import type { Failure } from '../failure.ts';
import { ok, type Result } from '../result.ts';
import type { NewSpec } from '../spec/build-spec-text.ts';
import { isList, type FrontmatterValue } from '../spec/frontmatter-value.ts';
import { parseSpecId, shortId } from '../spec/spec-id.ts';
import type { Spec } from '../spec/spec.ts';
import { fullPhases, isOfChain, listChainLabels, type Phase, singlePhases } from './chain.ts';
import { fillSpecTemplate, type SpecTemplate } from './fill-spec-template.ts';
import type { TemplateInput } from './template-variables.ts';

/** One spec of a chain: there already, or to be created. */
export interface PlannedSpec {
  readonly phase: Phase;
  readonly existing: Spec | null;
  /** In `depends_on` stand names of phases; null: it exists. */
  readonly draft: NewSpec | null;
}

/** Name of the template of a phase. */
export function nameTemplate(phase: Phase, assisted: boolean): string {
  return phase === 'reproduction' && assisted ? 'reproduction-steps' : phase;
}

/**
 * Decides which specs a chain still needs and what they say. Each gets the labels of its chain and its phase: by those
 * it is known again, also when it is archived or its title was changed. Failure: prompt-bad.
 */
export function planChain(asked: {
  readonly input: TemplateInput;
  readonly specs: readonly Spec[];
  readonly templates: ReadonlyMap<string, SpecTemplate>;
}): Result<readonly PlannedSpec[], Failure> {
  const { input, specs, templates } = asked;
  const planned: PlannedSpec[] = [];
  for (const phase of input.chain.phases) {
    const existing = specs.find((spec) => isOfChain(spec, input.chain, phase)) ?? null;
    const template = templates.get(nameTemplate(phase, input.test.assisted));
    if (template === undefined) throw new Error(`no template was given for ${phase}`);
    const draft = existing === null ? fillSpecTemplate(template, input) : ok(null);
    if (!draft.ok) return draft;
    planned.push({
      phase,
      existing,
      draft: draft.value === null ? null : addLabels(draft.value, listChainLabels(input.chain, phase)),
    });
  }
  return ok(planned);
}

function addLabels(draft: NewSpec, labels: readonly string[]): NewSpec {
  const own = draft.frontmatter.find(({ key }) => key === 'labels')?.value ?? [];
  const all = [...new Set([...labels, ...(isList(own) ? own : [own])])];
  const rest = draft.frontmatter.filter(({ key }) => key !== 'labels' && key !== 'type');
  const type = draft.frontmatter.filter(({ key }) => key === 'type');
  return { ...draft, frontmatter: [...type, { key: 'labels', value: all }, ...rest] };
}

/** Puts ids in the place of the phases that a draft depends on. A phase that the chain does not have is left out. */
export function linkDraft(draft: NewSpec, ids: ReadonlyMap<string, string>): NewSpec {
  const frontmatter = draft.frontmatter.map(({ key, value }) =>
    key === 'depends_on' ? { key, value: linkNames(value, ids) } : { key, value },
  );
  return { ...draft, frontmatter: frontmatter.filter(({ value }) => !isList(value) || value.length > 0) };
}

const phaseNames: readonly string[] = [...fullPhases, ...singlePhases];

function linkNames(value: FrontmatterValue, ids: ReadonlyMap<string, string>): FrontmatterValue[] {
  return (isList(value) ? value : [value]).flatMap((name) => {
    if (typeof name !== 'string') return [];
    const id = ids.get(name);
    if (id === undefined) return phaseNames.includes(name) ? [] : [name];
    return [parseSpecId(id) === null ? id : shortId(id)];
  });
}
