import { modelVendors } from '../../../core/model/model-vendors.ts';
import { embeddedProvider } from '../embedded/embedded-provider.ts';
import type { Provider } from '../provider.ts';
import type { ProviderSettings } from '../provider-settings.ts';

/** chant's own agent on Anthropic's models, or on a gateway that speaks Messages. */
export function anthropicProvider(settings: ProviderSettings): Provider {
  return embeddedProvider(settings, modelVendors.anthropic);
}
