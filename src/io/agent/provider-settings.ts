import type { ProviderConfig } from '../../core/config/config.ts';

/** What a provider is made from. */
export interface ProviderSettings {
  readonly config: ProviderConfig;
  /** Absolute path of the user's checkout, to which paths in the configuration are relative. */
  readonly root: string;
  /** Absolute path of the program that plays recorded sessions. */
  readonly replayAgent: string;
}
