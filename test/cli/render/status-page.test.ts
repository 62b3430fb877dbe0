import { expect, test } from 'vitest';
import { renderForTerminal } from '../../../src/cli/render/paint.ts';
import { renderStatus } from '../../../src/cli/render/status-page.ts';
import type { RunState } from '../../../src/core/lifecycle/run-state.ts';

const run: RunState = {
  spec: '2026-02-08-010-v7b',
  attempt: 1,
  phase: 'running',
  reason: null,
  detail: [],
  startedAt: '2026-02-08T12:00:00.000Z',
  endedAt: null,
  step: 'agent',
  usage: null,
  waitingUntil: null,
  pinned: null,
  workspace: null,
  takenOverBy: null,
  agent: null,
  landedCommit: null,
  target: 'main',
};

test('the page says what runs, what needs a person and why, and what is ready', () => {
  const page = renderStatus({
    running: [{ spec: run.spec, title: 'Fix the lock', status: 'in_progress', run, next: [] }],
    attention: [
      {
        spec: '2026-02-08-011-k2m',
        title: 'Fix the key',
        status: 'needs_attention',
        run: { ...run, phase: 'needs_attention', reason: 'out-of-scope', detail: ['README.md'] },
        next: ['chant work 011-k2m'],
      },
    ],
    ready: [{ spec: '2026-02-08-012-q9x', title: 'Tidy up' }],
    usedToday: { inputTokens: 50_000, outputTokens: 4000, costUsd: 1.5 },
    counts: { in_progress: 1, needs_attention: 1, ready: 1 },
  });
  expect(renderForTerminal(page, false)).toMatchInlineSnapshot(`
    "Running
      010-v7b  Fix the lock
        attempt 1, at agent, since 2026-02-08T12:00:00.000Z
        next: chant log 010-v7b --follow

    Needs you
      011-k2m  Fix the key
        needs attention: files outside of the scope were changed
          README.md
        next: chant work 011-k2m

    Ready
      012-q9x  Tidy up

    1 in progress, 1 needs attention, 1 ready
    Today: 50,000 tokens in, 4,000 out, $1.50
    "
  `);
});

test('without specs it says how to create one', () => {
  expect(renderStatus({ running: [], attention: [], ready: [], counts: {}, usedToday: null })).toContain('chant add');
});
