import { expect, test } from 'vitest';
import { judgeMachine } from '../../../src/core/machine/judge-machine.ts';
import type { MachineFacts, ProjectFacts, SandboxFacts } from '../../../src/core/machine/machine-facts.ts';

const folder = { path: '/tmp', trouble: null, freeBytes: 50 * 1024 ** 3 };
const project: ProjectFacts = {
  folder,
  mistakes: 0,
  wantsSandbox: 'auto',
  deadLeases: [],
  isLandingDead: false,
  staleWorkspaces: [],
};
const good: MachineFacts = {
  platform: 'linux',
  node: '20.19.0',
  git: '2.36.0',
  identity: { name: 'Ada', email: 'ada@example.com' },
  sandbox: { trouble: null, isInstalled: true, forbiddenBy: [] },
  temp: folder,
  project,
};
const broken = (over: Partial<SandboxFacts>): SandboxFacts => ({ ...good.sandbox, trouble: 'no', ...over });

test('a machine on which all is well has a finding for everything, and each is ok', () => {
  const findings = judgeMachine(good);
  expect(findings.map(({ about }) => about)).toEqual([
    ...['node', 'git', 'identity', 'sandbox', 'temp', 'chant-folder', 'configuration', 'leases', 'workspaces'],
  ]);
  expect(findings.every(({ level }) => level === 'ok')).toBe(true);
});

test('outside of a project only the machine is judged', () => {
  const findings = judgeMachine({ ...good, project: null, identity: null });
  expect(findings.map(({ about }) => about)).toEqual(['node', 'git', 'sandbox', 'temp']);
});

test.each<[string, Partial<MachineFacts>, object]>([
  ['an old Node', { node: '20.18.9' }, { about: 'node', level: 'trouble' }],
  ['a newer Node', { node: '26.0.0' }, { about: 'node', level: 'ok' }],
  ['an old git', { git: '2.35.9' }, { about: 'git', level: 'trouble' }],
  ['a git of a longer version', { git: '2.50.1.windows' }, { about: 'git', level: 'ok' }],
  ['no git', { git: null }, { about: 'git', level: 'trouble', version: null }],
  [
    'a user whom git does not know',
    { identity: { name: 'Ada', email: null } },
    { about: 'identity', level: 'note', missing: ['user.email'] },
  ],
  [
    'another system',
    { platform: 'darwin', sandbox: broken({ isInstalled: false }) },
    { why: 'other-system', level: 'note' },
  ],
  ['no bubblewrap', { sandbox: broken({ isInstalled: false }) }, { why: 'not-installed', level: 'note' }],
  [
    'a kernel that forbids it',
    { sandbox: broken({ forbiddenBy: ['user.max_user_namespaces'] }) },
    { why: 'forbidden' },
  ],
  ['bubblewrap that does not work', { sandbox: broken({}) }, { why: 'broken', trouble: 'no', level: 'note' }],
  [
    'no sandbox where one is asked for by name',
    { sandbox: broken({}), project: { ...project, wantsSandbox: 'bwrap' } },
    { about: 'sandbox', level: 'trouble' },
  ],
  [
    'a temp folder that cannot be written',
    { temp: { ...folder, trouble: 'EACCES' } },
    { about: 'temp', level: 'trouble' },
  ],
  ['little room', { temp: { ...folder, freeBytes: 1000 } }, { about: 'temp', level: 'note' }],
  ['a system that does not tell the room', { temp: { ...folder, freeBytes: null } }, { about: 'temp', level: 'ok' }],
  [
    'mistakes in the configuration',
    { project: { ...project, mistakes: 2 } },
    { about: 'configuration', level: 'trouble' },
  ],
  ['a run left in the middle', { project: { ...project, deadLeases: ['a'] } }, { about: 'leases', level: 'note' }],
  [
    'a landing left in the middle',
    { project: { ...project, isLandingDead: true } },
    { about: 'leases', level: 'note' },
  ],
  [
    'a workspace that is left',
    { project: { ...project, staleWorkspaces: [{ spec: 'a', path: '/tmp/chant-a' }] } },
    { about: 'workspaces', level: 'note' },
  ],
])('%s is told', (_title, over, finding) => {
  expect(judgeMachine({ ...good, ...over })).toContainEqual(expect.objectContaining(finding));
});
