import type { PromptInput } from './prompt-input.ts';
import { buildAttemptsSection } from './sections/attempts.ts';
import { buildHaltSection } from './sections/halt.ts';
import { buildInputsSection } from './sections/inputs.ts';
import { buildOutlineSection } from './sections/outline.ts';
import { buildProofSection } from './sections/proof.ts';
import { buildScopeSection } from './sections/scope.ts';
import { buildSpecSection } from './sections/spec.ts';

/** A part that every agent must be given. A prompt may place it as `{{name}}`; otherwise it goes to the end. */
export interface PromptSection {
  readonly name: string;
  readonly meaning: string;
  /** Variables that say the same: a prompt that uses one of them is not given the section again. */
  readonly covers: readonly string[];
  /** Markdown that begins with a `##` heading; empty: nothing to say. */
  build(input: PromptInput): string;
}

/** In the order in which they are appended. */
export const promptSections: readonly PromptSection[] = [
  { name: 'spec_text', meaning: 'the spec', covers: ['spec.description'], build: buildSpecSection },
  { name: 'inputs', meaning: 'what the spec is informed by', covers: [], build: buildInputsSection },
  { name: 'attempts', meaning: 'what came of earlier runs', covers: [], build: buildAttemptsSection },
  { name: 'scope', meaning: 'which files may change', covers: [], build: buildScopeSection },
  { name: 'outline', meaning: 'which parts the document must have', covers: [], build: buildOutlineSection },
  { name: 'proof', meaning: 'how the work is judged', covers: [], build: buildProofSection },
  { name: 'halt', meaning: 'how to stop with a finding', covers: [], build: buildHaltSection },
];
