import type { BadArgument, KeyMissing } from '../../../core/failure.ts';
import type { ModelVendor } from '../../../core/model/model-vendors.ts';
import type { ProviderSettings } from '../provider-settings.ts';
import { buildAccess, findKeyName } from './build-access.ts';

/** What a run with this model would lack: known before anything is changed. Null: nothing. */
export function findMissingAccess(settings: ProviderSettings, service: ModelVendor): BadArgument | KeyMissing | null {
  const { config } = settings;
  const { endpoint, model, key } = buildAccess(settings, service);
  const bad = (name: string, value: string, expected: string): BadArgument => {
    return { kind: 'bad-argument', argument: `providers.${config.name}.${name}`, value, expected, suggestion: null };
  };
  if (!/^https?:\/\/[^/\s]/.test(endpoint))
    return bad('endpoint', endpoint, 'the address of a model server, such as http://localhost:8080/v1');
  if (model === '') return bad('model', '', 'the name of a model that the endpoint has');
  const keyName = findKeyName(config, service);
  // An endpoint of the user's own may well want no key; one that wants it says so.
  const isNeeded = config.keyEnv !== null || config.endpoint === null;
  if (keyName === null || key !== null || !isNeeded) return null;
  return { kind: 'key-missing', provider: config.name, variable: keyName };
}
