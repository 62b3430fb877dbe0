import { splitFrontmatter } from '../../spec/split-frontmatter.ts';
import type { PromptInput } from '../prompt-input.ts';

/** The spec itself, for prompts that do not place it. */
export function buildSpecSection(input: PromptInput): string {
  const body = splitFrontmatter(input.specText).body.replaceAll('\r\n', '\n').trim();
  return `## The spec (${input.spec.id})\n\n${body === '' ? input.spec.title : body}`;
}
