import { Liquid, LiquidError, type Template } from 'liquidjs';
import type { PromptBad } from '../failure.ts';
import { nearest } from '../nearest.ts';
import { err, ok, type Result } from '../result.ts';
import { splitFrontmatter } from '../spec/split-frontmatter.ts';
import type { PromptInput } from './prompt-input.ts';
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
  const { body, bodyLine } = splitFrontmatter(input.template.text);
  const file: TemplateFile = { name: input.template.file, firstLine: bodyLine };
  const parsed = parseTemplate(body, file);
  if (!parsed.ok) return parsed;
  const used = new Set(parsed.value.used);
  const left = promptSections.filter((section) => ![section.name, ...section.covers].some((name) => used.has(name)));
  const rendered = renderTemplate(parsed.value, collectValues(input), file);
  if (!rendered.ok) return rendered;
  const parts = [rendered.value.trim(), ...left.map((section) => section.build(input))];
  return ok(`${parts.filter((part) => part !== '').join('\n\n')}\n`);
}

interface TemplateFile {
  readonly name: string;
  /** Line of the file on which the template begins, after the frontmatter. */
  readonly firstLine: number;
}

interface ParsedTemplate {
  readonly engine: Liquid;
  readonly templates: Template[];
  readonly used: readonly string[];
}

function parseTemplate(body: string, file: TemplateFile): Result<ParsedTemplate, PromptBad> {
  const engine = createEngine();
  try {
    const templates = engine.parse(body);
    const used: string[] = [];
    for (const variable of Object.values(engine.analyzeSync(templates).globals).flat()) {
      const name = variable.segments.join('.');
      if (!known.includes(name)) return unknownVariable(name, { ...file, row: variable.location.row });
      used.push(name);
    }
    return ok({ engine, templates, used });
  } catch (cause) {
    return badTemplate(cause, file);
  }
}

/**
 * No partials from the disk, and no filter that asks the clock or the dice: the same input gives the same prompt.
 */
function createEngine(): Liquid {
  const engine = new Liquid({ strictVariables: true, strictFilters: true, ownPropertyOnly: true, templates: {} });
  for (const name of Object.keys(engine.filters)) {
    if (name.startsWith('date') || name === 'sample') delete engine.filters[name];
  }
  for (const name of ['include', 'render', 'layout', 'block']) delete engine.tags[name];
  return engine;
}

function renderTemplate(parsed: ParsedTemplate, values: object, file: TemplateFile): Result<string, PromptBad> {
  try {
    return ok(String(parsed.engine.renderSync(parsed.templates, values)));
  } catch (cause) {
    return badTemplate(cause, file);
  }
}

/** `spec.title` becomes `{ spec: { title } }`. */
function collectValues(input: PromptInput): Record<string, unknown> {
  const values: Record<string, unknown> = {};
  const groups: Record<string, Record<string, string>> = {};
  for (const variable of promptVariables) {
    const [group = '', key] = variable.name.split('.');
    if (key === undefined) values[group] = variable.value(input);
    else groups[group] = { ...groups[group], [key]: variable.value(input) };
  }
  for (const section of promptSections) values[section.name] = section.build(input);
  return { ...values, ...groups };
}

function unknownVariable(name: string, at: TemplateFile & { readonly row: number }): Result<never, PromptBad> {
  const leaf = nearest(name, known) ?? known.find((other) => other.split('.').at(-1) === name) ?? null;
  const message = `unknown variable {{${name}}}`;
  return err({ kind: 'prompt-bad', file: at.name, line: at.firstLine + at.row - 1, message, suggestion: leaf });
}

/** `undefined filter: nope, line:3, col:1`: the engine's line counts from the end of the frontmatter. */
function badTemplate(cause: unknown, file: TemplateFile): Result<never, PromptBad> {
  if (!LiquidError.is(cause)) throw cause;
  const row = Number(/, line:(\d+), col:\d+$/.exec(cause.message)?.[1] ?? 1);
  const message = cause.message.replace(/,( file:.*)? line:\d+, col:\d+$/, '');
  return err({ kind: 'prompt-bad', file: file.name, line: file.firstLine + row - 1, message, suggestion: null });
}
