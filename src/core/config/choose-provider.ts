import type { Config } from './config.ts';
import type { ParallelAgent } from './parallel-agent.ts';
import { drawAgent, type RotationState, takeTurn } from './rotation.ts';

/** Who names a provider for a run, and what else bears on it. */
export interface ProviderWish {
  /** `--provider`. */
  readonly flag: string | null;
  /** `provider` in the spec's frontmatter. */
  readonly spec: string | null;
  /** The agent whose conversation the run goes on with; null: it begins anew. */
  readonly kept: string | null;
  readonly config: Pick<Config, 'defaults' | 'providers' | 'parallel'>;
  /** Runs that each agent has at the moment; who is not named has none. */
  readonly busy: ReadonlyMap<string, number>;
  readonly rotation: RotationState;
  /** From 0 to 1, 1 excluded. */
  readonly dice: number;
}

/** The provider that a run gets. */
export interface ProviderChoice {
  readonly name: string;
  /** `only`: no other is configured. `kept`: its conversation is gone on with. `first`: of those that take turns. */
  readonly why: 'flag' | 'spec' | 'default' | 'only' | 'kept' | 'first' | 'random' | 'round-robin';
  /** Whose turn it was before, with `round-robin`; null: nobody's. */
  readonly after: string | null;
  /** Agents that would have come first, and have as many runs as they may. */
  readonly passedOver: readonly string[];
}

export type ProviderDecision =
  /** `rotation`: as it stands with this choice; null: it stays as it is. */
  | { readonly kind: 'chosen'; readonly choice: ProviderChoice; readonly rotation: RotationState | null }
  /** Whoever may do it has as many runs as it may. */
  | { readonly kind: 'full'; readonly agents: readonly ParallelAgent[] }
  /** Nothing says who. */
  | { readonly kind: 'none' };

/**
 * Which provider a run gets: the flag over the spec over the agents that take turns over the default; who goes on with
 * a conversation keeps his agent. What the environment names takes no turns (`readEnvironmentConfig`).
 */
export function chooseProvider(wish: ProviderWish): ProviderDecision {
  const { flag, spec, kept, config } = wish;
  const { provider, rotationStrategy } = config.defaults;
  if (flag !== null) return nameOne(wish, flag, 'flag');
  if (spec !== null) return nameOne(wish, spec, 'spec');
  const goesOn = kept !== null && isKnown(config, kept) ? kept : null;
  const takesTurns = config.parallel.agents.length > 0 && (rotationStrategy !== 'none' || provider === null);
  if (takesTurns) return goesOn === null ? chooseInTurn(wish) : nameOne(wish, goesOn, 'kept');
  if (provider !== null) return nameOne(wish, provider, 'default');
  const [only, ...others] = Object.keys(config.providers);
  return only === undefined || others.length > 0 ? { kind: 'none' } : nameOne(wish, only, 'only');
}

/** One that is not there any more takes nothing up again. */
function isKnown({ providers, parallel }: ProviderWish['config'], name: string): boolean {
  return Object.hasOwn(providers, name) || parallel.agents.some((agent) => agent.name === name);
}

/** A named one is waited for in vain, not replaced. */
function nameOne(wish: ProviderWish, name: string, why: ProviderChoice['why']): ProviderDecision {
  const agent = wish.config.parallel.agents.find((one) => one.name === name);
  if (agent !== undefined && !hasRoom(wish, agent)) return { kind: 'full', agents: [agent] };
  return { kind: 'chosen', choice: { name, why, after: null, passedOver: [] }, rotation: null };
}

function chooseInTurn(wish: ProviderWish): ProviderDecision {
  const { agents } = wish.config.parallel;
  const full = agents.filter((agent) => !hasRoom(wish, agent)).map(({ name }) => name);
  if (full.length === agents.length) return { kind: 'full', agents };
  const strategy = wish.config.defaults.rotationStrategy;
  if (strategy === 'round-robin') {
    const { name, after, passedOver, rotation } = takeTurn(agents, { full, rotation: wish.rotation });
    return { kind: 'chosen', choice: { name, why: 'round-robin', after, passedOver }, rotation };
  }
  const free = agents.filter(({ name }) => !full.includes(name));
  const first = free[0]?.name ?? '';
  if (strategy === 'random') {
    const choice = { name: drawAgent(free, wish.dice), why: strategy, after: null, passedOver: full };
    return { kind: 'chosen', choice, rotation: null };
  }
  const passedOver = agents
    .slice(
      0,
      agents.findIndex(({ name }) => name === first),
    )
    .map(({ name }) => name);
  return { kind: 'chosen', choice: { name: first, why: 'first', after: null, passedOver }, rotation: null };
}

function hasRoom({ busy }: ProviderWish, { name, maxConcurrent }: ParallelAgent): boolean {
  return maxConcurrent === null || (busy.get(name) ?? 0) < maxConcurrent;
}
