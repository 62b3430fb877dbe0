import { expect, test } from 'vitest';
import { planConfinement } from '../../../src/core/sandbox/plan-confinement.ts';

const works = { bwrap: '/usr/bin/bwrap' };
const not = { trouble: 'no user namespaces' };
const confined = (isolation: 'worktree' | 'clone', bwrap: string | null, warning: string | null = null) => {
  return { kind: 'confined', confinement: { isolation, bwrap }, warning };
};
const told =
  'no sandbox on this machine (no user namespaces): the agent can do what you can. See docs/sandbox.md; `workspace.sandbox: none` says that you know';

test.each([
  ['nothing is asked for', null, 'none', null, confined('worktree', null)],
  ['a clone without a sandbox is asked for', 'clone', 'none', null, confined('clone', null)],
  ['a sandbox is asked for', null, 'bwrap', works, confined('clone', '/usr/bin/bwrap')],
  ['a sandbox is asked for where there is none', null, 'bwrap', not, { kind: 'impossible', why: not.trouble }],
  [
    'a sandbox is asked for around a worktree',
    'worktree',
    'bwrap',
    works,
    { kind: 'impossible', why: 'workspace.isolation is worktree, and a sandbox takes a clone' },
  ],
  ['it is left to chant, and works', null, 'auto', works, confined('clone', '/usr/bin/bwrap')],
  ['it is left to chant, and does not', null, 'auto', not, confined('worktree', null, told)],
  ['it is left to chant, and a clone is wanted anyway', 'clone', 'auto', not, confined('clone', null, told)],
  ['it is left to chant, and a worktree is wanted', 'worktree', 'auto', works, confined('worktree', null)],
] as const)('where %s', (_, isolation, sandbox, probe, plan) => {
  expect(planConfinement({ isolation, sandbox, network: 'on' }, probe)).toEqual(plan);
});

test('a network that is off or a list is not silently on where there is no sandbox', () => {
  const wish = { isolation: null, sandbox: 'none', network: ['example.org'] } as const;
  const unheld = 'Without a sandbox, workspace.network does not hold: the network is on';
  expect(planConfinement(wish, null)).toEqual(confined('worktree', null, unheld));
  expect(planConfinement({ ...wish, sandbox: 'auto', network: 'off' }, not)).toEqual(
    confined('worktree', null, `${told}. ${unheld}`),
  );
  expect(planConfinement({ ...wish, sandbox: 'auto' }, works)).toEqual(confined('clone', '/usr/bin/bwrap'));
});
