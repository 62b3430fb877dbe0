import type { Context } from '../../context.ts';
import type { ProviderChoice } from '../../core/config/choose-provider.ts';
import type { RunState } from '../../core/lifecycle/run-state.ts';
import type { AgentUsage } from '../../core/plan/agent-outcome.ts';
import { ok, type Result } from '../../core/result.ts';
import { compilePattern } from '../../core/scope/compile-pattern.ts';
import { isLiteral } from '../../core/scope/is-literal.ts';
import { listMembers } from '../../core/spec/list-members.ts';
import type { Spec, SpecStatus, SpecSummary } from '../../core/spec/spec.ts';
import { isPresent } from '../../io/project/is-present.ts';
import { listProjectFiles } from '../../io/project/project-files.ts';
import { loadSpecUsage } from '../../io/store/load-usage.ts';
import { readSpecDocument } from '../../io/store/read-spec-document.ts';
import { findSpec } from '../find-spec.ts';
import { type JudgedSpecs, judgeSpecs } from '../judge-specs.ts';
import type { Project } from '../open-project.ts';
import { openSettledProject } from '../open-settled-project.ts';
import type { Operation } from '../operation.ts';
import { chooseLanded } from '../trail/choose-landed.ts';
import { type Away, findAway, lookAway, type ReadAway } from '../trail/look-away.ts';
import { chooseAgent } from '../work/choose-agent.ts';

export interface ShowSpecInput {
  /** Short or full id. */
  readonly id: string;
}

/** A spec that stands next to the shown one in the graph. */
export interface LinkedSpec {
  /** As the file writes it. */
  readonly query: string;
  /** null: no spec, or more than one, has that id. */
  readonly id: string | null;
  readonly title: string | null;
  readonly status: SpecStatus | null;
}

/** Something under `informed_by`, `origin`, `tracks` or `context`. */
export interface ShownInput {
  readonly key: 'informed_by' | 'origin' | 'tracks' | 'context';
  readonly value: string;
  readonly kind: 'file' | 'glob' | 'url' | 'spec';
  /** null for URLs: chant does not ask the network. */
  readonly exists: boolean | null;
  /** The branch that has it, where the tree has not; null: the tree, or none. */
  readonly on: string | null;
}

export interface ShowSpecOutput {
  readonly spec: Spec;
  /** The whole file. */
  readonly text: string;
  /** The branch whose file that is, where the tree has not got what landed there; null: it is the one of the tree. */
  readonly landedOn: string | null;
  readonly status: SpecStatus;
  readonly run: RunState | null;
  /** What all attempts since the last reset used; null: none told. */
  readonly usage: AgentUsage | null;
  /** Who would work on it next; null: it is done, or nobody can at the moment. */
  readonly nextAgent: ProviderChoice | null;
  readonly dependencies: readonly LinkedSpec[];
  readonly dependents: readonly LinkedSpec[];
  /** The members of a driver, in their order. */
  readonly parts: readonly LinkedSpec[];
  readonly inputs: readonly ShownInput[];
}

/** Everything that chant knows about one spec. Failures: spec-not-found, spec-ambiguous, file-trouble, and those of opening the project. */
export const showSpec: Operation<ShowSpecInput, ShowSpecOutput> = async (context, input) => {
  const project = await openSettledProject(context);
  if (!project.ok) return project;
  const { store, today } = project.value;
  const judged = await judgeSpecs(context, project.value);
  const found = findSpec(judged.specs, input.id, today);
  if (!found.ok) return found;
  const document = readSpecDocument(store, found.value);
  if (!document.ok) return document;
  const run = judged.runOf(document.value.spec);
  const away = findAway(document.value.spec, run);
  const read = lookAway(context, project.value, away);
  const landed = run?.phase === 'landed' ? await chooseLanded(document.value, read) : document;
  // Who only looks is shown what the tree has where git cannot tell.
  const shown = landed.ok ? landed.value : document.value;
  const spec = withTakenScope(shown.spec, run);
  const inputs = listInputs(spec).map(([key, value]) => describeInput({ key, value }, project.value, judged));
  return ok({
    spec,
    text: shown.text,
    landedOn: shown === document.value ? null : (away?.branch ?? null),
    status: judged.statusOf(spec),
    run,
    usage: loadSpecUsage(store, spec.id),
    nextAgent: findNext(context, project.value, { spec, status: judged.statusOf(spec) }),
    dependencies: spec.dependsOn.map((query) => link(judged, query, findSpec(judged.specs, query, today))),
    dependents: judged.specs
      .filter((other) => dependsOn(judged, other, spec.id))
      .map((other) => link(judged, other.id, ok(other))),
    parts: spec.type === 'driver' ? listMembers(judged.specs, spec.id).map((one) => link(judged, one.id, ok(one))) : [],
    inputs: await Promise.all(inputs.map((input) => lookFor(input, away, read))),
  });
};

/** Statuses in which an agent is at it, or never will be again. */
const withoutNext: readonly SpecStatus[] = ['completed', 'cancelled', 'in_progress'];

function findNext(
  context: Context,
  project: Project,
  { spec, status }: Pick<ShowSpecOutput, 'spec' | 'status'>,
): ProviderChoice | null {
  if (spec.archived || withoutNext.includes(status)) return null;
  const choice = chooseAgent({ context, project, spec, flag: null, continueLast: false });
  return choice.ok ? choice.value : null;
}

/** Its scope, wherever it stands: a spec that works, or has landed on another branch, has it in the run's record. */
function withTakenScope(spec: Spec, run: RunState | null): Spec {
  const taken = spec.targetFiles.length > 0 ? undefined : run?.scope;
  return taken === undefined ? spec : { ...spec, targetFiles: taken.files };
}

function link(judged: JudgedSpecs, query: string, found: Result<SpecSummary>): LinkedSpec {
  if (!found.ok) return { query, id: null, title: null, status: null };
  const { id, title } = found.value;
  return { query, id, title, status: judged.statusOf(found.value) };
}

function dependsOn(judged: JudgedSpecs, spec: SpecSummary, id: string): boolean {
  const node = judged.graph.get(spec.id);
  return node !== undefined && node.archived === spec.archived && node.resolved.includes(id);
}

function listInputs(spec: Spec): (readonly [ShownInput['key'], string])[] {
  return [
    ...spec.informedBy.map((value) => ['informed_by', value] as const),
    ...spec.origin.map((value) => ['origin', value] as const),
    ...spec.tracks.map((value) => ['tracks', value] as const),
    ...spec.context.map((value) => ['context', value] as const),
  ];
}

/** What the tree has not may lie on the branch of the spec. */
async function lookFor(input: ShownInput, away: Away | null, read: ReadAway): Promise<ShownInput> {
  if (away === null || input.kind !== 'file' || input.exists !== false) return input;
  const bytes = await read(input.value);
  return bytes.ok && bytes.value !== null ? { ...input, exists: true, on: away.branch } : input;
}

function describeInput(asked: Pick<ShownInput, 'key' | 'value'>, project: Project, judged: JudgedSpecs): ShownInput {
  const { value } = asked;
  const input = { ...asked, on: null };
  if (/^[a-z][a-z0-9+.-]*:\/\//i.test(value)) return { ...input, kind: 'url', exists: null };
  const place = { root: project.store.root, chantDir: project.store.dir };
  if (isPresent(place, value)) return { ...input, kind: 'file', exists: true };
  if (!isLiteral(value)) {
    return { ...input, kind: 'glob', exists: listProjectFiles(place, value).some(compilePattern(value)) };
  }
  const isSpec = findSpec(judged.specs, value, project.today).ok;
  return { ...input, kind: isSpec ? 'spec' : 'file', exists: isSpec };
}
