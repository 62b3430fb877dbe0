import { expect, test } from 'vitest';
import { parseSpec } from '../../../src/core/spec/parse-spec.ts';

const read = (yaml: string) => parseSpec({ id: 'a', path: 'a.md', archived: false, text: `---\n${yaml}\n---\n# A\n` });
const none = { required: false, by: null, at: null, reason: null, of: null };

test.each([
  ['type: task', none],
  ['confirm: false', none],
  ['confirm: true', { ...none, required: true }],
  ['confirm: { by: Ada, of: "sha256:12" }', { ...none, required: true, by: 'Ada', of: 'sha256:12' }],
  [
    'confirm:\n  required: false\n  by: Ada\n  at: "2026-02-08T10:00:00Z"\n  reason: seen',
    { ...none, by: 'Ada', at: '2026-02-08T10:00:00Z', reason: 'seen' },
  ],
])('%j is read', (yaml, confirm) => {
  expect(read(yaml)).toMatchObject({ confirm, problems: [], unknownKeys: {} });
});

test.each([['confirm: ture'], ['confirm: [yes]'], ['confirm: { required: perhaps }']])(
  '%j is an error, and the gate stays shut',
  (yaml) => {
    const { confirm, problems } = read(yaml);
    expect(confirm).toMatchObject({ required: true, by: null });
    expect(problems).toMatchObject([{ severity: 'error', line: 2 }]);
  },
);
