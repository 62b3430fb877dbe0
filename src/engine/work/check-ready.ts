import type { Context } from '../../context.ts';
import type { ProviderChoice } from '../../core/config/choose-provider.ts';
import type { Config } from '../../core/config/config.ts';
import type { Failure } from '../../core/failure.ts';
import { buildGraph } from '../../core/graph/build-graph.ts';
import { buildIdIndex } from '../../core/spec/resolve-id.ts';
import { judgeReadiness } from '../../core/graph/judge-readiness.ts';
import { effectiveStatus } from '../../core/lifecycle/effective-status.ts';
import { openApproval } from '../../core/lifecycle/open-approval.ts';
import type { PromptInput, PromptTemplate } from '../../core/prompt/prompt-input.ts';
import { defaultPromptName } from '../../core/prompt/default-prompt-name.ts';
import { assertNever } from '../../core/assert-never.ts';
import { findDocument } from '../../core/outline/find-document.ts';
import { err, ok, type Result } from '../../core/result.ts';
import { planSplit } from '../../core/scope/plan-split.ts';
import { resolveSpecId } from '../../core/spec/resolve-id.ts';
import type { Check, Spec, SpecDocument, SpecSummary } from '../../core/spec/spec.ts';
import { chooseModel } from '../../core/model/choose-model.ts';
import { loadProvider } from '../../io/agent/load-provider.ts';
import type { Provider } from '../../io/agent/provider.ts';
import { loadPrompt } from '../../io/assets/load-prompt.ts';
import type { Confinement } from '../../core/sandbox/plan-confinement.ts';
import type { Repo } from '../../io/git/repo.ts';
import type { Lease } from '../../io/store/lease.ts';
import { loadRunStates } from '../../io/store/run-record.ts';
import { lintProject } from '../lint-project.ts';
import { loadOutline } from '../load-outline.ts';
import type { Project } from '../open-project.ts';
import { checkScopeApproved, type FoundScope, type ScopedDocument, takeScope } from '../investigate/take-scope.ts';
import { checkBudgets } from './check-budgets.ts';
import { checkConfirmed } from './check-confirmed.ts';
import { type AgentWish, chooseAgent, engageAgent } from './choose-agent.ts';
import { findInputs, type Input } from './find-inputs.ts';
import { findTarget, type Target } from './find-target.ts';
import { readAskedSpec } from './read-asked-spec.ts';
import type { RunOptions } from './run.ts';

/** All that a run needs, found before anything is changed. */
export interface Ready {
  /** With the scope that research gives it, which is not in the user's file. */
  readonly document: SpecDocument;
  readonly scope: FoundScope | null;
  readonly target: Target;
  readonly provider: Provider;
  readonly providerName: string;
  /** Why it is this one. */
  readonly choice: ProviderChoice;
  /** The model that the agent is asked to use; null: its own choice. */
  readonly model: string | null;
  readonly template: PromptTemplate;
  readonly outline: PromptInput['outline'];
  readonly inputs: readonly Input[];
  readonly checks: readonly Check[];
  /** Gates that a flag overrode although they did not hold: the run record says so. */
  readonly skipped: readonly ('dependencies' | 'approval')[];
}

/** Where the run would happen. */
export interface Site {
  readonly context: Context;
  readonly project: Project;
  readonly repo: Repo;
  readonly confinement: Confinement;
}

/**
 * Whether a spec may run now, and with what. Nothing has changed if the answer is no. Failures: spec-bad,
 * wrong-state, cycle, blocked, approval-needed, limit-reached, unknown-name (provider, prompt, branch), bad-argument and
 * key-missing (provider), agents-busy, missing-input, unconfirmed, too-many-files.
 */
export async function checkReady(site: Site, id: string, options: RunOptions): Promise<Result<Ready, Failure>> {
  const { project, repo } = site;
  const asked = await readAskedSpec(project.store, id);
  if (!asked.ok) return asked;
  const { specs, document: written } = asked.value;
  const gates = checkGates(site, { spec: written.spec, specs, options });
  if (!gates.ok) return gates;
  const scoped = await takeScope(site, written);
  if (!scoped.ok) return scoped;
  const { document, scope } = scoped.value;
  const { spec } = document;
  const clean = refuseErrors(site, spec);
  if (!clean.ok) return clean;
  const left = checkBudgets(site, spec);
  if (!left.ok) return left;
  const small = checkSize(site, spec);
  if (!small.ok) return small;
  const target = await findTarget(repo, spec, project.config);
  if (!target.ok) return target;
  const choice = chooseAgent(buildWish(site, spec, options));
  if (!choice.ok) return choice;
  const means = loadMeans(site, spec, { options, choice: choice.value });
  if (!means.ok) return means;
  const inputs = await findInputs(project, repo, {
    spec,
    base: target.value.tip,
    resolveSpec: (name) => {
      const resolved = resolveSpecId(name, specs, project.today);
      return resolved.ok ? (specs.find((one) => one.id === resolved.value)?.path ?? null) : null;
    },
  });
  if (!inputs.ok) return inputs;
  const confirmed = await checkConfirmed(site, { spec, specs, inputs: inputs.value, base: target.value.tip });
  if (!confirmed.ok) return confirmed;
  const skipped = approveScope(site, scoped.value, options);
  if (!skipped.ok) return skipped;
  return ok({
    document,
    scope,
    target: target.value,
    ...means.value,
    inputs: inputs.value,
    checks: listChecks(spec, project.config),
    skipped: [...new Set([...gates.value, ...skipped.value])],
  });
}

/** Asked last: whoever approves a scope shall not learn afterwards what else is in the way. */
function approveScope(
  { project }: Site,
  scoped: ScopedDocument,
  options: RunOptions,
): Result<Ready['skipped'], Failure> {
  const approved = checkScopeApproved(project, scoped.document.spec, scoped.scope);
  if (approved.ok) return ok([]);
  return options.skipApproval && approved.failure.kind === 'approval-needed' ? ok(['approval']) : approved;
}

/** A fix in too many places at once is a driver with members. */
function checkSize({ project }: Site, spec: Spec): Result<void, Failure> {
  const limit = project.config.limits.files;
  const count = spec.targetFiles.length;
  if (spec.type !== 'code' || limit === null || count <= limit) return ok(undefined);
  return err({ kind: 'too-many-files', spec: spec.id, count, limit, members: planSplit(spec, limit) });
}

export interface GateInput {
  readonly spec: Spec;
  readonly specs: readonly SpecSummary[];
  readonly options: RunOptions;
}

/** The gates before work: the spec lints, its status allows it, its dependencies are done, it is approved. */
export function checkGates(site: Site, input: GateInput): Result<Ready['skipped'], Failure> {
  const { spec, options } = input;
  const clean = refuseErrors(site, spec);
  if (!clean.ok) return clean;
  const states = loadRunStates(site.project.store, site.context.process.hostname);
  const byId = new Map(input.specs.map((one) => [one.id, one]));
  const statusOf = (id: string) => effectiveStatus(byId.get(id) ?? spec, states.get(id) ?? null);
  const status = statusOf(spec.id);
  if (spec.archived || status === 'completed' || status === 'cancelled') {
    const next = status === 'completed' && !spec.archived ? `chant reset ${spec.id}` : null;
    return err({
      kind: 'wrong-state',
      spec: spec.id,
      status: spec.archived ? 'archived' : status,
      wanted: 'a spec that is not done',
      next,
    });
  }
  const skipped: ('dependencies' | 'approval')[] = [];
  const readiness = judgeReadiness(spec, buildGraph(buildIdIndex(input.specs), site.project.today), statusOf);
  if (readiness.kind === 'cycle') return err({ kind: 'cycle', path: readiness.path });
  if (readiness.kind === 'blocked') {
    if (!options.skipDeps) return err({ kind: 'blocked', spec: spec.id, on: readiness.on });
    skipped.push('dependencies');
  }
  const open = openApproval(spec, site.project.config.approval.required);
  if (open !== null) {
    const { by, reason } = spec.approval;
    if (!options.skipApproval)
      return err({ kind: 'approval-needed', spec: spec.id, scope: spec.targetFiles, status: open, by, reason });
    skipped.push('approval');
  }
  return ok(skipped);
}

/** Rules about what a spec rests on: a gate of its own tells those, with a failure of its own. */
const toldElsewhere = [
  'ambiguous-dependency',
  'dangling-dependency',
  'dangling-input',
  'dependency-cycle',
  'unknown-prompt',
  'unknown-provider',
];

function refuseErrors(site: Site, spec: Spec): Result<void, Failure> {
  const problems = lintProject(site.context, site.project, [spec]).filter(
    ({ severity, rule }) => severity === 'error' && !toldElsewhere.includes(rule),
  );
  return problems.length === 0 ? ok(undefined) : err({ kind: 'spec-bad', id: spec.id, problems });
}

type Means = Pick<Ready, 'provider' | 'providerName' | 'choice' | 'model' | 'template' | 'outline'>;

function buildWish({ context, project }: Site, spec: Spec, { provider, continueLast }: RunOptions): AgentWish {
  return { context, project, spec, flag: provider, continueLast };
}

/**
 * Takes the agent that the run gets, which may be another by now than the one that was seen before. Failures: those of
 * engageAgent and of loading a provider.
 */
export async function engage(
  site: Site,
  asked: { readonly ready: Ready; readonly lease: Lease; readonly options: RunOptions },
): Promise<Result<Ready, Failure>> {
  const { ready, lease, options } = asked;
  const { spec } = ready.document;
  const choice = await engageAgent(buildWish(site, spec, options), lease);
  if (!choice.ok) return choice;
  if (choice.value.name === ready.choice.name) return ok({ ...ready, choice: choice.value });
  const means = loadMeans(site, spec, { options, choice: choice.value });
  return means.ok ? ok({ ...ready, ...means.value }) : means;
}

/** The agent that was chosen, and the prompt: flag over spec over configuration. */
function loadMeans(
  site: Site,
  spec: Spec,
  { options, choice }: { readonly options: RunOptions; readonly choice: ProviderChoice },
): Result<Means, Failure> {
  const { context, project } = site;
  const { defaults, providers } = project.config;
  const providerName = choice.name;
  const model = chooseModel({ flag: options.model, spec, config: project.config, provider: providerName });
  const provider = loadProvider({
    ...{ name: providerName, providers, root: project.store.root, env: context.env, model },
    programs: context.assets,
  });
  if (!provider.ok) return provider;
  const template = loadPrompt({
    name: options.prompt ?? spec.prompt ?? defaults.prompt ?? defaultPromptName(spec),
    projectDir: `${project.store.dir}/prompts`,
    shippedDir: context.assets.prompts,
  });
  if (!template.ok) return template;
  const outline = findOutline(site, spec);
  if (!outline.ok) return outline;
  return ok({
    ...{ provider: provider.value, providerName, choice, model },
    ...{ template: template.value, outline: outline.value },
  });
}

function findOutline(site: Site, spec: Spec): Result<Ready['outline'], Failure> {
  const document = findDocument(spec);
  if (spec.outline === null || document === null) return ok(null);
  const text = loadOutline(site, spec.outline);
  return text.ok ? ok({ document, text: text.value }) : text;
}

/**
 * What the project asks of every landing. A spec that is to leave a failing test behind cannot be held to all tests
 * passing: there they are run, and tell what they tell.
 */
function listProjectChecks(spec: Spec, config: Config): readonly Check[] {
  const others = config.checks.filter((one) => spec.checks.every((other) => other.name !== one.name));
  const leavesFailing = spec.checks.some((check) => check.after === 'fail');
  return leavesFailing ? others.map((one) => ({ ...one, after: 'any' })) : others;
}

/** The spec's own checks, and for code and tasks the project's; a name that both have is the spec's. */
export function listChecks(spec: Spec, config: Config): readonly Check[] {
  switch (spec.type) {
    case 'code':
    case 'task':
      return [...spec.checks, ...listProjectChecks(spec, config)];
    case 'research':
    case 'documentation':
    case 'driver':
      return spec.checks;
    default:
      return assertNever(spec.type);
  }
}
