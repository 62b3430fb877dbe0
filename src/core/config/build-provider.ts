import type { ProviderConfig } from './config.ts';
import type { ProviderValues } from './settings.ts';

/** A provider with what is said of it, and what is built in where nothing is; nothing need be said of one that is known. */
export function buildProvider(name: string, values: ProviderValues): ProviderConfig {
  return {
    name,
    // `providers.ollama` with nothing but an endpoint means the kind of that name.
    kind: values.kind ?? (values.command === undefined ? name : 'command'),
    command: values.command ?? [],
    env: values.env ?? {},
    endpoint: values.endpoint ?? null,
    model: values.model ?? null,
    mode: values.mode ?? null,
    permissions: values.permissions ?? 'allow',
    allowCommands: values.allow_commands ?? [],
    session: values.session ?? null,
    keyEnv: values.key_env ?? null,
    api: values.api ?? null,
    prices: values.prices ?? null,
    maxSteps: values.max_steps ?? 200,
  };
}
