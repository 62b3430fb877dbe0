import type { SpecStatus } from '../spec/spec.ts';

/** What can be done to a spec so that its status changes. */
export const moves = ['approve', 'cancel', 'claim', 'fail', 'land', 'need-attention', 'pause', 'reset'] as const;
export type Move = (typeof moves)[number];

/** What must hold before a move is made. The caller has seen it, or the user overrode it and the run record says so. */
export const moveGates = ['approval', 'dependencies', 'lease', 'lint', 'stopped', 'verdict'] as const;
export type MoveGate = (typeof moveGates)[number];

/** One row of the table. */
export interface Transition {
  readonly move: Move;
  readonly from: readonly SpecStatus[];
  readonly to: SpecStatus;
  readonly gates: readonly MoveGate[];
}

/**
 *               approve
 *               +-----+
 *               v     |          claim
 *      +----> pending* -------------------------> in_progress -- land --> completed
 *      |        | ^                                ^  |  |  |                ^
 *      |        | | reset           claim          |  |  |  | pause          |
 *      |        | +------- failed, ----------------+  |  |  +-----> paused   |
 *      |        |          needs_attention, paused    |  |                   |
 *      |        |                                fail |  | need-attention    |
 *      | reset  v cancel                              v  v                   |
 *      +----- cancelled                          failed  needs_attention ----+ land
 *
 * `pending*` is `pending`, `ready` or `blocked`: the last two are computed from it. Only `land` leads to `completed`,
 * and only behind a verdict; nothing leads out of `completed`.
 */
export const transitions: readonly Transition[] = [
  { move: 'approve', from: ['pending', 'ready', 'blocked'], to: 'pending', gates: [] },
  {
    move: 'cancel',
    from: ['pending', 'ready', 'blocked', 'paused', 'failed', 'needs_attention'],
    to: 'cancelled',
    gates: ['stopped'],
  },
  {
    move: 'claim',
    // A spec that is in progress can be claimed when its holder is dead: the lease says so.
    from: ['pending', 'ready', 'blocked', 'in_progress', 'paused', 'failed', 'needs_attention'],
    to: 'in_progress',
    gates: ['approval', 'dependencies', 'lease', 'lint'],
  },
  { move: 'fail', from: ['in_progress'], to: 'failed', gates: [] },
  { move: 'land', from: ['in_progress', 'needs_attention'], to: 'completed', gates: ['lease', 'verdict'] },
  { move: 'need-attention', from: ['in_progress'], to: 'needs_attention', gates: [] },
  { move: 'pause', from: ['in_progress'], to: 'paused', gates: [] },
  {
    move: 'reset',
    from: ['in_progress', 'paused', 'failed', 'needs_attention', 'cancelled'],
    to: 'pending',
    gates: ['stopped'],
  },
];
