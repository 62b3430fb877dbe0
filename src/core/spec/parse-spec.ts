import type { Problem } from '../problem.ts';
import { nearest } from '../nearest.ts';
import { criteriaOf, withoutPlaces } from './extract-criteria.ts';
import { fieldKeys, keptKeys } from './frontmatter-keys.ts';
import { buildReader, type FrontmatterReader } from './frontmatter-reader.ts';
import { loadFrontmatter } from './load-frontmatter.ts';
import { parseApproval } from './parse-approval.ts';
import { parseChecks } from './parse-checks.ts';
import { scanMarkdown, type MarkdownLine } from './scan-markdown.ts';
import { specStatuses, specTypes, type Spec } from './spec.ts';
import { splitFrontmatter, type SplitText } from './split-frontmatter.ts';

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

/**
 * Reads one spec file. Never throws and never refuses: what cannot be used stands in `problems`, and everything else
 * of the file is still there, so that no spec disappears from a list.
 */
export function parseSpec(source: SpecSource): Spec {
  const split = splitFrontmatter(source.text);
  const { values, trouble } = loadFrontmatter(split.yaml);
  const reader = buildReader({ values, yaml: split.yaml, yamlLine: split.yamlLine, file: source.path });
  const found = [...splitProblems(split, source.path)];
  if (trouble !== null) {
    const line = split.yamlLine + trouble.line;
    found.push({
      severity: 'error',
      rule: trouble.rule,
      message: trouble.message,
      file: source.path,
      line,
      suggestion: null,
    });
  }
  const lines = scanMarkdown(split.body, split.bodyLine, split.bodyStart);
  const checks = parseChecks(values['checks'], { file: source.path, line: reader.lineOf('checks') });
  const fields = readFields(reader);
  const approval = parseApproval(values['approval'], reader);
  return {
    id: source.id,
    path: source.path,
    archived: source.archived,
    title: findTitle(lines) ?? source.id,
    ...fields,
    checks: checks.checks,
    approval,
    criteria: withoutPlaces(criteriaOf(lines)),
    unknownKeys: collectUnknownKeys(values, reader),
    keyLines: Object.fromEntries(reader.keyLines),
    problems: [...found, ...reader.problems, ...checks.problems],
  };
}

type Fields = Omit<
  Spec,
  'id' | 'path' | 'archived' | 'title' | 'checks' | 'approval' | 'criteria' | 'unknownKeys' | 'keyLines' | 'problems'
>;

function readFields(reader: FrontmatterReader): Fields {
  return {
    type: reader.word('type', specTypes, { fallback: 'code', aliases: { docs: 'documentation', group: 'driver' } }),
    status: reader.word('status', specStatuses, { fallback: 'pending' }),
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

/** The first heading of level one, or else the first line of text. */
function findTitle(lines: readonly MarkdownLine[]): string | null {
  const heading = lines.find((line) => line.kind === 'heading' && line.top && line.level === 1 && line.text !== '');
  const title = heading ?? lines.find((line) => line.text !== '');
  return title?.text ?? null;
}

const knownFields: ReadonlySet<string> = new Set(fieldKeys);

function collectUnknownKeys(
  values: Readonly<Record<string, unknown>>,
  reader: FrontmatterReader,
): Record<string, unknown> {
  const unknown = new Map<string, unknown>();
  for (const [key, value] of Object.entries(values)) {
    if (knownFields.has(key)) continue;
    unknown.set(key, value);
    if (keptKeys.includes(key)) continue;
    const suggestion = nearest(key, fieldKeys);
    if (suggestion === null || Object.hasOwn(values, suggestion)) continue;
    const message = `\`${key}\` is not a key that chant knows`;
    reader.report({ severity: 'warning', rule: 'unknown-key', message, suggestion }, key);
  }
  return Object.fromEntries(unknown);
}
