import type { Context } from '../context.ts';

/** A number from 0 to 1, 1 excluded, fine enough to draw one of a hundred thousand. */
export function rollDice({ random }: Pick<Context, 'random'>): number {
  return Number.parseInt(random.base36(4), 36) / 36 ** 4;
}
