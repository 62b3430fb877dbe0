import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { AgentEvent } from '../../../../src/core/plan/agent-outcome.ts';
import { readClaudeLine } from '../../../../src/io/agent/lines/read-claude-line.ts';
import { readCodexLine } from '../../../../src/io/agent/lines/read-codex-line.ts';
import type { AgentReport } from '../../../../src/io/agent/provider.ts';
import { createTally, type Tally } from '../../../../src/io/agent/tally-reports.ts';

/** Reads a stream that the real client printed against a scripted model (trimmed), as the runner does. */
function play(name: string): { events: readonly AgentEvent[]; tally: Tally } {
  const read: (line: string) => readonly AgentReport[] = name.startsWith('claude.') ? readClaudeLine : readCodexLine;
  const text = readFileSync(new URL(`../../../fixtures/streams/${name}.jsonl`, import.meta.url), 'utf8');
  const events: AgentEvent[] = [];
  const tally = createTally(
    () => 0,
    (event) => events.push(event),
  );
  for (const line of text.trimEnd().split('\n')) for (const report of read(line)) tally.take(report);
  return { events, tally: tally.result() };
}

const of = (events: readonly AgentEvent[], ...kinds: readonly string[]) =>
  events.filter(({ kind }) => kinds.includes(kind));

describe('a stream of claude', () => {
  it('tells what it said and did, its session, its tokens and its price', () => {
    const { events, tally } = play('claude.edit');
    expect(of(events, 'said', 'did')).toEqual([
      { kind: 'said', text: 'I read it.' },
      { kind: 'did', action: 'Read', path: '/workspace/README.md' },
      { kind: 'did', action: 'Edit', path: '/workspace/README.md' },
      { kind: 'said', text: 'Edited README.md.' },
    ]);
    expect(tally).toMatchObject({
      final: { ok: true, message: null },
      denied: [],
      errors: [],
      usage: { inputTokens: 3000, cachedInputTokens: 600, outputTokens: 75, costUsd: 0.014175 },
    });
    expect(tally.sessionId).toMatch(/^[0-9a-f-]{36}$/);
  });

  it('names what was refused although the turn ended well', () => {
    const { tally } = play('claude.denied');
    expect(tally).toMatchObject({
      final: { ok: true },
      denied: ['Write /workspace/hello.txt', 'Bash: cat hello.txt && exit 3'],
    });
  });

  it('has failed with a wrong key, although it says success', () => {
    const message = 'Failed to authenticate. API Error: 401 scripted fault: wrong-key';
    const { events, tally } = play('claude.wrong-key');
    expect(tally).toMatchObject({
      final: { ok: false, message },
      trouble: { cause: 'key', transient: false, message },
      usage: { costUsd: 0 },
    });
    expect(of(events, 'said')).toEqual([]);
  });

  it('tells of a retry, and forgets it when the turn ends well', () => {
    const { events, tally } = play('claude.rate-limit');
    expect(of(events, 'error')).toMatchObject([{ transient: true, cause: 'rate-limit' }]);
    expect(tally).toMatchObject({ final: { ok: true }, errors: [], trouble: null });
  });

  it.each([
    ['cut', 'network'],
    ['server-error', 'server'],
  ])('may try again later after %s', (name, cause) => {
    expect(play(`claude.${name}`).tally).toMatchObject({ final: { ok: false }, trouble: { cause, transient: true } });
  });

  it.each([
    ['a turn limit', { subtype: 'error_max_turns', is_error: true }, 'the agent stopped: error_max_turns'],
    ['errors of its own', { subtype: 'error_during_execution', errors: ['a', 'b'] }, 'a; b'],
    [
      'an interrupt',
      { subtype: 'error_during_execution', is_error: true, result: '' },
      'the agent stopped: error_during_execution',
    ],
  ])('has failed when it stops for %s', (_, fields, message) => {
    const reports = readClaudeLine(JSON.stringify({ type: 'result', ...fields }));
    expect(reports.at(-1)).toEqual({ kind: 'final', ok: false, message });
  });

  it('passes a line on that is no JSON, and ignores what it does not know', () => {
    expect(readClaudeLine('Warning: old')).toEqual([{ kind: 'said', text: 'Warning: old' }]);
    expect(readClaudeLine('{"type":"from_the_future"}')).toEqual([]);
    expect(readClaudeLine('{"type":"assistant","message":{"content":[{"type":"thinking","thinking":"hm"}]}}')).toEqual(
      [],
    );
    expect(readClaudeLine('{"type":"system"')).toEqual([{ kind: 'said', text: '{"type":"system"' }]);
  });
});

describe('a stream of codex', () => {
  it('tells what it said and did, its session and its tokens, and no price', () => {
    const { events, tally } = play('codex.edit');
    expect(of(events, 'said', 'did')).toEqual([
      { kind: 'said', text: 'I read it.' },
      { kind: 'did', action: `/bin/bash -lc "cat 'README.md'"`, path: null },
      { kind: 'did', action: 'update', path: '/workspace/README.md' },
      { kind: 'said', text: 'Edited README.md.' },
    ]);
    expect(tally).toMatchObject({
      final: { ok: true, message: null },
      errors: [],
      usage: { inputTokens: 3000, cachedInputTokens: 600, outputTokens: 75, costUsd: null },
    });
    expect(tally.sessionId).toMatch(/^[0-9a-f-]{36}$/);
  });

  it('does not fail by a command that fails', () => {
    expect(play('codex.failing-command').tally).toMatchObject({ final: { ok: true }, errors: [], denied: [] });
  });

  it('has failed with a wrong key', () => {
    expect(play('codex.wrong-key').tally).toMatchObject({
      final: { ok: false },
      trouble: { cause: 'key', transient: false },
    });
  });

  it('has failed with a cut stream, and may try again', () => {
    expect(play('codex.cut').tally).toMatchObject({
      final: { ok: false },
      trouble: { cause: 'network', transient: true },
    });
  });

  it('tells of a retry, and forgets it when the turn ends well', () => {
    const { events, tally } = play('codex.rate-limit');
    expect(of(events, 'error')).toMatchObject([{ transient: true, cause: 'rate-limit' }]);
    expect(tally).toMatchObject({ final: { ok: true }, errors: [], trouble: null });
  });

  it('names what its own sandbox refused', () => {
    const declined = (item: object) =>
      readCodexLine(JSON.stringify({ type: 'item.completed', item: { status: 'declined', ...item } }));
    expect(declined({ type: 'command_execution', command: 'rm -rf /' })).toEqual([
      { kind: 'denied', what: 'rm -rf /' },
    ]);
    expect(declined({ type: 'file_change', changes: [{ path: '/etc/passwd', kind: 'update' }] })).toEqual([
      { kind: 'denied', what: 'update /etc/passwd' },
    ]);
  });
});
