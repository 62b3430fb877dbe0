import { isRecord } from '../is-record.ts';
import type { ParallelAgent } from './parallel-agent.ts';

/** Whose turn it was last. */
export interface RotationState {
  /** Place in the round of all turns, from 0; null: nobody had one yet. */
  readonly lastIndex: number | null;
  /** Who it was; null: the file does not say. */
  readonly last: string | null;
}

export const freshRotation: RotationState = { lastIndex: null, last: null };

/**
 * Reads `{"last_index": 2, "last": "account1"}`; the existing tool writes the first key alone. null: it is none.
 */
export function parseRotation(text: string): RotationState | null {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return null;
  }
  if (!isRecord(value)) return null;
  const { last_index: index, last = null } = value;
  if (typeof index !== 'number' || !Number.isSafeInteger(index) || index < 0) return null;
  return last === null || typeof last === 'string' ? { lastIndex: index, last } : null;
}

/** The text of the file, with its line feed. */
export function formatRotation({ lastIndex, last }: RotationState): string {
  return `${JSON.stringify({ last_index: lastIndex, last })}\n`;
}

export interface Turn {
  readonly name: string;
  /** Whose turn it was before; null: nobody's, or somebody's who is not there any more. */
  readonly after: string | null;
  readonly passedOver: readonly string[];
  readonly rotation: RotationState;
}

/** Whose turn is next. `full`: who is passed over; not all are. */
export function takeTurn(
  agents: readonly ParallelAgent[],
  at: { readonly full: readonly string[]; readonly rotation: RotationState },
): Turn {
  const round = buildRound(agents);
  const before = findPlace(round, at.rotation);
  const passedOver = new Set<string>();
  for (let step = 1; step <= round.length; step += 1) {
    const place = ((before ?? -1) + step) % round.length;
    const name = round[place] ?? '';
    if (!at.full.includes(name)) {
      const after = before === null ? null : (round[before] ?? null);
      return { name, after, passedOver: [...passedOver], rotation: { lastIndex: place, last: name } };
    }
    passedOver.add(name);
  }
  throw new Error('nobody is left to take a turn');
}

/** Where the last turn stands in this round, which may have another shape than when it was taken. */
function findPlace(round: readonly string[], { lastIndex, last }: RotationState): number | null {
  if (lastIndex === null) return null;
  if (last === null) return lastIndex % round.length;
  if (round[lastIndex] === last) return lastIndex;
  const place = round.indexOf(last);
  return place < 0 ? null : place;
}

/**
 * One round, in which each has as many turns as its weight says, spread out: a weighing 2 and b weighing 1 gives
 * a b a. With each turn everybody gains his weight, and who has most gives what all gained.
 */
function buildRound(agents: readonly ParallelAgent[]): readonly string[] {
  const total = agents.reduce((sum, { weight }) => sum + weight, 0);
  const credits = agents.map(() => 0);
  return Array.from({ length: total }, () => {
    agents.forEach(({ weight }, index) => {
      credits[index] = (credits[index] ?? 0) + weight;
    });
    const most = credits.indexOf(Math.max(...credits));
    credits[most] = (credits[most] ?? 0) - total;
    return agents[most]?.name ?? '';
  });
}

/** One of them by chance, as often as its weight says. `dice`: from 0 to 1, 1 excluded. There is at least one. */
export function drawAgent(agents: readonly ParallelAgent[], dice: number): string {
  const total = agents.reduce((sum, { weight }) => sum + weight, 0);
  let left = dice * total;
  for (const { name, weight } of agents) {
    left -= weight;
    if (left < 0) return name;
  }
  return agents.at(-1)?.name ?? '';
}
