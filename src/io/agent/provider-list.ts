import type { Provider } from './provider.ts';
import type { ProviderSettings } from './provider-settings.ts';
import { acpProvider } from './providers/acp.ts';
import { commandProvider } from './providers/command.ts';
import { replayProvider } from './providers/replay.ts';

/** Every kind of provider, sorted: one file each in `providers/`. */
export const providerKinds: Readonly<Record<string, (settings: ProviderSettings) => Provider>> = {
  acp: acpProvider,
  command: commandProvider,
  replay: replayProvider,
};

/** Kinds that are to come, and that a configuration may name already. */
export const plannedKinds: readonly string[] = ['anthropic', 'claude', 'codex', 'kirocli', 'ollama', 'openai'];
