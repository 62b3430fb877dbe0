import type { ProviderConfig } from '../config/config.ts';

/** The variables that a configuration names as holding keys (`key_env`): no agent and no check finds them. */
export function listKeyNames(providers: Readonly<Record<string, ProviderConfig>>): readonly string[] {
  return Object.values(providers).flatMap(({ keyEnv }) => (keyEnv === null ? [] : [keyEnv]));
}
