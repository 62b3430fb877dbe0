import type { PartialConfig } from './settings.ts';

/** The environment variables that stand for a key of the configuration; there are no others. */
const environmentKeys = {
  CHANT_PROVIDER: 'defaults.provider',
  CHANT_MODEL: 'defaults.model',
  CHANT_DEFAULT_PROMPT: 'defaults.prompt',
  CHANT_MAIN_BRANCH: 'defaults.main_branch',
} as const;

/** What the environment says about the configuration. A variable that is empty counts as not set. */
export function readEnvironmentConfig(env: Readonly<Record<string, string | undefined>>): PartialConfig {
  const set = Object.entries(environmentKeys).flatMap(([variable, key]): [string, string][] => {
    const value = env[variable]?.trim();
    return value === undefined || value === '' ? [] : [[key, value]];
  });
  // Whoever names an agent wants that one, and no other in its turn.
  const turns = set.some(([key]) => key === 'defaults.provider')
    ? { 'defaults.rotation_strategy': 'none' as const }
    : {};
  return { values: { ...Object.fromEntries(set), ...turns }, providers: {} };
}
