import { modelVendors } from '../../../core/model/model-vendors.ts';
import { embeddedProvider } from '../embedded/embedded-provider.ts';
import type { Provider } from '../provider.ts';
import type { ProviderSettings } from '../provider-settings.ts';

/** chant's own agent on OpenAI's models, or on an endpoint that speaks Responses or Chat Completions. */
export function openaiProvider(settings: ProviderSettings): Provider {
  return embeddedProvider(settings, modelVendors.openai);
}
