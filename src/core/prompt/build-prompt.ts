import type { PromptBad } from '../failure.ts';
import { ok, type Result } from '../result.ts';
import { splitFrontmatter } from '../spec/split-frontmatter.ts';
import { fillLiquid, nestValues, parseLiquid } from '../template/liquid-template.ts';
import type { PromptInput, PromptTemplate } from './prompt-input.ts';
import { promptSections } from './sections.ts';
import { promptVariables } from './variables.ts';

/** Names that a prompt may use, facts first. */
const known = [...promptVariables, ...promptSections].map(({ name }) => name);

/**
 * The text that an agent is given: the prompt file with its variables filled in, and then every section that the
 * file did not place itself, so that no prompt can leave out the spec, its inputs, its scope or how it is judged.
 * A name that is not known, also in a branch that is not taken, is a `prompt-bad` with the file's line.
 */
export function buildPrompt(input: PromptInput): Result<string, PromptBad> {
  const values = collectValues(input);
  const used = new Set<string>();
  const texts: string[] = [];
  for (const { file, text } of listBases(input.template)) {
    const { body, bodyLine } = splitFrontmatter(text);
    const parsed = parseLiquid(body, known, { name: file, firstLine: bodyLine });
    if (!parsed.ok) return parsed;
    for (const name of parsed.value.used) used.add(name);
    const rendered = fillLiquid(parsed.value, values);
    if (!rendered.ok) return rendered;
    texts.push(rendered.value.trim());
  }
  const left = promptSections.filter((section) => ![section.name, ...section.covers].some((name) => used.has(name)));
  const parts = [...texts, ...left.map((section) => section.build(input))];
  return ok(`${parts.filter((part) => part !== '').join('\n\n')}\n`);
}

/** The prompt that all others go on with, first. */
function listBases(template: PromptTemplate): readonly PromptTemplate[] {
  return template.base === null ? [template] : [...listBases(template.base), template];
}

function collectValues(input: PromptInput): Record<string, unknown> {
  return nestValues([
    ...promptVariables.map(({ name, value }) => [name, value(input)] as const),
    ...promptSections.map(({ name, build }) => [name, build(input)] as const),
  ]);
}
