import type { ProviderConfig } from '../../core/config/config.ts';
import { buildProvider } from '../../core/config/layer-config.ts';
import type { BadArgument, KeyMissing, UnknownName } from '../../core/failure.ts';
import { findModelService } from '../../core/model/model-services.ts';
import { nearest } from '../../core/nearest.ts';
import { err, ok, type Result } from '../../core/result.ts';
import { findMissingAccess } from './embedded/find-missing-access.ts';
import type { Provider } from './provider.ts';
import { plannedKinds, providerKinds } from './provider-list.ts';
import type { ProviderSettings } from './provider-settings.ts';

export interface ProviderRequest extends Omit<ProviderSettings, 'config'> {
  /** As a spec, a flag or the configuration names it. */
  readonly name: string;
  readonly providers: Readonly<Record<string, ProviderConfig>>;
}

/**
 * Finds the provider of a name: a configured one, or one that is called like its kind and needs no configuration.
 * Fails with `unknown-name` when there is none, with `bad-argument` when its kind is not one that this version runs or
 * it lacks what its kind needs, and with `key-missing` when no key of its model service is there.
 */
export function loadProvider(request: ProviderRequest): Result<Provider, UnknownName | BadArgument | KeyMissing> {
  const { name, providers, ...world } = request;
  const config = findConfig(name, providers);
  if (config === undefined)
    return plannedKinds.includes(name) ? err(notYet(name, name)) : err(unknown(name, providers));
  const make = Object.hasOwn(providerKinds, config.kind) ? providerKinds[config.kind] : undefined;
  if (make === undefined) return err(plannedKinds.includes(config.kind) ? notYet(name, config.kind) : badKind(config));
  const settings = { config, ...world };
  const missing = findMissing(settings);
  return missing === null ? ok(make(settings)) : err(missing);
}

function findConfig(name: string, providers: ProviderRequest['providers']): ProviderConfig | undefined {
  if (Object.hasOwn(providers, name)) return providers[name];
  return Object.hasOwn(providerKinds, name) ? buildProvider(name, {}) : undefined;
}

function unknown(name: string, providers: ProviderRequest['providers']): UnknownName {
  const known = Object.keys(providers).sort();
  return { kind: 'unknown-name', what: 'provider', name, known, suggestion: nearest(name, known) };
}

function badKind(config: ProviderConfig): BadArgument {
  const known = Object.keys(providerKinds);
  return {
    kind: 'bad-argument',
    argument: `providers.${config.name}.kind`,
    value: config.kind,
    expected: known.join(', '),
    suggestion: nearest(config.kind, known),
  };
}

function notYet(name: string, kind: string): BadArgument {
  return {
    kind: 'bad-argument',
    argument: `providers.${name}.kind`,
    value: kind,
    expected: `${Object.keys(providerKinds).join(', ')} in this version`,
    suggestion: `{ kind: acp, command: [<the command that starts ${kind} as an ACP agent>] }`,
  };
}

function findMissing(settings: ProviderSettings): BadArgument | KeyMissing | null {
  const { config } = settings;
  const service = findModelService(config.kind);
  if (service !== null) return findMissingAccess(settings, service);
  const key = config.kind === 'replay' ? 'session' : 'command';
  const isThere = key === 'session' ? config.session !== null : config.command.length > 0;
  if (isThere) return null;
  const expected = key === 'session' ? 'path of a recorded session' : 'a program and its arguments: [node, agent.mjs]';
  return { kind: 'bad-argument', argument: `providers.${config.name}.${key}`, value: '', expected, suggestion: null };
}
