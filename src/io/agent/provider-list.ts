import type { Provider } from './provider.ts';
import type { ProviderSettings } from './provider-settings.ts';
import { acpProvider } from './providers/acp.ts';
import { anthropicProvider } from './providers/anthropic.ts';
import { claudeProvider } from './providers/claude.ts';
import { codexProvider } from './providers/codex.ts';
import { commandProvider } from './providers/command.ts';
import { ollamaProvider } from './providers/ollama.ts';
import { openaiCompatibleProvider } from './providers/openai-compatible.ts';
import { openaiProvider } from './providers/openai.ts';
import { replayProvider } from './providers/replay.ts';

/** Every kind of provider, sorted: one file each in `providers/`. */
export const providerKinds: Readonly<Record<string, (settings: ProviderSettings) => Provider>> = {
  acp: acpProvider,
  anthropic: anthropicProvider,
  claude: claudeProvider,
  codex: codexProvider,
  command: commandProvider,
  ollama: ollamaProvider,
  openai: openaiProvider,
  'openai-compatible': openaiCompatibleProvider,
  replay: replayProvider,
};
