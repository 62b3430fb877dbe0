import type { Config, ProviderConfig } from './config.ts';
import { buildAgent, buildProvider } from './build-provider.ts';
import type { PartialConfig, ProviderValues, SettingValues } from './settings.ts';

const minute = 60_000;

/**
 * Lays what files and environment say over each other and over what is built in, key by key; a list replaces the
 * list below it.
 *
 * `layers`: lowest precedence first: user, project, environment. (What a spec and a flag say comes later and wins.)
 */
export function layerConfig(layers: readonly PartialConfig[]): Config {
  const values: SettingValues = Object.assign({}, ...layers.map((layer) => layer.values));
  const names = [...new Set(layers.flatMap((layer) => Object.keys(layer.providers)))];
  const merge = (name: string): ProviderValues =>
    Object.assign({}, ...layers.map((layer) => (Object.hasOwn(layer.providers, name) ? layer.providers[name] : {})));
  const providers = names.map((name): [string, ProviderConfig] => [name, buildProvider(name, merge(name))]);
  const turns = (values['parallel.agents'] ?? [])
    .filter((agent) => agent.command !== null || Object.keys(agent.env).length > 0)
    .map((agent): [string, ProviderConfig] => [agent.name, buildAgent(agent, merge(agent.name))]);
  return { ...buildGeneral(values), ...buildWork(values), providers: Object.fromEntries([...providers, ...turns]) };
}

function buildGeneral(
  values: SettingValues,
): Pick<Config, 'project' | 'defaults' | 'parallel' | 'approval' | 'silent' | 'validation'> {
  return {
    project: { name: values['project.name'] ?? null, prefix: values['project.prefix'] ?? null },
    defaults: {
      prompt: values['defaults.prompt'] ?? null,
      provider: values['defaults.provider'] ?? null,
      model: values['defaults.model'] ?? null,
      mainBranch: values['defaults.main_branch'] ?? null,
      branchPrefix: values['defaults.branch_prefix'] ?? 'chant/',
      rotationStrategy: values['defaults.rotation_strategy'] ?? 'none',
    },
    parallel: { agents: values['parallel.agents'] ?? [] },
    approval: { required: values['approval.required'] ?? false, scope: values['approval.scope'] ?? false },
    // The existing tool has the key below `project`.
    silent: values.silent ?? values['project.silent'] ?? false,
    validation: { strictSchema: values['validation.strict_output_validation'] ?? false },
  };
}

function buildWork(values: SettingValues): Pick<Config, 'checks' | 'limits' | 'workspace' | 'landing' | 'fork'> {
  return {
    checks: values.checks ?? [],
    limits: {
      timeoutMs: values['limits.timeout'] ?? 60 * minute,
      stallMs: values['limits.stall'] ?? 5 * minute,
      attempts: values['limits.attempts'] ?? 3,
      waitMs: values['limits.wait'] ?? 6 * 60 * minute,
      costUsd: values['limits.cost_usd'] ?? null,
      tokens: values['limits.tokens'] ?? null,
      files: values['limits.files'] ?? null,
      day: { costUsd: values['limits.day.cost_usd'] ?? null, tokens: values['limits.day.tokens'] ?? null },
    },
    workspace: {
      isolation: values['workspace.isolation'] ?? null,
      sandbox: values['workspace.sandbox'] ?? 'auto',
      network: values['workspace.network'] ?? 'on',
      expose: values['workspace.expose'] ?? [],
      writable: values['workspace.writable'] ?? [],
      setup: values['workspace.setup'] ?? [],
      include: values['workspace.include'] ?? [],
      env: values['workspace.env'] ?? [],
    },
    landing: { mode: values['landing.mode'] ?? 'merge' },
    fork: {
      remote: values['fork.remote'] ?? 'origin',
      upstream: values['fork.upstream'] ?? 'upstream',
      draft: values['fork.draft'] ?? true,
      trailers: values['fork.trailers'] ?? false,
    },
  };
}
