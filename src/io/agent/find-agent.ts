import type { Result } from '../../core/result.ts';
import { buildProvider } from '../../core/config/build-provider.ts';
import type { ProviderConfig } from '../../core/config/config.ts';
import { findProgram } from './find-program.ts';
import { loadProvider, type ProviderRequest } from './load-provider.ts';
import { findPresetName, type Preset, presets } from './presets.ts';
import type { Provider } from './provider.ts';

/** What there is behind the name of a provider. */
export interface FoundAgent {
  /** Ready to be launched, or why not. */
  readonly provider: ReturnType<typeof loadProvider>;
  /** Absolute path of the program that would be started; null: none is there, or chant itself does the work. */
  readonly program: string | null;
  /** What is known of an agent of this kind; null: only what the configuration says. */
  readonly preset: Preset | null;
}

/** Looks at what a run with a provider of this name would start; starts nothing. */
export function findAgent(request: ProviderRequest): FoundAgent {
  const config = Object.hasOwn(request.providers, request.name)
    ? request.providers[request.name]
    : buildProvider(request.name, {});
  const provider = loadProvider(request);
  if (config === undefined) return { provider, program: null, preset: null };
  const presetName = findPresetName(config.kind);
  const preset = presetName === null ? null : (presets[presetName] ?? null);
  return { provider, program: findStarted(provider, config, { preset, path: request.env['PATH'] ?? '' }), preset };
}

function findStarted(
  provider: Result<Provider, unknown>,
  config: ProviderConfig,
  { preset, path }: { readonly preset: Preset | null; readonly path: string },
): string | null {
  if (!provider.ok) return null;
  const [configured] = config.command;
  if (configured !== undefined) return configured.startsWith('/') ? configured : findProgram(configured, path);
  if (preset === null) return null;
  const { headless } = preset;
  const isHeadless = headless !== undefined && provider.value.kind === headless.kind;
  return findProgram(isHeadless ? headless.program : preset.command[0], path);
}
