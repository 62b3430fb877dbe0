import type { Context } from '../../context.ts';
import { chooseProvider, type ProviderChoice } from '../../core/config/choose-provider.ts';
import type { Failure } from '../../core/failure.ts';
import { buildAgentEnvironment } from '../../core/plan/agent-environment.ts';
import { listKeyNames } from '../../core/model/list-key-names.ts';
import { ok, type Result } from '../../core/result.ts';
import { findAgentHome, placeAgentHome } from '../../core/sandbox/agent-homes.ts';
import { findAgent, type FoundAgent } from '../../io/agent/find-agent.ts';
import { findVersion } from '../../io/agent/find-version.ts';
import { builtInNames } from '../../io/agent/load-provider.ts';
import { isThere } from '../../io/sandbox/is-there.ts';
import { loadSummaries } from '../../io/store/load-summaries.ts';
import { readSpecDocument } from '../../io/store/read-spec-document.ts';
import { findSpec } from '../find-spec.ts';
import { openProject, type Project } from '../open-project.ts';
import type { Operation } from '../operation.ts';

export interface ListAgentsOutput {
  /** Sorted by name. */
  readonly agents: readonly AgentRow[];
  /** The spec that was asked about; null: one that names no provider. */
  readonly spec: string | null;
  /** What it would get; null: nothing says. */
  readonly choice: ProviderChoice | null;
}

export interface AgentRow {
  /** As a spec's `provider` or `defaults.provider` names it. */
  readonly name: string;
  /** Stands under `providers` in the configuration. */
  readonly isConfigured: boolean;
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
  const names = [...new Set([...known, ...Object.keys(config.providers)])].sort();
  const agents = await Promise.all(names.map((name) => describe(context, project.value, name)));
  const choice = chooseProvider({ flag: null, spec: asked.value?.provider ?? null, config });
  return ok({ agents, spec: asked.value?.id ?? null, choice });
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

async function describe(context: Context, { store, config }: Project, name: string): Promise<AgentRow> {
  const { providers } = config;
  const request = { name, providers, root: store.root, env: context.env, model: null, programs: context.assets };
  const found = findAgent(request);
  const { provider, program, preset } = found;
  return {
    name,
    isConfigured: Object.hasOwn(providers, name),
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
function findSignIn(context: Context, config: Project['config'], { preset, program }: FoundAgent): string | null {
  const { env } = context;
  if (preset === null) return null;
  const withheld = listKeyNames(config.providers);
  const seen = buildAgentEnvironment({ env, allowed: config.workspace.env, modelKeys: true, withheld, extra: {} });
  const key = preset.keys.find((variable) => (seen[variable] ?? '') !== '');
  const home = env['HOME'];
  const agentHome = program === null ? null : findAgentHome([program]);
  if (key !== undefined || home === undefined || agentHome === null) return key ?? null;
  const place = placeAgentHome(agentHome, { home, env }).signIn.find(({ path }) => isThere(path));
  return place === undefined ? null : place.path.replace(`${home}/`, '~/');
}
