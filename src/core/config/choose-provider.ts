import type { Config } from './config.ts';

/** Who names a provider for a run. */
export interface ProviderWish {
  /** `--provider`. */
  readonly flag: string | null;
  /** `provider` in the spec's frontmatter. */
  readonly spec: string | null;
  readonly config: Pick<Config, 'defaults' | 'providers'>;
}

/** The provider that a run gets. `only`: no other is configured. */
export interface ProviderChoice {
  readonly name: string;
  readonly why: 'flag' | 'spec' | 'default' | 'only';
}

/** Which provider a run gets: flag over spec over configuration; null where nothing says. */
export function chooseProvider({ flag, spec, config }: ProviderWish): ProviderChoice | null {
  if (flag !== null) return { name: flag, why: 'flag' };
  if (spec !== null) return { name: spec, why: 'spec' };
  if (config.defaults.provider !== null) return { name: config.defaults.provider, why: 'default' };
  const [only, ...others] = Object.keys(config.providers);
  return only === undefined || others.length > 0 ? null : { name: only, why: 'only' };
}
