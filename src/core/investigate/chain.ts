import type { Spec } from '../spec/spec.ts';

/** The phases of an investigation in order; each is a spec, and its label. */
export const fullPhases = ['comprehension', 'reproduction', 'root-cause', 'impact-map', 'fix', 'upstream'] as const;
/** The same with the four stages of research in one document. */
export const singlePhases = ['investigation', 'fix', 'upstream'] as const;
export type Phase = (typeof fullPhases)[number] | (typeof singlePhases)[number];

/** The specs that lead from an issue, or from one part of it, to its fix. */
export interface Chain {
  /** Names documents, labels and the branch: `issue-1234`, of a part `issue-1234-reads`. */
  readonly slug: string;
  /** The issue's own slug. */
  readonly issueSlug: string;
  readonly phases: readonly Phase[];
}

/** The chain of an issue. */
export function buildChain(slug: string, form: 'full' | 'single'): Chain {
  return { slug, issueSlug: slug, phases: form === 'full' ? fullPhases : singlePhases };
}

/** The chain of one part of an issue: what comprehension found is all that the parts share. */
export function buildPartChain(issueSlug: string, part: string): Chain {
  return { slug: `${issueSlug}-${part}`, issueSlug, phases: fullPhases.slice(1) };
}

/** Label of the specs of a part; the issue's label they have, too. */
const partLabel = 'part';

/** The labels that a spec of a chain has, and is known again by. */
export function listChainLabels(chain: Pick<Chain, 'slug' | 'issueSlug'>, phase: Phase): readonly string[] {
  return chain.slug === chain.issueSlug ? [chain.slug, phase] : [chain.slug, phase, chain.issueSlug, partLabel];
}

/** Whether a spec is that phase of the chain: its labels name both. A spec of a part is none of the issue's own chain. */
export function isOfChain({ labels }: Pick<Spec, 'labels'>, { slug }: Pick<Chain, 'slug'>, phase: Phase): boolean {
  if (!labels.includes(slug) || !labels.includes(phase)) return false;
  return !labels.includes(partLabel) || !labels.some((label) => label.startsWith(`${slug}-`));
}

/**
 * The labels of research that looks again at what a spec rested on: those of the spec, but it is none of the phases of
 * its chain.
 */
export function listAgainLabels(labels: readonly string[]): readonly string[] {
  const phases: readonly string[] = [...fullPhases, ...singlePhases];
  const others = labels.filter((label) => !phases.includes(label) && label !== againLabel);
  return others.length === 0 ? [] : [...others, againLabel];
}

const againLabel = 're-research';

/** The issue that a spec is the comprehension of, `issue-1234`; null: it is none. */
export function findComprehended(spec: Pick<Spec, 'labels' | 'type'>): string | null {
  const slug = spec.labels.find((label) => label.startsWith('issue-')) ?? null;
  return spec.type === 'research' && spec.labels.includes('comprehension') ? slug : null;
}

/** The form in which the investigation of an issue was begun; null: it was not. */
export function findForm(specs: readonly Pick<Spec, 'labels'>[], slug: string): 'full' | 'single' | null {
  if (specs.some((spec) => isOfChain(spec, { slug }, 'investigation'))) return 'single';
  return specs.some((spec) => fullPhases.slice(0, 4).some((phase) => isOfChain(spec, { slug }, phase))) ? 'full' : null;
}

/** The research documents of a chain by phase. In the single form all are one; `reproduction` is that of steps. */
export function nameDocuments(chain: Chain): Readonly<Record<Phase, string>> {
  const isSingle = chain.phases.includes('investigation');
  const name = (phase: Phase): string => {
    const slug = phase === 'comprehension' ? chain.issueSlug : chain.slug;
    return `.chant/research/${slug}-${isSingle ? 'investigation' : phase}.md`;
  };
  return {
    comprehension: name('comprehension'),
    reproduction: name('reproduction'),
    'root-cause': name('root-cause'),
    'impact-map': name('impact-map'),
    investigation: name('investigation'),
    fix: name('fix'),
    upstream: name('upstream'),
  };
}

/** Path of the snapshot of an issue. */
export function nameSnapshot(slug: string): string {
  return `.chant/research/${slug}.md`;
}
