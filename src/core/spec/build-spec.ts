import type { Problem } from '../problem.ts';
import { nearest } from '../nearest.ts';
import { criteriaOf, withoutPlaces } from './extract-criteria.ts';
import { fieldKeys, keptKeys } from './frontmatter-keys.ts';
import { buildReader, type FrontmatterReader } from './frontmatter-reader.ts';
import type { LoadedFrontmatter } from './load-frontmatter.ts';
import { parseApproval } from './parse-approval.ts';
import { parseConfirm } from './parse-confirm.ts';
import { parseChecks } from './parse-checks.ts';
import { type MarkdownLine, scanMarkdown, scanUntil } from './scan-markdown.ts';
import { type Spec, specStatuses, type SpecSummary, specTypes } from './spec.ts';
import type { SplitText } from './split-frontmatter.ts';

/** A spec's file as it was read. */
export interface SpecSource {
  /** File name without `.md`. */
  readonly id: string;
  /** Relative to the root of the checkout, with `/`. */
  readonly path: string;
  readonly archived: boolean;
  /** The whole file. */
  readonly text: string;
}

/** A spec's file, taken apart, with its frontmatter loaded. */
export interface LoadedSource {
  readonly source: SpecSource;
  readonly split: SplitText;
  readonly loaded: LoadedFrontmatter;
}

/** Reads a spec whose frontmatter is loaded. Never throws and never refuses. */
export function buildSpec(file: LoadedSource): Spec {
  const { source, split, loaded } = file;
  const { reader, fields, checks, approval, confirm, found } = readFrontmatter(file);
  const lines = scanMarkdown(split.body, split.bodyLine, split.bodyStart);
  return {
    id: source.id,
    path: source.path,
    archived: source.archived,
    title: findTitle(lines) ?? source.id,
    ...fields,
    checks: checks.checks,
    approval,
    confirm,
    criteria: withoutPlaces(criteriaOf(lines)),
    unknownKeys: Object.fromEntries(collectUnknownKeys(loaded.values, reader)),
    keyLines: Object.fromEntries(reader.keyLines),
    problems: [...found, ...reader.problems, ...checks.problems],
  };
}

/** As `buildSpec`, without what only a whole spec has; the body is read no further than its title. */
export function buildSummary(file: LoadedSource): SpecSummary {
  const { source, split, loaded } = file;
  const { reader, fields, checks, approval, found } = readFrontmatter(file);
  collectUnknownKeys(loaded.values, reader);
  return {
    id: source.id,
    path: source.path,
    archived: source.archived,
    title: titleOf(split, source.id),
    type: fields.type,
    status: fields.status,
    statusReason: fields.statusReason,
    dependsOn: fields.dependsOn,
    labels: fields.labels,
    approval,
    problems: [...found, ...reader.problems, ...checks.problems],
  };
}

function readFrontmatter({ source, split, loaded: { values, trouble } }: LoadedSource) {
  const found = splitProblems(split, source.path);
  if (trouble !== null) {
    const { rule, message } = trouble;
    const line = split.yamlLine + trouble.line;
    found.push({ severity: 'error', rule, message, file: source.path, line, suggestion: null });
  }
  const reader = buildReader({ values, yaml: split.yaml, yamlLine: split.yamlLine, file: source.path });
  const checks = Object.hasOwn(values, 'checks')
    ? parseChecks(values['checks'], { file: source.path, line: reader.lineOf('checks') })
    : noChecks;
  const fields = readFields(reader);
  const approval = parseApproval(values['approval'], reader);
  const confirm = parseConfirm(values['confirm'], reader);
  return { found, reader, checks, fields, approval, confirm };
}

const noChecks: ReturnType<typeof parseChecks> = { checks: [], problems: [] };

type Fields = Omit<
  Spec,
  | 'id'
  | 'path'
  | 'archived'
  | 'title'
  | 'checks'
  | 'approval'
  | 'confirm'
  | 'criteria'
  | 'unknownKeys'
  | 'keyLines'
  | 'problems'
>;

function readFields(reader: FrontmatterReader): Fields {
  return {
    type: reader.word('type', specTypes, { fallback: 'code', aliases: { docs: 'documentation', group: 'driver' } }),
    status: reader.word('status', specStatuses, { fallback: 'pending' }),
    statusReason: reader.text('status_reason'),
    dependsOn: reader.list('depends_on'),
    labels: reader.list('labels'),
    targetFiles: reader.list('target_files'),
    allowFiles: reader.list('allow_files'),
    informedBy: reader.list('informed_by'),
    origin: reader.list('origin'),
    tracks: reader.list('tracks'),
    context: reader.list('context'),
    protect: reader.list('protect'),
    prompt: reader.text('prompt'),
    provider: reader.text('provider'),
    model: reader.text('model'),
    targetBranch: reader.text('target_branch'),
    outputSchema: reader.text('output_schema'),
    outline: reader.text('outline'),
    members: reader.list('members'),
    branch: reader.text('branch'),
    commits: reader.list('commits'),
    completedAt: reader.text('completed_at'),
  };
}

function splitProblems(split: SplitText, file: string): Problem[] {
  if (split.frontmatter === 'open') {
    const message = 'the frontmatter begins with `---` and no line ends it';
    return [{ severity: 'error', rule: 'open-frontmatter', message, file, line: 1, suggestion: '---' }];
  }
  if (split.frontmatter === 'none' && /^\s+---[ \t]*\r?\n[\w"'-]+[ \t]*:/.test(split.body)) {
    const message = 'the frontmatter does not count: `---` must be the first line of the file';
    return [{ severity: 'error', rule: 'late-frontmatter', message, file, line: 1, suggestion: null }];
  }
  return [];
}

/** Nothing but blank lines before `# Title`, and nothing in the title that means more than it says. */
const PLAIN_TITLE = /(?:\r?\n)*# ([!"$-~](?:[ !"$-~]*[!"$-~])?)\r?\n/y;

/** A spec's title; the body is read no further than that. */
export function titleOf(split: SplitText, id: string): string {
  return titleAt(split.body, 0) ?? detach(findTitle(scanUntil(split.body, isTitle)) ?? id);
}

/** The title of nearly every spec, whose body begins at `start` of its text; null where it has to be looked for. */
export function titleAt(text: string, start: number): string | null {
  PLAIN_TITLE.lastIndex = start;
  const title = PLAIN_TITLE.exec(text)?.[1];
  return title === undefined ? null : detach(title);
}

/** A part of a text keeps the whole text in memory; thousands of them are copied about for nothing. */
function detach(part: string): string {
  return ` ${part}`.slice(1);
}

/** The first heading of level one, or else the first line of text. */
function findTitle(lines: readonly MarkdownLine[]): string | null {
  const heading = lines.find(isTitle);
  const title = heading ?? lines.find((line) => line.text !== '');
  return title?.text ?? null;
}

function isTitle(line: MarkdownLine): boolean {
  return line.kind === 'heading' && line.top && line.level === 1 && line.text !== '';
}

const knownFields: ReadonlySet<string> = new Set(fieldKeys);

function collectUnknownKeys(
  values: Readonly<Record<string, unknown>>,
  reader: FrontmatterReader,
): ReadonlyMap<string, unknown> {
  const unknown = new Map<string, unknown>();
  for (const key of Object.keys(values)) {
    if (knownFields.has(key)) continue;
    unknown.set(key, values[key]);
    if (keptKeys.includes(key)) continue;
    const suggestion = nearest(key, fieldKeys);
    if (suggestion === null || Object.hasOwn(values, suggestion)) continue;
    const message = `\`${key}\` is not a key that chant knows`;
    reader.report({ severity: 'warning', rule: 'unknown-key', message, suggestion }, key);
  }
  return unknown;
}
