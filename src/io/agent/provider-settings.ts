import type { ProviderConfig } from '../../core/config/config.ts';

/** What a provider is made from. */
export interface ProviderSettings {
  readonly config: ProviderConfig;
  /** Absolute path of the user's checkout, to which paths in the configuration are relative. */
  readonly root: string;
  /** The user's environment: keys of model services are in it. */
  readonly env: Readonly<Record<string, string | undefined>>;
  /** What the run asks for (`chooseModel`); null: what is usual with the provider. */
  readonly model: string | null;
  readonly programs: AgentPrograms;
}

/** Absolute paths of agents that ship with the package. */
export interface AgentPrograms {
  /** Plays recorded sessions. */
  readonly replayAgent: string;
  /** Works with a model. */
  readonly embeddedAgent: string;
}
