import type { PromptBad } from '../failure.ts';
import { err, ok, type Result } from '../result.ts';
import type { NewSpec } from '../spec/build-spec-text.ts';
import type { FrontmatterValue } from '../spec/frontmatter-value.ts';
import { isRecord } from '../is-record.ts';
import { loadFrontmatter } from '../spec/load-frontmatter.ts';
import { splitFrontmatter, type SplitText } from '../spec/split-frontmatter.ts';
import { fillLiquid, nestValues, parseLiquid } from '../template/liquid-template.ts';
import { type TemplateInput, templateVariables } from './template-variables.ts';

/** A template of a spec, as a person would look for it. */
export interface SpecTemplate {
  readonly name: string;
  /** `.chant/templates/fix.md` */
  readonly file: string;
  readonly text: string;
}

/** Keys of a template that are about the template. */
const ownKeys: ReadonlySet<string> = new Set(['purpose']);

const anywhere = templateVariables.filter(({ where }) => where === 'anywhere').map(({ name }) => name);
const everything = templateVariables.map(({ name }) => name);

/**
 * Fills a template in. Its frontmatter is read as YAML first and filled in value by value, so that nothing in a value
 * can become a key; and what strangers wrote (a title) may stand in the text alone. What is empty when filled in is
 * left out. Failure: prompt-bad, with the file's line.
 */
export function fillSpecTemplate(template: SpecTemplate, input: TemplateInput): Result<NewSpec, PromptBad> {
  const split = splitFrontmatter(template.text);
  const loaded = loadFrontmatter(split.yaml);
  if (loaded.trouble !== null) return badFrontmatter(template, split, loaded.trouble);
  const values = nestValues(templateVariables.map(({ name, value }) => [name, value(input)] as const));
  const filling: Filling = { template, split, values };
  const frontmatter: NewSpec['frontmatter'][number][] = [];
  for (const [key, value] of Object.entries(loaded.values)) {
    if (ownKeys.has(key)) continue;
    const filled = fillValue(filling, value);
    if (!filled.ok) return filled;
    if (!isEmpty(filled.value)) frontmatter.push({ key, value: filled.value });
  }
  const file = { name: template.file, firstLine: split.bodyLine };
  const parsed = parseLiquid(split.body, everything, file);
  const text = parsed.ok ? fillLiquid(parsed.value, values) : parsed;
  if (!text.ok) return text;
  const [, title, below] = /^\s*# ([^\n]+)(?:\n([\s\S]*))?$/.exec(text.value) ?? [];
  if (title === undefined) return bad(template, split.bodyLine, 'the text does not begin with a `# ` heading');
  // A variable that is empty leaves no hole behind.
  return ok({ title, body: below?.replace(/\n{3,}/g, '\n\n') ?? null, frontmatter });
}

interface Filling {
  readonly template: SpecTemplate;
  readonly split: SplitText;
  readonly values: object;
}

function fillValue(filling: Filling, value: unknown): Result<FrontmatterValue, PromptBad> {
  if (typeof value === 'string') return fillText(filling, value);
  if (Array.isArray(value)) {
    const items: FrontmatterValue[] = [];
    for (const item of value) {
      const filled = fillValue(filling, item);
      if (!filled.ok) return filled;
      if (!isEmpty(filled.value) && !items.includes(filled.value)) items.push(filled.value);
    }
    return ok(items);
  }
  return isRecord(value) ? fillMapping(filling, value) : ok('');
}

function fillMapping(filling: Filling, value: Record<string, unknown>): Result<FrontmatterValue, PromptBad> {
  const entries: [string, FrontmatterValue][] = [];
  for (const [key, item] of Object.entries(value)) {
    const filled = fillValue(filling, item);
    if (!filled.ok) return filled;
    if (!isEmpty(filled.value)) entries.push([key, filled.value]);
  }
  // A check without a command is none.
  if (Object.hasOwn(value, 'run') && !entries.some(([key]) => key === 'run')) return ok('');
  return ok(Object.fromEntries(entries));
}

function fillText({ template, split, values }: Filling, text: string): Result<FrontmatterValue, PromptBad> {
  if (/^(?:true|false)$/.test(text)) return ok(text === 'true');
  const firstLine = split.yamlLine + lineIn(split.yaml, text);
  const parsed = parseLiquid(text, anywhere, { name: template.file, firstLine });
  const filled = parsed.ok ? fillLiquid(parsed.value, values) : parsed;
  if (!filled.ok) return filled;
  return ok(filled.value === 'true' ? true : filled.value.trim());
}

function lineIn(yaml: string, text: string): number {
  const at = yaml.indexOf(text);
  return at < 0 ? 0 : yaml.slice(0, at).split('\n').length - 1;
}

function isEmpty(value: FrontmatterValue): boolean {
  return value === '' || (typeof value === 'object' && Object.keys(value).length === 0);
}

/** `key: {{ x }}` without quotes is a mapping in a mapping for YAML. */
function badFrontmatter(
  template: SpecTemplate,
  { yaml, yamlLine }: SplitText,
  trouble: { readonly message: string; readonly line: number },
): Result<never, PromptBad> {
  const unquoted = /^[ \t]*(?:- )?(?:[\w-]+:[ \t]*)?(?:\[[ \t]*)?\{\{/m.exec(yaml);
  if (unquoted === null) return bad(template, yamlLine + trouble.line, trouble.message);
  const line = yamlLine + yaml.slice(0, unquoted.index).split('\n').length - 1;
  return bad(template, line, 'a value that begins with `{{` stands in quotes: "{{ name }}"');
}

function bad(template: SpecTemplate, line: number, message: string): Result<never, PromptBad> {
  return err({ kind: 'prompt-bad', file: template.file, line, message, suggestion: null });
}
