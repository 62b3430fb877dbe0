import { modelVendors } from '../../../core/model/model-vendors.ts';
import { embeddedProvider } from '../embedded/embedded-provider.ts';
import type { Provider } from '../provider.ts';
import type { ProviderSettings } from '../provider-settings.ts';

/** chant's own agent on the models of an Ollama, on this machine where no endpoint is given. */
export function ollamaProvider(settings: ProviderSettings): Provider {
  return embeddedProvider(settings, modelVendors.ollama);
}
