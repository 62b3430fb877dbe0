import { assertNever } from '../assert-never.ts';
import type { Spec } from '../spec/spec.ts';

/** Labels that name a phase of the work on an issue; the prompt of that phase is used. */
const phases = ['reproduce', 'root-cause', 'impact-map', 'fix'] as const;
const otherNames: Readonly<Record<string, (typeof phases)[number]>> = {
  reproduction: 'reproduce',
  'impact-analysis': 'impact-map',
};

/**
 * The shipped prompt for a spec that names none: by a label that names a phase, where its type fits, else by its type.
 */
export function defaultPromptName(spec: Pick<Spec, 'type' | 'labels'>): string {
  for (const label of spec.labels) {
    const phase = otherNames[label] ?? phases.find((name) => name === label);
    if (phase !== undefined && isResearch(phase) === (spec.type === 'research')) return phase;
  }
  return promptOfType(spec);
}

function isResearch(phase: (typeof phases)[number]): boolean {
  return phase === 'root-cause' || phase === 'impact-map';
}

function promptOfType(spec: Pick<Spec, 'type'>): string {
  switch (spec.type) {
    case 'research':
      return 'research';
    case 'documentation':
      return 'documentation';
    case 'code':
    case 'task':
    case 'driver':
      return 'standard';
    default:
      return assertNever(spec.type);
  }
}
