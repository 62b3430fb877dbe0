import { expect, it } from 'vitest';
import { effectiveStatus, statusWithReadiness } from '../../../src/core/lifecycle/effective-status.ts';
import type { RunState } from '../../../src/core/lifecycle/run-state.ts';
import type { SpecStatus } from '../../../src/core/spec/spec.ts';

const run: RunState = {
  spec: 'x',
  attempt: 1,
  phase: 'running',
  reason: null,
  detail: [],
  startedAt: '2026-02-08T10:00:00Z',
  endedAt: null,
  step: null,
  usage: null,
  waitingUntil: null,
  pinned: null,
  workspace: null,
  takenOverBy: null,
  agent: null,
  landedCommit: null,
  target: null,
};

it.each<[SpecStatus, RunState['phase'] | null, SpecStatus]>([
  ['pending', null, 'pending'],
  ['ready', null, 'pending'],
  ['blocked', null, 'pending'],
  ['in_progress', null, 'in_progress'],
  ['failed', null, 'failed'],
  ['pending', 'running', 'in_progress'],
  ['pending', 'paused', 'paused'],
  ['pending', 'failed', 'failed'],
  ['pending', 'interrupted', 'failed'],
  ['pending', 'needs_attention', 'needs_attention'],
  ['pending', 'landed', 'completed'],
  ['failed', 'reset', 'pending'],
  ['in_progress', 'reset', 'pending'],
  ['completed', 'failed', 'completed'],
  ['completed', 'reset', 'completed'],
  ['cancelled', 'running', 'cancelled'],
])('a file that says %s with a run that is %s is %s', (status, phase, wanted) => {
  expect(effectiveStatus({ status }, phase === null ? null : { ...run, phase })).toBe(wanted);
});

it('shows a pending spec as ready or blocked, and no other', () => {
  expect(statusWithReadiness('pending', { kind: 'ready' })).toBe('ready');
  expect(statusWithReadiness('pending', { kind: 'blocked', on: [] })).toBe('blocked');
  expect(statusWithReadiness('pending', { kind: 'cycle', path: [] })).toBe('blocked');
  expect(statusWithReadiness('failed', { kind: 'ready' })).toBe('failed');
});
