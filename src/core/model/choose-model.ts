import type { Config } from '../config/config.ts';
import type { Spec } from '../spec/spec.ts';
import { findModelVendor } from './model-vendors.ts';

/** Who may name a model. */
export interface ModelChoice {
  /** `--model` */
  readonly flag: string | null;
  readonly spec: Pick<Spec, 'model'>;
  readonly config: Pick<Config, 'defaults' | 'providers'>;
  /** Name of the provider that the run goes to. */
  readonly provider: string;
}

/**
 * The model that an agent is asked to use: flag over spec over the provider's own over `defaults.model` over what is
 * usual with the service. Null: the agent uses what it is set to.
 */
export function chooseModel({ flag, spec, config, provider }: ModelChoice): string | null {
  const own = Object.hasOwn(config.providers, provider) ? config.providers[provider] : undefined;
  const usual = findModelVendor(own?.kind ?? provider)?.model ?? null;
  return flag ?? spec.model ?? own?.model ?? config.defaults.model ?? usual;
}
