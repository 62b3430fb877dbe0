/** One of the agents that take turns: an entry of `parallel.agents`. */
export interface ParallelAgent {
  /** Unlike any other's; a provider of this name comes into being. */
  readonly name: string;
  /** What starts it; null: the provider of this name, configured or known. */
  readonly command: readonly string[] | null;
  /** Added to its environment: what tells one account from another. */
  readonly env: Readonly<Record<string, string>>;
  /** Runs that it may have at a time, in this repository; null: any number. */
  readonly maxConcurrent: number | null;
  /** Turns that it gets for one of an agent with weight 1. */
  readonly weight: number;
}

/** Who gets a spec that names no provider: the first, one that is drawn, or each in turn. */
export type RotationStrategy = (typeof rotationStrategies)[number];

export const rotationStrategies = ['none', 'random', 'round-robin'] as const;

/** Beyond this a weight says nothing that a smaller one could not. */
export const maxWeight = 100;
