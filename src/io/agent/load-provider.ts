import { buildProvider, isAcpLine } from '../../core/config/build-provider.ts';
import type { ProviderConfig } from '../../core/config/config.ts';
import type { AgentMissing, BadArgument, KeyMissing, UnknownName } from '../../core/failure.ts';
import { findModelVendor, modelVendors } from '../../core/model/model-vendors.ts';
import { nearest } from '../../core/nearest.ts';
import { err, ok, type Result } from '../../core/result.ts';
import { findMissingAccess } from './embedded/find-missing-access.ts';
import { findProgram } from './find-program.ts';
import { findPresetName, type Preset, presets } from './presets.ts';
import type { Provider } from './provider.ts';
import { providerKinds } from './provider-list.ts';
import type { ProviderSettings } from './provider-settings.ts';
import { acpProvider } from './providers/acp.ts';

export interface ProviderRequest extends Omit<ProviderSettings, 'config'> {
  /** As a spec, a flag or the configuration names it. */
  readonly name: string;
  readonly providers: Readonly<Record<string, ProviderConfig>>;
}

/** Names that a spec may use without any configuration. */
export const builtInNames: readonly string[] = [...Object.keys(modelVendors), ...Object.keys(presets), 'kirocli'];

/**
 * Finds the provider of a name: a configured one, an agent that is known by its name, or a model service. Fails with
 * `unknown-name` when it is none of them, with `agent-missing` when its program is not there, with `key-missing` when
 * no key of its model service is there, and with `bad-argument` when its kind is not one that there is or it lacks what
 * its kind needs.
 */
export function loadProvider(
  request: ProviderRequest,
): Result<Provider, UnknownName | BadArgument | AgentMissing | KeyMissing> {
  const { name, providers, ...world } = request;
  const config = Object.hasOwn(providers, name) ? providers[name] : buildKnown(name);
  if (config === undefined) return err(unknown(name, providers));
  const presetName = findPresetName(config.kind);
  const preset = presetName === null ? undefined : presets[presetName];
  if (preset !== undefined) return loadPreset({ config, ...world }, preset);
  const make = Object.hasOwn(providerKinds, config.kind) ? providerKinds[config.kind] : undefined;
  if (make === undefined) return err(badKind(config));
  const settings = { config, ...world };
  const missing = findMissing(settings);
  return missing === null ? ok(make(settings)) : err(missing);
}

function buildKnown(name: string): ProviderConfig | undefined {
  return builtInNames.includes(name) ? buildProvider(name, {}) : undefined;
}

/**
 * An agent by its name: by the program that the configuration gives it, else over ACP where the program for that is
 * there, otherwise as its own program can.
 */
function loadPreset(settings: ProviderSettings, preset: Preset): Result<Provider, AgentMissing> {
  const path = settings.env['PATH'] ?? '';
  const [program] = preset.command;
  const { headless } = preset;
  if (settings.config.command.length > 0) {
    const isHeadless = headless !== undefined && !isAcpLine(settings.config.command);
    const make = isHeadless ? providerKinds[headless.kind] : undefined;
    return ok(make === undefined ? acpProvider({ ...settings, preset }) : make(settings));
  }
  if (findProgram(program, path) !== null) return ok(acpProvider({ ...settings, preset }));
  const other = headless === undefined ? null : providerKinds[headless.kind];
  if (headless !== undefined && other && findProgram(headless.program, path) !== null) return ok(other(settings));
  const programs = [program, ...(headless === undefined ? [] : [headless.program])];
  return err({ kind: 'agent-missing', provider: settings.config.name, programs, install: preset.install });
}

function unknown(name: string, providers: ProviderRequest['providers']): UnknownName {
  const known = [...new Set([...Object.keys(providers), ...builtInNames])].sort();
  return { kind: 'unknown-name', what: 'provider', name, known, suggestion: nearest(name, known) };
}

function badKind(config: ProviderConfig): BadArgument {
  const known = [...new Set([...Object.keys(providerKinds), ...builtInNames])].sort();
  return {
    kind: 'bad-argument',
    argument: `providers.${config.name}.kind`,
    value: config.kind,
    expected: known.join(', '),
    suggestion: nearest(config.kind, known),
  };
}

function findMissing(settings: ProviderSettings): BadArgument | KeyMissing | null {
  const { config } = settings;
  const service = findModelVendor(config.kind);
  if (service !== null) return findMissingAccess(settings, service);
  const key = config.kind === 'replay' ? 'session' : 'command';
  const isThere = key === 'session' ? config.session !== null : config.command.length > 0;
  if (isThere) return null;
  const expected = key === 'session' ? 'path of a recorded session' : 'a program and its arguments: [node, agent.mjs]';
  return { kind: 'bad-argument', argument: `providers.${config.name}.${key}`, value: '', expected, suggestion: null };
}
