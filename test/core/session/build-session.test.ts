import { describe, expect, it } from 'vitest';
import { emptyOutcome } from '../../../src/core/plan/empty-outcome.ts';
import { buildSession, type SessionFacts } from '../../../src/core/session/build-session.ts';

const outcome = { ...emptyOutcome('exited'), exitCode: 0, ms: 100 };

const facts: SessionFacts = { title: 't', provider: 'p', events: [], files: [], ticks: [], halt: null, outcome };

const after = { content: { text: 'x' }, mode: '100644' } as const;

describe('buildSession', () => {
  it('writes a file when the agent spoke of it last, and one that it never spoke of at the end', () => {
    const did = (at: number, path: string) => ({ at, event: { kind: 'did', action: 'edit', path } }) as const;
    const { steps } = buildSession({
      ...facts,
      events: [did(10, 'a'), did(20, 'a'), did(30, 'b')],
      files: [
        { path: 'silent', after },
        { path: 'a', after },
        { path: 'b', after: null },
      ],
    });
    expect(steps.map((step) => [step.at, step.kind, 'path' in step ? step.path : null])).toEqual([
      [10, 'did', 'a'],
      [20, 'did', 'a'],
      [20, 'wrote', 'a'],
      [30, 'did', 'b'],
      [30, 'deleted', 'b'],
      [100, 'wrote', 'silent'],
      [100, 'end', null],
    ]);
  });

  it('ends with ticks, the halt and the exit status', () => {
    const halt = { reason: 'no', finding: 'f' };
    const { steps } = buildSession({ ...facts, ticks: ['It locks'], halt });
    expect(steps).toEqual([
      { at: 100, kind: 'ticked', criterion: 'It locks' },
      { at: 100, kind: 'halt', ...halt },
      { at: 100, kind: 'end', exit: 0 },
    ]);
  });

  it('leaves out the session id and trouble that passed', () => {
    const { steps } = buildSession({
      ...facts,
      events: [
        { at: 1, event: { kind: 'session', id: 'x' } },
        { at: 2, event: { kind: 'error', message: 'busy', transient: true } },
        { at: 3, event: { kind: 'error', message: 'no key', transient: false } },
      ],
    });
    expect(steps.map((step) => step.kind)).toEqual(['error', 'end']);
  });

  it.each([
    ['its own exit status', { exitCode: 7 }, 7],
    [
      '0 where the protocol says so and chant ended the process',
      { exitCode: null, final: { ok: true, message: null } },
      0,
    ],
    ['1 where the protocol says that the turn failed', { exitCode: 0, final: { ok: false, message: 'refusal' } }, 1],
    ['1 where it was out of time', { ending: 'timeout', exitCode: null, signal: 'SIGTERM' }, 1],
    ['1 where a signal ended it', { exitCode: null, signal: 'SIGSEGV' }, 1],
  ] as const)('gives %s as the exit status', (_, over, exit) => {
    expect(buildSession({ ...facts, outcome: { ...outcome, ...over } }).steps.at(-1)).toMatchObject({
      kind: 'end',
      exit,
    });
  });
});
