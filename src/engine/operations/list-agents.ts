import type { Context } from '../../context.ts';
import type { ProviderChoice } from '../../core/config/choose-provider.ts';
import type { Failure } from '../../core/failure.ts';
import type { AgentsBusy } from '../../core/plan/agents-busy.ts';
import { buildAgentEnvironment } from '../../core/plan/agent-environment.ts';
import { listKeyNames } from '../../core/model/list-key-names.ts';
import { ok, type Result } from '../../core/result.ts';
import { findAgentHome, placeAgentHome } from '../../core/sandbox/agent-homes.ts';
import { findAgent, type FoundAgent } from '../../io/agent/find-agent.ts';
import { findVersion } from '../../io/agent/find-version.ts';
import { builtInNames } from '../../io/agent/load-provider.ts';
import { isThere } from '../../io/sandbox/is-there.ts';
import { type AgentRun, listAgentRuns } from '../../io/store/list-agent-runs.ts';
import { loadSummaries } from '../../io/store/load-summaries.ts';
import { readSpecDocument } from '../../io/store/read-spec-document.ts';
import { findSpec } from '../find-spec.ts';
import { openProject, type Project } from '../open-project.ts';
import type { Operation } from '../operation.ts';
import { chooseAgent } from '../work/choose-agent.ts';

export interface ListAgentsOutput {
  /** Sorted by name. */
  readonly agents: readonly AgentRow[];
  /** The spec that was asked about; null: one that names no provider. */
  readonly spec: string | null;
  /** What it would get; null: nothing says, or `busy` says why not. */
  readonly choice: ProviderChoice | null;
  /** Whoever could do it has as many runs as it may; null: somebody has not. */
  readonly busy: AgentsBusy | null;
}

export interface AgentRow {
  /** As a spec's `provider` or `defaults.provider` names it. */
  readonly name: string;
  /** Stands under `providers` in the configuration. */
  readonly isConfigured: boolean;
  /** It takes turns with others: its weight, and how many runs it may have at a time; null in there: any number. */
  readonly turn: { readonly weight: number; readonly most: number | null } | null;
  /** Specs that it is at. */
  readonly runs: readonly string[];
  /** How it is driven; null: it cannot be started. */
  readonly kind: string | null;
  /** Why it cannot be started; null: it can. */
  readonly trouble: Failure | null;
  /** Absolute path; null: none is there, or chant itself does the work. */
  readonly program: string | null;
  readonly version: string | null;
  /** By what it may be signed in: the name of a variable, a file; null: nothing was found. */
  readonly signedInBy: string | null;
  /** The command that signs in; null: none is known, or a key does it. */
  readonly signIn: string | null;
  readonly can: { readonly resume: boolean; readonly cost: boolean; readonly permissions: boolean } | null;
  /** Installs it; null: nothing to install is known. */
  readonly install: string | null;
}

/**
 * The agents that chant knows or that are configured: whether they are there, and which one a spec would get. Nothing
 * is asked of any service. Failures: those of opening a project, spec-not-found, spec-ambiguous.
 */
export const listAgents: Operation<{ readonly id: string | null }, ListAgentsOutput> = async (context, { id }) => {
  const project = await openProject(context);
  if (!project.ok) return project;
  const asked = await findAsked(project.value, id);
  if (!asked.ok) return asked;
  const { config } = project.value;
  const known = builtInNames.filter((name) => !['kirocli', 'openai-compatible'].includes(name));
  const turns = config.parallel.agents.map(({ name }) => name);
  const names = [...new Set([...known, ...Object.keys(config.providers), ...turns])].sort();
  const runs = listAgentRuns(project.value.store, context.process.hostname);
  const agents = await Promise.all(names.map((name) => describe(context, project.value, { name, runs })));
  const choice = chooseAgent({ context, project: project.value, spec: asked.value, flag: null, continueLast: false });
  const busy = !choice.ok && choice.failure.kind === 'agents-busy' ? choice.failure : null;
  return ok({ agents, spec: asked.value?.id ?? null, choice: choice.ok ? choice.value : null, busy });
};

async function findAsked(
  { store, today }: Project,
  id: string | null,
): Promise<Result<{ readonly id: string; readonly provider: string | null } | null, Failure>> {
  if (id === null) return ok(null);
  const found = findSpec(await loadSummaries(store), id, today);
  if (!found.ok) return found;
  const document = readSpecDocument(store, found.value);
  return document.ok ? ok(document.value.spec) : document;
}

async function describe(
  context: Context,
  { store, config }: Project,
  { name, runs }: { readonly name: string; readonly runs: readonly AgentRun[] },
): Promise<AgentRow> {
  const { providers, parallel } = config;
  const turn = parallel.agents.find((agent) => agent.name === name);
  const request = { name, providers, root: store.root, env: context.env, model: null, programs: context.assets };
  const found = findAgent(request);
  const { provider, program, preset } = found;
  return {
    name,
    isConfigured: Object.hasOwn(providers, name) || turn !== undefined,
    turn: turn === undefined ? null : { weight: turn.weight, most: turn.maxConcurrent },
    runs: runs.filter((run) => run.agent === name).map((run) => run.spec),
    kind: provider.ok ? provider.value.kind : null,
    trouble: provider.ok ? null : provider.failure,
    program,
    version: program === null ? null : await findVersion(program, context.env),
    signedInBy: provider.ok ? findSignIn(context, config, found) : null,
    signIn: preset?.signIn ?? null,
    can: provider.ok ? provider.value.capabilities : null,
    install: preset?.install ?? null,
  };
}

/** A key that the agent would see, or the file in which it keeps who its user is. */
function findSignIn(context: Context, config: Project['config'], found: FoundAgent): string | null {
  const { preset, program, provider } = found;
  if (preset === null) return null;
  // An account of its own is told by the provider's environment.
  const own = provider.ok ? config.providers[provider.value.name]?.env : undefined;
  const env = { ...context.env, ...own };
  const withheld = listKeyNames(config.providers);
  const seen = buildAgentEnvironment({ env, allowed: config.workspace.env, modelKeys: true, withheld, extra: {} });
  const key = preset.keys.find((variable) => (seen[variable] ?? '') !== '');
  const home = env['HOME'];
  const agentHome = program === null ? null : findAgentHome([program]);
  if (key !== undefined || home === undefined || agentHome === null) return key ?? null;
  const place = placeAgentHome(agentHome, { home, env }).signIn.find(({ path }) => isThere(path));
  return place === undefined ? null : place.path.replace(`${home}/`, '~/');
}
