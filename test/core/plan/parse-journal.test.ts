import { expect, test } from 'vitest';
import { parseJournalLine } from '../../../src/core/plan/parse-journal.ts';

const at = '2026-02-08T10:00:00.000Z';
const commit = 'a'.repeat(40);

test.each([
  { at, entry: 'begin', step: 'claim' },
  { at, entry: 'claimed', spec: 'x', attempt: 1, title: '', token: 't', provider: 'p', skipped: [], land: true },
  {
    at,
    entry: 'preparing',
    target: 'refs/heads/main',
    base: commit,
    start: commit,
    branch: 'refs/heads/chant/x',
    workspace: '/w',
    session: '/s',
  },
  { at, entry: 'moving', target: 'refs/heads/main', from: null, to: commit },
  { at, entry: 'finished', outcome: 'completed', reason: null, detail: [] },
])('reads $entry', (line) => {
  expect(parseJournalLine(JSON.stringify(line))).toEqual(line);
});

test.each([
  ['half a line', '{"at":"2026-02-08T10:00:00.000Z","ent'],
  ['no object', '[]'],
  ['nothing', ''],
  ['no time', '{"entry":"begin","step":"claim"}'],
  ['an entry that is not known', `{"at":"${at}","entry":"toString"}`],
  ['a step that is not known', `{"at":"${at}","entry":"begin","step":"jump"}`],
  ['a commit that is none', `{"at":"${at}","entry":"moving","target":"refs/heads/main","from":null,"to":"--all"}`],
  ['a target that is no ref', `{"at":"${at}","entry":"moving","target":"main","from":null,"to":"${commit}"}`],
])('%s is no line', (_, text) => {
  expect(parseJournalLine(text)).toBe(null);
});
