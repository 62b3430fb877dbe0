import { expect, test } from 'vitest';
import { planFork } from '../../../src/core/forge/plan-fork.ts';
import type { RepositoryFacts } from '../../../src/core/forge/repository-facts.ts';

const at = (owner: string) => ({ server: 'https://github.com', owner, name: 'store' });
const facts = (parent: string | null, source: string | null = parent): RepositoryFacts => ({
  ...{ place: at('me'), url: '', cloneUrl: '', sshUrl: '', defaultBranch: 'main' },
  parent: parent === null ? null : at(parent),
  source: source === null ? null : at(source),
  ...{ isFork: parent !== null, archived: false, canPush: true },
});

test.each([
  ['a fork and its upstream', facts('acme'), at('acme'), { kind: 'ready', upstream: at('acme') }],
  ['names in another case', facts('acme'), at('ACME'), { kind: 'ready', upstream: at('ACME') }],
  ['a fork of a fork, following the first', facts('mid', 'acme'), at('acme'), { kind: 'ready', upstream: at('acme') }],
  ['a fork of a fork, following the second', facts('mid', 'acme'), at('mid'), { kind: 'ready', upstream: at('mid') }],
  ['a fork alone', facts('acme'), null, { kind: 'add-upstream', upstream: at('acme') }],
  ['a fork of a fork alone', facts('mid', 'acme'), null, { kind: 'add-upstream', upstream: at('acme') }],
  ['the original alone', facts(null), null, { kind: 'no-fork' }],
  ['the original twice', facts(null), at('me'), { kind: 'no-fork' }],
  ['a copy whose parent nobody tells', facts(null), at('acme'), { kind: 'ready', upstream: at('acme') }],
  ['another upstream', facts('acme'), at('evil'), { kind: 'upstream-differs', is: at('evil'), expected: at('acme') }],
])('%s', (_title, origin, upstream, expected) => {
  expect(planFork({ origin, upstream })).toEqual(expected);
});
