import type { Collected } from '../../core/plan/collected.ts';
import { formatFindingName, formatReference, formatResearchTitle } from '../../core/plan/halt-names.ts';
import type { Failure } from '../../core/failure.ts';
import { listAgainLabels } from '../../core/investigate/chain.ts';
import { isDeepEqual } from '../../core/is-deep-equal.ts';
import { planScope } from '../../core/outline/plan-scope.ts';
import { err, ok, type Result } from '../../core/result.ts';
import { buildSpecText } from '../../core/spec/build-spec-text.ts';
import { editFrontmatter } from '../../core/spec/edit-frontmatter.ts';
import { createSpec } from '../../io/store/create-spec.ts';
import { loadSpecs } from '../../io/store/load-specs.ts';
import { readSpecDocument } from '../../io/store/read-spec-document.ts';
import { writeResearch } from '../../io/store/write-research.ts';
import { writeSpec } from '../../io/store/write-spec.ts';
import { findScopeSource } from '../investigate/find-scope-source.ts';
import { findTarget } from './find-target.ts';
import { type Run, writeJournal } from './run.ts';

export interface Halted {
  /** Path of the finding, `.chant/research/…`. */
  readonly finding: string;
  /** Id of the research spec that answers it. */
  readonly newSpec: string;
  readonly reason: string;
}

/** A halt as the lines that say why a run ended. */
export function describeHalt({ reason, finding, newSpec }: Halted): readonly string[] {
  return [reason, `finding: ${finding}`, `research: ${newSpec}`];
}

/**
 * The agent halted: keeps its finding where research lies, makes the research spec that looks at it again, and has
 * the halted spec wait for that. Doing it twice changes nothing more.
 */
export async function halt(run: Run, collected: Collected): Promise<Result<Halted, Failure>> {
  const { context, project, spec } = run;
  const { reason, finding } = collected.halt ?? { reason: 'no reason given', finding: '' };
  const saved = writeResearch(project.store, (number) => formatFindingName(spec, number), finding);
  if (!saved.ok) return saved;
  const existing = loadSpecs(project.store, { archived: true }).find((one) => one.informedBy.includes(saved.value));
  const document = `.chant/research/${saved.value.replace(/^.*\/|-finding-(\d+)\.md$/g, (_, number?: string) => (number ? `-re-research-${number}.md` : ''))}`;
  const branch = await findResearchBranch(run);
  if (!branch.ok) return branch;
  const about = { reason, finding: saved.value, document, branch: branch.value };
  const newSpec = existing?.id ?? makeResearchSpec(run, about);
  if (typeof newSpec !== 'string') return newSpec;
  const isDerived = await isScopeDerived(run);
  if (!isDerived.ok) return isDerived;
  const waiting = waitFor(run, { newSpec, document, dropScope: isDerived.value });
  if (!waiting.ok) return waiting;
  writeJournal(run, { entry: 'halted', finding: saved.value, newSpec, reason });
  context.emit({ kind: 'halted', spec: spec.id, reason, finding: saved.value, newSpec });
  return ok({ finding: saved.value, newSpec, reason });
}

function makeResearchSpec(
  run: Run,
  about: {
    readonly reason: string;
    readonly finding: string;
    readonly document: string;
    readonly branch: string | null;
  },
): string | Result<never, Failure> {
  const { context, project, spec } = run;
  const reference = formatReference(spec);
  const labels = listAgainLabels(spec.labels);
  const created = createSpec(project.store, {
    date: project.today,
    prefix: project.config.project.prefix,
    random: () => context.random.base36(3),
    build: () =>
      buildSpecText({
        title: formatResearchTitle(spec, about.reason),
        body: [
          `An agent halted at ${reference} (spec ${spec.id}, attempt ${run.attempt}): the research that it rested on does not hold.`,
          `Its finding is in \`${about.finding}\`.`,
          '',
          `Look at the finding and at the earlier research again, and write to \`${about.document}\` what holds now:`,
          'the causes, the approaches with a recommendation, and below a heading `## Target files` the complete list of the',
          'files that a fix has to touch, an item each.',
          '',
        ].join('\n'),
        frontmatter: [
          { key: 'type', value: 'research' },
          ...(labels.length > 0 ? [{ key: 'labels', value: labels }] : []),
          { key: 'informed_by', value: [...spec.informedBy, about.finding] },
          { key: 'target_files', value: [about.document] },
          ...(about.branch === null ? [] : [{ key: 'target_branch', value: about.branch }]),
        ],
      }),
  });
  return created.ok ? created.value.id : created;
}

/**
 * The branch that the research of a halted spec lies on, where it is not the main branch: new research lands beside the
 * old, and the next attempt, which starts from there, finds both. null: the main branch.
 */
async function findResearchBranch({ repo, spec, project }: Run): Promise<Result<string | null, Failure>> {
  if (spec.targetBranch === null) return ok(null);
  const target = await findTarget(repo, spec, project.config);
  if (!target.ok) return target;
  return ok(target.value.exists ? spec.targetBranch : null);
}

/** Whether a spec's scope is what its research lists: then it is that of research that does not hold. */
async function isScopeDerived(run: Run): Promise<Result<boolean, Failure>> {
  const { spec } = run;
  if (spec.type !== 'code' || spec.targetFiles.length === 0) return ok(false);
  const source = await findScopeSource(run, spec);
  if (!source.ok || source.value === null) return source.ok ? ok(false) : source;
  return ok(isDeepEqual(planScope(source.value.text, spec, false).paths, spec.targetFiles));
}

interface Waiting {
  readonly newSpec: string;
  readonly document: string;
  /** Its scope came from the research, and comes from the new research next time. */
  readonly dropScope: boolean;
}

/** The halted spec gets the new research as a dependency, and as something to be informed by. */
function waitFor(run: Run, { newSpec, document, dropScope }: Waiting): Result<void, Failure> {
  const { store } = run.project;
  const now = readSpecDocument(store, run.spec);
  // Its owner has removed it meanwhile: nothing waits.
  if (!now.ok) return ok(undefined);
  const { spec, text } = now.value;
  if (spec.dependsOn.includes(newSpec)) return ok(undefined);
  const edited = editFrontmatter(text, [
    { key: 'depends_on', value: [...spec.dependsOn, newSpec] },
    { key: 'informed_by', value: [...spec.informedBy, document] },
    ...(dropScope && isDeepEqual(spec.targetFiles, run.spec.targetFiles) ? [{ key: 'target_files', value: null }] : []),
  ]);
  if (!edited.ok) return err(edited.failure);
  return writeSpec(store, spec.path, { text: edited.value, expected: text });
}
