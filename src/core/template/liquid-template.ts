import { Liquid, LiquidError, type Template } from 'liquidjs';
import type { PromptBad } from '../failure.ts';
import { nearest } from '../nearest.ts';
import { err, ok, type Result } from '../result.ts';

/** Where a template stands, for what is found wrong in it. */
export interface TemplateFile {
  readonly name: string;
  /** Line of the file on which the template begins. */
  readonly firstLine: number;
}

/** A template that uses known names only. */
export interface LiquidTemplate {
  readonly engine: Liquid;
  readonly templates: Template[];
  readonly file: TemplateFile;
  /** Names that it uses, also in branches that are not taken. */
  readonly used: readonly string[];
}

/**
 * Reads a template in Liquid: `{{ spec.title }}`, `{% if %}`. A name that is not among `known`, also in a branch that
 * is not taken, is a `prompt-bad` with the file's line.
 */
export function parseLiquid(
  text: string,
  known: readonly string[],
  file: TemplateFile,
): Result<LiquidTemplate, PromptBad> {
  const engine = createEngine();
  try {
    const templates = engine.parse(text);
    const used: string[] = [];
    for (const variable of Object.values(engine.analyzeSync(templates).globals).flat()) {
      const name = variable.segments.join('.');
      if (!known.includes(name)) return unknownVariable(name, known, { ...file, row: variable.location.row });
      used.push(name);
    }
    return ok({ engine, templates, file, used });
  } catch (cause) {
    return badTemplate(cause, file);
  }
}

/** Fills a template in. `values` has a dotted name as `{ spec: { title } }`. Failure: prompt-bad. */
export function fillLiquid(template: LiquidTemplate, values: object): Result<string, PromptBad> {
  try {
    return ok(String(template.engine.renderSync(template.templates, values)));
  } catch (cause) {
    return badTemplate(cause, template.file);
  }
}

/** Values by dotted name, nested as `fillLiquid` takes them: `spec.title` becomes `{ spec: { title } }`. */
export function nestValues(named: Iterable<readonly [name: string, value: string]>): Record<string, unknown> {
  const values: Record<string, unknown> = {};
  const groups: Record<string, Record<string, string>> = {};
  for (const [name, value] of named) {
    const [group = '', key] = name.split('.');
    if (key === undefined) values[group] = value;
    else groups[group] = { ...groups[group], [key]: value };
  }
  return { ...values, ...groups };
}

/**
 * No partials from the disk, and no filter that asks the clock or the dice: the same input gives the same text.
 */
function createEngine(): Liquid {
  const engine = new Liquid({ strictVariables: true, strictFilters: true, ownPropertyOnly: true, templates: {} });
  for (const name of Object.keys(engine.filters)) {
    if (name.startsWith('date') || name === 'sample') delete engine.filters[name];
  }
  for (const name of ['include', 'render', 'layout', 'block']) delete engine.tags[name];
  return engine;
}

function unknownVariable(
  name: string,
  known: readonly string[],
  at: TemplateFile & { readonly row: number },
): Result<never, PromptBad> {
  const leaf = nearest(name, known) ?? known.find((other) => other.split('.').at(-1) === name) ?? null;
  const message = `unknown variable {{${name}}}`;
  return err({ kind: 'prompt-bad', file: at.name, line: at.firstLine + at.row - 1, message, suggestion: leaf });
}

/** `undefined filter: nope, line:3, col:1`: the engine's line counts from the beginning of the template. */
function badTemplate(cause: unknown, file: TemplateFile): Result<never, PromptBad> {
  if (!LiquidError.is(cause)) throw cause;
  const row = Number(/, line:(\d+), col:\d+$/.exec(cause.message)?.[1] ?? 1);
  const message = cause.message.replace(/,( file:.*)? line:\d+, col:\d+$/, '');
  return err({ kind: 'prompt-bad', file: file.name, line: file.firstLine + row - 1, message, suggestion: null });
}
