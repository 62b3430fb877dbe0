import { err, ok, type Result } from '../result.ts';
import type { SpecStatus } from '../spec/spec.ts';
import { transitions, type Move, type MoveGate } from './transitions.ts';

/** Why a spec was not moved. */
export type MoveRefused =
  /** The move does not start at this status; `possible` are the moves that do. */
  | {
      readonly kind: 'no-such-move';
      readonly from: SpecStatus;
      readonly move: Move;
      readonly possible: readonly Move[];
    }
  /** A gate of the move does not hold. */
  | { readonly kind: 'gate-open'; readonly move: Move; readonly gates: readonly MoveGate[] };

/** The one function that moves a spec. `held` are the gates that the caller has seen hold (or that were overridden). */
export function moveSpec(from: SpecStatus, move: Move, held: readonly MoveGate[]): Result<SpecStatus, MoveRefused> {
  const row = transitions.find((transition) => transition.move === move && transition.from.includes(from));
  if (row === undefined) {
    const possible = transitions.filter((transition) => transition.from.includes(from)).map((found) => found.move);
    return err({ kind: 'no-such-move', from, move, possible });
  }
  const open = row.gates.filter((gate) => !held.includes(gate));
  return open.length > 0 ? err({ kind: 'gate-open', move, gates: open }) : ok(row.to);
}
