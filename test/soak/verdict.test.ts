import path from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import {
  type InvestigationRig,
  layPlan,
  makeInvestigationRig,
  writeComprehension,
} from '../helper/investigation-rig.ts';
import { copyProjectRig, type ProjectRig } from '../helper/project-rig.ts';

const document = '.chant/research/issue-1234-comprehension.md';
const modes = [
  { mode: 'with .chant/ tracked by git', silent: false },
  { mode: 'in silent mode', silent: true },
];
const later = ['reproduction', 'root-cause', 'impact-map', 'fix', 'upstream'];

const comprehend = ({ work, ids }: InvestigationRig, verdict: string) =>
  work(ids['comprehension'] ?? '', { Understand: { files: { [document]: writeComprehension(verdict) } } });

interface Listed {
  readonly id: string;
  readonly status: string;
  readonly labels: readonly string[];
  readonly statusReason: string | null;
}

function list(rig: ProjectRig): readonly Listed[] {
  return (JSON.parse(rig.chant(['list', '--json']).stdout) as { specs: Listed[] }).specs;
}

describe.each(modes)('an investigation that ends early, $mode', ({ silent }) => {
  test('what comes after the comprehension is cancelled with the reason, and can be taken up again by a person', () => {
    const story = makeInvestigationRig({ silent });
    const { rig, ids } = story;
    const done = comprehend(story, 'not-a-bug: the guide says so.');
    expect(done).toMatchObject({ status: 0, stderr: '' });
    expect(done.stdout).toContain('Verdict: not-a-bug: the guide says so.\n');
    expect(rig.read(document)).toContain('not-a-bug');
    const reason = `not-a-bug: the guide says so. (${document})`;
    for (const phase of later) {
      expect(rig.show(ids[phase] ?? ''), phase).toMatchObject({ status: 'cancelled', statusReason: reason });
    }
    expect(rig.chant(['list', '--status', 'cancelled']).stdout).toContain(`(${reason})`);
    expect(rig.chant(['show', ids['fix'] ?? '']).stdout).toContain(`because       ${reason}`);
    expect(rig.chant(['work', ids['fix'] ?? '']).stderr).toContain('cancelled');
    if (silent) expect(rig.git('status', '--porcelain')).toBe('');
    expect(rig.chant(['reset', ids['reproduction'] ?? '']).status).toBe(0);
    expect(rig.show(ids['reproduction'] ?? '')).toMatchObject({ status: 'ready', statusReason: null });
  });

  test('a verdict that cannot be followed does not land, and nothing is cancelled', () => {
    const story = makeInvestigationRig({ silent });
    const done = comprehend(story, 'not-a-bug');
    expect(done.status).toBe(1);
    expect(done.stderr).toContain('## Verdict: say why: `not-a-bug: the reason`');
    expect(list(story.rig).filter(({ status }) => status === 'cancelled')).toEqual([]);
  });
});

const decompose = `decompose: two bugs.

| part | what |
|---|---|
| Lost writes | two writers of one key |
| Stale reads | a read during a batch |
`;

/** Phases of a chain whose specs have that status. */
const phasesOf = (specs: readonly Listed[], slug: string, status: string) =>
  specs.filter((spec) => spec.labels[0] === slug && spec.status === status).map(({ labels }) => labels[1]);

function expectDecomposed(rig: ProjectRig): readonly Listed[] {
  const specs = list(rig);
  expect(phasesOf(specs, 'issue-1234', 'cancelled')).toEqual(later);
  for (const part of ['lost-writes', 'stale-reads']) {
    expect(phasesOf(specs, `issue-1234-${part}`, 'ready'), part).toEqual(['reproduction']);
    expect(phasesOf(specs, `issue-1234-${part}`, 'blocked'), part).toEqual(later.slice(1));
  }
  expect(specs).toHaveLength(16);
  return specs;
}

describe.each(modes)('an issue that is two bugs, $mode', ({ silent }) => {
  test('each gets a chain of its own from the reproduction on, and the chain of the whole is cancelled', () => {
    const story = makeInvestigationRig({ silent });
    const { rig } = story;
    const done = comprehend(story, decompose);
    expect(done).toMatchObject({ status: 0, stderr: '' });
    expect(done.stdout).toMatch(/Created for "Lost writes": \S+, \S+, \S+, \S+, \S+\n/);
    const first = expectDecomposed(rig).find(({ labels }) => labels[0] === 'issue-1234-lost-writes');
    const id = first?.id ?? '';
    expect(rig.show(id)).toMatchObject({
      title: 'Reproduce issue #1234: Lost writes',
      informedBy: [document],
      targetFiles: ['test/issue-1234-lost-writes.test.js'],
      targetBranch: 'fix/issue-1234-lost-writes',
    });
    expect(rig.chant(['show', id]).stdout).toContain('Lost writes: two writers of one key');
    const test = "import { test } from 'node:test';\ntest('lost', () => { throw new Error('lost'); });\n";
    const reproduced = story.work(id, { Reproduce: { files: { 'test/issue-1234-lost-writes.test.js': test } } });
    expect(reproduced).toMatchObject({ status: 0, stderr: '' });
    expect(rig.git('show', 'fix/issue-1234-lost-writes:test/issue-1234-lost-writes.test.js')).toContain('lost');
    // The investigation knows what it has become.
    expect(rig.chant(['investigate', 'docs/issue-1234.md']).stdout).toContain('there already');
    expect(list(rig)).toHaveLength(16);
  });
});

describe('killed on the way', () => {
  let template: InvestigationRig;
  const hook = path.resolve(import.meta.dirname, '../fixtures/kill-after.cjs');

  beforeAll(() => {
    template = makeInvestigationRig({ silent: false });
  });

  // Its own outcome is the first; then ten are created and five replaced.
  test.each([2, 8, 14])(
    'after the spec number %i, the next command goes on, and no spec is there twice',
    async (at) => {
      const { rig, ids } = template;
      const copy = copyProjectRig(rig);
      layPlan(copy, { Understand: { files: { [document]: writeComprehension(decompose) } } });
      const killed = await copy.chantAsync(['work', ids['comprehension'] ?? ''], {
        node: ['--require', hook],
        env: { KILL_ON: 'spec', KILL_AT: String(at) },
      });
      expect(killed.status).toBeNull();
      expectDecomposed(copy);
      expect(copy.show(ids['comprehension'] ?? '')['status']).toBe('completed');
      expect(copy.leftovers()).toEqual([]);
    },
  );
});
