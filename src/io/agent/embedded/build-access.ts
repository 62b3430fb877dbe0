import { findModelPrice } from '../../../core/model/model-prices.ts';
import type { ModelVendor, ModelWire } from '../../../core/model/model-vendors.ts';
import type { ProviderConfig } from '../../../core/config/config.ts';
import type { ProviderSettings } from '../provider-settings.ts';
import type { ModelAccess } from './brief.ts';

/** How the model is reached: what the configuration says over what is usual with the service. */
export function buildAccess({ config, env, model: asked }: ProviderSettings, service: ModelVendor): ModelAccess {
  const keyName = findKeyName(config, service);
  const key = keyName === null ? '' : (config.env[keyName] ?? env[keyName] ?? '').trim();
  const model = asked ?? config.model ?? service.model ?? '';
  return {
    wire: chooseWire(config, service),
    endpoint: cleanEndpoint(config.endpoint ?? service.endpoint ?? ''),
    key: key === '' ? null : key,
    keyName: keyName ?? `providers.${config.name}.key_env`,
    model,
    price: config.prices ?? findModelPrice(config.kind, model),
    maxSteps: config.maxSteps,
  };
}

/** The variable that holds the key; null where the service usually needs none. */
export function findKeyName(config: ProviderConfig, service: ModelVendor): string | null {
  return config.keyEnv ?? service.keyName;
}

/** What calls itself compatible with OpenAI speaks Chat Completions for sure, and Responses perhaps. */
function chooseWire(config: ProviderConfig, service: ModelVendor): ModelWire {
  if (service.wire !== 'responses') return service.wire;
  const isOwn = config.endpoint === null || cleanEndpoint(config.endpoint) === service.endpoint;
  return config.api ?? (isOwn ? 'responses' : 'chat');
}

/** People write the address of the requests, too: `.../v1/chat/completions`. */
function cleanEndpoint(endpoint: string): string {
  return endpoint.replace(/\/+$/, '').replace(/\/(chat\/completions|responses|messages)$/, '');
}
