import type { Failure } from '../../core/failure.ts';
import { nearest } from '../../core/nearest.ts';
import { err, ok, type Result } from '../../core/result.ts';
import { buildSpecText, type NewSpec } from '../../core/spec/build-spec-text.ts';
import { type SpecType, specTypes } from '../../core/spec/spec.ts';
import { parseSpecId } from '../../core/spec/spec-id.ts';
import { createSpec } from '../../io/store/create-spec.ts';
import { loadSummaries } from '../../io/store/load-summaries.ts';
import { findSpec } from '../find-spec.ts';
import { openProject, type Project } from '../open-project.ts';
import type { Operation } from '../operation.ts';

type FrontmatterEntry = NewSpec['frontmatter'][number];

/** What a new spec shall say. Only the title is needed. */
export interface AddSpecInput {
  readonly title: string;
  /** One of the types, or an alias (`docs`, `group`); null: `code`. */
  readonly type: string | null;
  readonly labels: readonly string[];
  /** Ids, short or full; each must name exactly one spec. */
  readonly dependsOn: readonly string[];
  readonly informedBy: readonly string[];
  readonly targets: readonly string[];
  /** Command lines. */
  readonly checks: readonly string[];
  readonly prompt: string | null;
  readonly needsApproval: boolean;
  /** Text under the title; null: none. */
  readonly body: string | null;
}

export interface AddSpecOutput {
  readonly id: string;
  /** Relative to the root of the checkout, with `/`. */
  readonly path: string;
}

/**
 * Creates a spec file with a new id.
 *
 * Ids in `dependsOn` are written as they were given when they hold the random part (`v7b`, `010-v7b`), and in full
 * when they are a bare sequence (`010`), which names another spec tomorrow.
 *
 * Failures: bad-argument, spec-not-found, spec-ambiguous, file-trouble, and those of opening the project.
 */
export const addSpec: Operation<AddSpecInput, AddSpecOutput> = async (context, input) => {
  const project = await openProject(context);
  if (!project.ok) return project;
  const { store, config, today } = project.value;
  const type = readType(input.type);
  if (!type.ok) return type;
  if (input.title.trim() === '') return err(noTitle(input.title));
  const dependsOn = await resolveDependencies(input.dependsOn, project.value);
  if (!dependsOn.ok) return dependsOn;
  const frontmatter = buildFrontmatter(input, { type: type.value, dependsOn: dependsOn.value });
  const text = buildSpecText({ title: input.title, body: input.body, frontmatter });
  const created = createSpec(store, {
    date: today,
    prefix: config.project.prefix,
    random: (length) => context.random.base36(length),
    build: () => text,
  });
  if (!created.ok) return created;
  const { id, path } = created.value;
  return ok({ id, path });
};

function readType(word: string | null): Result<SpecType | null, Failure> {
  if (word === null) return ok(null);
  const meant = { docs: 'documentation', group: 'driver' }[word] ?? word;
  const type = specTypes.find((known) => known === meant);
  if (type !== undefined) return ok(type);
  const suggestion = nearest(word, [...specTypes, 'docs', 'group']);
  return err({ kind: 'bad-argument', argument: '--type', value: word, expected: specTypes.join(', '), suggestion });
}

function noTitle(value: string): Failure {
  return {
    kind: 'bad-argument',
    argument: '<title>',
    value,
    expected: 'a title that says what to do',
    suggestion: null,
  };
}

async function resolveDependencies(
  queries: readonly string[],
  { store, today }: Project,
): Promise<Result<string[], Failure>> {
  if (queries.length === 0) return ok([]);
  const specs = await loadSummaries(store);
  const ids: string[] = [];
  for (const query of queries) {
    const spec = findSpec(specs, query, today);
    if (!spec.ok) return spec;
    const { id } = spec.value;
    ids.push(id.endsWith(`-${query}`) && isLasting(id, query) ? query : id);
  }
  return ok([...new Set(ids)]);
}

/** Whether a short form holds the random part of the id, or all of an id that somebody made by hand. */
function isLasting(id: string, query: string): boolean {
  const parts = parseSpecId(id);
  return parts !== null && query.split('.')[0]?.endsWith(parts.random) === true;
}

function buildFrontmatter(
  input: AddSpecInput,
  found: { readonly type: SpecType | null; readonly dependsOn: readonly string[] },
): FrontmatterEntry[] {
  const lists = [
    ['labels', input.labels],
    ['depends_on', found.dependsOn],
    ['informed_by', input.informedBy],
    ['target_files', input.targets],
    ['checks', input.checks],
  ] as const;
  return [
    { key: 'type', value: found.type ?? 'code' },
    ...lists.filter(([, value]) => value.length > 0).map(([key, value]) => ({ key, value })),
    ...(input.prompt === null ? [] : [{ key: 'prompt', value: input.prompt }]),
    ...(input.needsApproval ? [{ key: 'approval', value: { required: true, status: 'pending' } }] : []),
  ];
}
