import { load } from 'js-yaml';
import type { SpecBad } from '../failure.ts';
import { err, ok, type Result } from '../result.ts';
import { formatInline, formatLines } from './format-yaml.ts';
import { isList, isMapping, type FrontmatterValue } from './frontmatter-value.ts';
import { isRecord } from '../is-record.ts';
import { loadFrontmatter } from './load-frontmatter.ts';
import { locateEntries, type Entry, type Located } from './locate-entries.ts';
import { splitFrontmatter } from './split-frontmatter.ts';

/** One key to write; null removes it. */
export interface FrontmatterEdit {
  readonly key: string;
  readonly value: FrontmatterValue | null;
}

/** Named in the failure. */
export interface EditedSpec {
  readonly id: string;
  readonly path: string;
}

/** Text to put in the place of a range of the YAML. */
interface Splice {
  readonly from: number;
  readonly to: number;
  readonly text: string;
}

/**
 * Writes keys into a spec's frontmatter and keeps every other byte of the file: order, comments, quoting, line breaks,
 * byte order mark and body. A new key goes to the end; a file without frontmatter gets one. The result is read again
 * and compared before it is given out; a frontmatter that cannot be edited safely is a failure and nothing is lost.
 */
export function editFrontmatter(
  text: string,
  edits: readonly FrontmatterEdit[],
  spec: EditedSpec = { id: '', path: '' },
): Result<string, SpecBad> {
  const split = splitFrontmatter(text);
  if (split.frontmatter === 'open') return refuse(spec, 1, 'no line ends it');
  const before = loadFrontmatter(split.yaml);
  if (before.trouble !== null) return refuse(spec, split.yamlLine + before.trouble.line, before.trouble.message);
  const eol = /\r?\n/.exec(text)?.[0] ?? '\n';
  let yaml = split.yaml;
  for (const edit of edits) {
    const located = locateEntries(yaml);
    if (located.kind === 'refused') return refuse(spec, split.yamlLine, located.why);
    const splice = planEdit({ yaml, located, edit, eol });
    if (splice !== null) yaml = yaml.slice(0, splice.from) + splice.text + yaml.slice(splice.to);
  }
  if (yaml === split.yaml) return ok(text);
  const fence = split.frontmatter === 'none' ? `---${eol}` : '';
  const head = text.slice(0, split.yamlStart);
  const result = `${head}${fence}${yaml}${fence}${text.slice(split.yamlEnd)}`;
  if (!isAsWanted(result, before.values, edits))
    return refuse(spec, split.yamlLine, 'it has a shape that chant cannot edit');
  return ok(result);
}

function refuse(spec: EditedSpec, line: number, why: string): Result<never, SpecBad> {
  const message = `the frontmatter cannot be edited: ${why}`;
  const problem = { severity: 'error', rule: 'uneditable', message, file: spec.path, line, suggestion: null } as const;
  return err({ kind: 'spec-bad', id: spec.id, problems: [problem] });
}

interface EditPlace {
  readonly yaml: string;
  readonly located: Extract<Located, { kind: 'entries' }>;
  readonly edit: FrontmatterEdit;
  readonly eol: string;
}

function planEdit(place: EditPlace): Splice | null {
  const { yaml, located, edit } = place;
  const entry = located.entries.find((candidate) => candidate.key === edit.key);
  if (edit.value === null) return entry === undefined ? null : planRemoval(place, entry);
  if (entry === undefined) return planAddition(place, edit.value);
  if (isWritten(yaml, edit.key, edit.value)) return null;
  return planAppending(place, entry, edit.value) ?? planReplacement(place, entry, edit.value);
}

/** Whether the key has the value already, of the same type for every reader: `220e9100` is a number for some. */
function isWritten(yaml: string, key: string, value: FrontmatterValue): boolean {
  const typed = load(yaml);
  return isRecord(typed) && Object.hasOwn(typed, key) && JSON.stringify(typed[key]) === JSON.stringify(value);
}

function planRemoval({ yaml, located }: EditPlace, entry: Entry): Splice {
  const before = located.entries[located.entries.indexOf(entry) - 1];
  const rest = yaml.slice(entry.lineEnd);
  // Blank lines that came up to a `|+` text above would become part of it.
  const end = (before?.keepsBlanks === true ? /^\r?\n(?:[ \t]*\r?\n)*/ : /^\r?\n?/).exec(rest)?.[0] ?? '';
  return { from: entry.lineStart, to: entry.lineEnd + end.length, text: '' };
}

function planAddition({ yaml, located, edit, eol }: EditPlace, value: FrontmatterValue): Splice {
  const blanks = ' '.repeat(located.column);
  const [first = '', ...rest] = formatLines(value, indentFor(located, value));
  const line = `${blanks}${formatInline(edit.key)}:${first === '' ? '' : ` ${first}`}`;
  const gap = yaml === '' || yaml.endsWith('\n') ? '' : eol;
  return { from: yaml.length, to: yaml.length, text: `${gap}${[line, ...rest].join(eol)}${eol}` };
}

/** Lists are indented as the other lists of the file are. */
function indentFor(located: EditPlace['located'], value: FrontmatterValue): number {
  const dash = located.entries.find((entry) => entry.dashColumn !== null)?.dashColumn ?? null;
  return isList(value) && dash !== null ? dash : located.column + 2;
}

/** A list that only grows keeps its lines, with the comments in them. */
function planAppending({ yaml, edit, eol }: EditPlace, entry: Entry, value: FrontmatterValue): Splice | null {
  if (entry.dashColumn === null || !isList(value)) return null;
  const old = loadFrontmatter(yaml).values[edit.key];
  if (!Array.isArray(old) || old.length >= value.length) return null;
  const kept = value.slice(0, old.length);
  if (!isSame(old, kept)) return null;
  const [, ...lines] = formatLines(value.slice(old.length), entry.dashColumn);
  return { from: entry.lineEnd, to: entry.lineEnd, text: lines.map((line) => `${eol}${line}`).join('') };
}

function planReplacement({ yaml, located, eol }: EditPlace, entry: Entry, value: FrontmatterValue): Splice {
  const from = entry.colon + 1;
  const whole = yaml.slice(from, entry.lineEnd);
  const oneLine = !whole.includes('\n');
  const comment = oneLine
    ? (/[ \t]+#.*$/.exec(yaml.slice(entry.lastEnd, entry.lineEnd))?.[0] ?? '')
    : (/^[ \t]+#[^\r\n]*/.exec(whole)?.[0] ?? '');
  const inList =
    entry.shape === 'flow-list' && oneLine && isList(value) && value.every((item) => typeof item !== 'object');
  const indent = entry.dashColumn !== null && isList(value) ? entry.dashColumn : indentFor(located, value);
  const [first = '', ...rest] = inList ? [formatInline(value)] : formatLines(value, indent);
  const blanks = (oneLine ? /^[ \t]+(?=[^ \t#])/.exec(whole)?.[0] : null) ?? ' ';
  const head = `${first === '' ? '' : `${blanks}${first}`}${comment}`;
  return { from, to: entry.lineEnd, text: [head, ...rest].join(eol) };
}

/** Whether the file, read again, has the edited values and all the others as they were, in their order. */
function isAsWanted(
  text: string,
  before: Readonly<Record<string, unknown>>,
  edits: readonly FrontmatterEdit[],
): boolean {
  const after = loadFrontmatter(splitFrontmatter(text).yaml);
  if (after.trouble !== null) return false;
  const wanted = new Map<string, FrontmatterValue | null>(edits.map(({ key, value }) => [key, value]));
  for (const [key, value] of wanted) {
    if (value === null ? Object.hasOwn(after.values, key) : !isSame(after.values[key], value)) return false;
  }
  const others = (values: Readonly<Record<string, unknown>>): string =>
    JSON.stringify(Object.entries(values).filter(([key]) => !wanted.has(key)));
  return others(before) === others(after.values);
}

/** `loaded` has every scalar as a string. */
function isSame(loaded: unknown, wanted: FrontmatterValue): boolean {
  if (isList(wanted)) {
    return (
      Array.isArray(loaded) && loaded.length === wanted.length && wanted.every((item, at) => isSame(loaded[at], item))
    );
  }
  if (isMapping(wanted)) {
    const keys = Object.keys(wanted);
    return (
      isRecord(loaded) &&
      Object.keys(loaded).length === keys.length &&
      Object.entries(wanted).every(([key, item]) => Object.hasOwn(loaded, key) && isSame(loaded[key], item))
    );
  }
  return loaded === String(wanted);
}
