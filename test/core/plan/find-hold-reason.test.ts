import { expect, test } from 'vitest';
import type { AgentOutcome } from '../../../src/core/plan/agent-outcome.ts';
import { emptyOutcome } from '../../../src/core/plan/empty-outcome.ts';
import { findHoldReason } from '../../../src/core/plan/find-hold-reason.ts';
import type { JournalEntry } from '../../../src/core/plan/journal.ts';
import { buildRunRecord } from '../../../src/core/plan/run-record.ts';

const commit = 'a'.repeat(40);
const preparing: JournalEntry = {
  ...{ entry: 'preparing', target: 'refs/heads/main', base: commit, start: commit, branch: 'refs/heads/chant/x' },
  ...{ workspace: '/tmp/chant-x', session: '/tmp/chant-x.session' },
};
const prepared: JournalEntry = { entry: 'prepared', inputs: {}, carried: {} };
const pausing: JournalEntry = { entry: 'pausing', by: 'pause', who: 'Ada' };
const started: JournalEntry = { entry: 'agent-started', pid: 7, startTime: null };
const waiting: JournalEntry = {
  ...{ entry: 'waiting', until: '2026-02-08T11:00:00.000Z', why: 'reset', cause: 'rate-limit', message: 'm', tries: 1 },
};
const ended = (ending: AgentOutcome['ending']): JournalEntry => ({
  entry: 'agent-ended',
  outcome: { ...emptyOutcome(ending), exitCode: 0 },
});
const adopted: JournalEntry = { ...preparing, adopted: 1 };

const rows: readonly [string, readonly JournalEntry[], string | null][] = [
  ['killed while its agent worked', [preparing, prepared, started], null],
  ['killed while its agent was being ended', [preparing, prepared, started, pausing], 'paused'],
  ['killed after its agent was ended', [preparing, prepared, started, pausing, ended('cancelled')], 'paused'],
  ['killed after its agent was quicker than the pause', [preparing, prepared, started, pausing, ended('exited')], null],
  ['killed while it was made ready, with a pause asked for', [preparing, pausing], null],
  ['killed before its agent started where an earlier one had worked', [adopted, prepared], 'paused'],
  ['killed while its agent worked where an earlier one had worked', [adopted, prepared, started], null],
  ['killed while it waited for the service', [preparing, prepared, started, ended('exited'), waiting], 'interrupted'],
  ['killed after it had waited', [preparing, prepared, started, ended('exited'), waiting, started], null],
  [
    'killed while a person had it',
    [preparing, prepared, started, pausing, ended('cancelled'), { entry: 'taken-over', who: 'Ada' }],
    'taken-over',
  ],
];

test.each(rows)('a run that was %s', (_, entries, wanted) => {
  const lines = entries.map((entry) => ({ at: '2026-02-08T10:00:00.000Z', ...entry }));
  expect(findHoldReason(buildRunRecord('x', 2, lines))).toBe(wanted);
});
