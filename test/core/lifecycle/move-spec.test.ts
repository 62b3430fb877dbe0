import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { moveSpec } from '../../../src/core/lifecycle/move-spec.ts';
import { moveGates, moves, transitions, type Move, type MoveGate } from '../../../src/core/lifecycle/transitions.ts';
import { specStatuses, type SpecStatus } from '../../../src/core/spec/spec.ts';

describe('moving a spec', () => {
  it('names the moves that are possible instead', () => {
    expect(moveSpec('completed', 'claim', moveGates)).toEqual({
      ok: false,
      failure: { kind: 'no-such-move', from: 'completed', move: 'claim', possible: [] },
    });
    expect(moveSpec('pending', 'land', moveGates)).toMatchObject({
      failure: { possible: ['approve', 'cancel', 'claim'] },
    });
  });

  it('names the gates that do not hold', () => {
    expect(moveSpec('in_progress', 'land', ['lease'])).toEqual({
      ok: false,
      failure: { kind: 'gate-open', move: 'land', gates: ['verdict'] },
    });
    expect(moveSpec('in_progress', 'land', ['lease', 'verdict'])).toEqual({ ok: true, value: 'completed' });
  });

  it('never writes a computed status', () => {
    expect(transitions.filter((row) => row.to === 'ready' || row.to === 'blocked')).toEqual([]);
  });

  it('reaches completed by no path but a claim and then a landing behind a verdict', () => {
    const step = fc.record({ move: fc.constantFrom(...moves), held: fc.subarray([...moveGates]) });
    const start = fc.constantFrom<SpecStatus>('pending', 'ready', 'blocked');
    fc.assert(
      fc.property(start, fc.array(step, { maxLength: 12 }), (from, steps) => {
        let status = from;
        const made: { move: Move; held: readonly MoveGate[] }[] = [];
        for (const { move, held } of steps) {
          const moved = moveSpec(status, move, held);
          if (!moved.ok) continue;
          made.push({ move, held });
          if (moved.value === 'completed') {
            expect(move).toBe('land');
            expect(held).toContain('verdict');
            const claim = made.find((earlier) => earlier.move === 'claim');
            expect(claim?.held).toEqual(expect.arrayContaining(['approval', 'dependencies', 'lease', 'lint']));
          }
          status = moved.value;
        }
      }),
      { numRuns: 3000 },
    );
  });

  it('has one row at most for a move from a status', () => {
    for (const from of specStatuses) {
      for (const move of moves) {
        expect(transitions.filter((row) => row.move === move && row.from.includes(from)).length).toBeLessThan(2);
      }
    }
  });
});
