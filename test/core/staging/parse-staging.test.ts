import { expect, test } from 'vitest';
import { parseStaging } from '../../../src/core/staging/parse-staging.ts';
import type { Staging } from '../../../src/core/staging/staging.ts';

const commit = { commit: 'a'.repeat(40), onto: 'b'.repeat(40), landed: 'c'.repeat(40), at: '2026-02-08T12:00:00.000Z' };
const whole: Staging = {
  ...{ version: 1, spec: '001', server: 'https://github.com', fork: 'me/store', upstream: 'acme/store' },
  ...{ branch: 'fix/issue-1234', base: 'main', pushing: null, pushed: commit },
  proofs: [
    {
      check: 'x',
      side: 'before',
      passed: false,
      held: true,
      exit: '1',
      tree: 'a',
      at: 'b',
      ms: 3,
      run: 'npm test',
      tail: 'no',
    },
  ],
  pullRequest: { number: 7, url: 'https://github.com/me/store/pull/7', draft: true, title: 'Fix', body: 'Why.' },
  ci: { commit: commit.commit, state: 'failed', checks: [{ name: 'ci', state: 'failed', url: null }], at: 'x' },
  rounds: [{ document: '.chant/research/x.md', commit: commit.commit, notes: ['https://x'], at: 'y' }],
};

test('what was written is read back whole', () => {
  expect(parseStaging(JSON.stringify(whole))).toEqual(whole);
});

test.each([
  ['half of it', JSON.stringify(whole).slice(0, 99)],
  ['another version', JSON.stringify({ ...whole, version: 2 })],
  ['no branch', JSON.stringify({ ...whole, branch: '' })],
])('%s is no record', (_title, text) => {
  expect(parseStaging(text)).toBeNull();
});

test('what cannot be a commit is not known to be on the fork', () => {
  const text = JSON.stringify({ ...whole, pushed: { ...commit, commit: 'HEAD' }, pushing: 'x', ci: { state: 'fine' } });
  expect(parseStaging(text)).toMatchObject({ pushed: null, pushing: null, ci: null, spec: '001' });
});
