import { expect, test } from 'vitest';
import type { JournalEntry, JournalLine } from '../../../src/core/plan/journal.ts';
import { buildRunRecord, buildRunState } from '../../../src/core/plan/run-record.ts';

const commit = 'a'.repeat(40);
const lines = (...entries: readonly JournalEntry[]): JournalLine[] =>
  entries.map((entry, index) => ({ at: `2026-02-08T10:00:0${index}.000Z`, ...entry }));
const build = (...entries: readonly JournalEntry[]) => buildRunRecord('x', 1, lines(...entries));
const finished = (outcome: Extract<JournalEntry, { entry: 'finished' }>['outcome']): JournalEntry => {
  return { entry: 'finished', outcome, reason: null, detail: ['why'] };
};

test('the latest of each thing counts, and the first and the last time', () => {
  const record = build(
    { entry: 'begin', step: 'claim' },
    { entry: 'end', step: 'claim' },
    { entry: 'begin', step: 'land' },
    { entry: 'moving', target: 'refs/heads/main', from: null, to: commit },
    { entry: 'moving', target: 'refs/heads/main', from: commit, to: 'b'.repeat(40) },
    { entry: 'landed', target: 'refs/heads/main', commit },
  );
  expect(record).toMatchObject({
    startedAt: '2026-02-08T10:00:00.000Z',
    lastAt: '2026-02-08T10:00:05.000Z',
    step: 'land',
    moving: { from: commit },
    landed: { target: 'refs/heads/main', commit },
    finished: null,
    cleaned: false,
  });
});

test('a run that is taken up again is not finished any more', () => {
  expect(build(finished('interrupted'), { entry: 'begin', step: 'judge' }).finished).toBe(null);
});

test('a line of a newer version is passed over', () => {
  // A line that this version does not know cannot be written down in its types.
  const foreign = { at: '2026-02-08T10:00:00.000Z', entry: 'sealed' } as unknown as JournalLine;
  expect(buildRunRecord('x', 1, [foreign]).step).toBe(null);
});

test.each([
  ['completed', 'landed'],
  ['failed', 'failed'],
  ['needs_attention', 'needs_attention'],
  ['paused', 'paused'],
  ['interrupted', 'interrupted'],
  ['reset', 'reset'],
] as const)('a run that ended as %s is %s', (outcome, phase) => {
  const state = buildRunState(build({ entry: 'begin', step: 'claim' }, finished(outcome)), false);
  expect(state).toMatchObject({ phase, detail: ['why'], endedAt: '2026-02-08T10:00:01.000Z' });
});

test('a run without an end is running while somebody holds its lease, and was interrupted otherwise', () => {
  const record = build({ entry: 'begin', step: 'agent' });
  expect(buildRunState(record, true)).toMatchObject({ phase: 'running', step: 'agent', endedAt: null });
  expect(buildRunState(record, false)).toMatchObject({ phase: 'interrupted' });
});

test.each(['judge', 'land'] as const)('a move that was announced before another %s step counts no more', (step) => {
  const moving: JournalEntry = { entry: 'moving', target: 'refs/heads/main', from: null, to: commit };
  expect(
    build({ entry: 'begin', step: 'land' }, moving, finished('needs_attention'), { entry: 'begin', step }),
  ).toMatchObject({
    moving: null,
    finished: null,
  });
});
