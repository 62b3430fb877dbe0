import { describe, expect, it } from 'vitest';
import { formatSession } from '../../../src/core/session/format-session.ts';
import { parseSession } from '../../../src/core/session/parse-session.ts';
import type { Session } from '../../../src/core/session/session.ts';

const head = '{"chant-session":1,"title":"Add locking","provider":"mine"}';

const session: Session = {
  title: 'Add locking',
  provider: 'mine',
  steps: [
    { at: 0, kind: 'said', text: 'Reading\nthe store' },
    { at: 10, kind: 'did', action: 'read', path: 'src/store.rs' },
    { at: 10, kind: 'did', action: 'think', path: null },
    { at: 20, kind: 'wrote', path: 'src/store.rs', content: { text: 'lock()\n' }, mode: '100644' },
    { at: 21, kind: 'wrote', path: 'bin/run', content: { base64: '/w==' }, mode: '100755' },
    { at: 22, kind: 'wrote', path: 'link', content: { text: 'bin/run' }, mode: '120000' },
    { at: 23, kind: 'deleted', path: 'old.rs' },
    { at: 30, kind: 'ran', command: 'cargo test', exit: 101 },
    { at: 31, kind: 'denied', what: 'rm' },
    { at: 32, kind: 'error', message: 'no key' },
    { at: 40, kind: 'ticked', criterion: 'It locks' },
    { at: 41, kind: 'halt', reason: 'It deadlocks', finding: '# What\n' },
    { at: 42, kind: 'usage', usage: { inputTokens: 1, outputTokens: 2, costUsd: null } },
    { at: 50, kind: 'end', exit: 0 },
  ],
};

describe('a session', () => {
  it('is read again as it was written', () => {
    expect(parseSession(formatSession(session))).toEqual({ ok: true, value: session });
  });

  it('never goes back in time', () => {
    const result = parseSession(`${head}\n{"at":50,"said":"a"}\n\n{"at":10,"said":"b"}\n`);
    expect(result.ok && result.value.steps.map((step) => step.at)).toEqual([50, 50]);
  });

  it.each([
    ['', 1, 'the file is empty'],
    ['hello', 1, 'not a JSON object'],
    ['{"title":"x"}', 1, 'the first line must hold "chant-session": 1'],
    ['{"chant-session":2}', 1, 'the first line must hold "chant-session": 1'],
    [`${head}\n[1]`, 2, 'not a JSON object'],
    [`${head}\n\n{"said":"a"}`, 3, '"at" must be a number of milliseconds'],
    [`${head}\n{"at":-1,"said":"a"}`, 2, '"at" must be a number of milliseconds'],
    [`${head}\n{"at":1,"said":"a","ran":"b"}`, 2, 'said and ran in one line'],
    [`${head}\n{"at":1,"said":5}`, 2, '"said" cannot be used'],
    [`${head}\n{"at":1,"wrote":"a"}`, 2, '"wrote" cannot be used'],
    [`${head}\n{"at":1,"wrote":"a","text":"","mode":"100777"}`, 2, '"wrote" cannot be used'],
    [`${head}\n{"at":1,"wrote":"../a","text":""}`, 2, '"wrote" cannot be used'],
    [`${head}\n{"at":1,"deleted":"/etc/passwd"}`, 2, '"deleted" cannot be used'],
    [`${head}\n{"at":1,"end":{"exit":"0"}}`, 2, '"end" cannot be used'],
    [`${head}\n{"at":1,"end":{"exit":256}}`, 2, '"end" cannot be used'],
    [`${head}\n{"at":1,"usage":{"inputTokens":-1,"outputTokens":1}}`, 2, '"usage" cannot be used'],
  ])('is refused when it is %j', (text, line, message) => {
    expect(parseSession(text)).toEqual({ ok: false, failure: { line, message } });
  });

  it('names what a line may hold', () => {
    const result = parseSession(`${head}\n{"at":1}`);
    expect(!result.ok && result.failure.message).toMatch(/^one of said, did, wrote, .* is missing$/);
  });
});
