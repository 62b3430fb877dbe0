import { modelVendors } from '../../../core/model/model-vendors.ts';
import { embeddedProvider } from '../embedded/embedded-provider.ts';
import type { Provider } from '../provider.ts';
import type { ProviderSettings } from '../provider-settings.ts';

/** chant's own agent on whatever speaks Chat Completions: llama.cpp, vLLM, a gateway. */
export function openaiCompatibleProvider(settings: ProviderSettings): Provider {
  return embeddedProvider(settings, modelVendors['openai-compatible']);
}
