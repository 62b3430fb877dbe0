import path from 'node:path';
import { expect, test } from 'vitest';
import type { AskedPermission, Person } from '../../../src/context.ts';
import type { PermissionAnswer } from '../../../src/core/plan/permission-question.ts';
import { workSpecs } from '../../../src/engine/operations/work-specs.ts';
import { plainOptions } from '../../../src/engine/recover/rebuild-run.ts';
import { makeHandRig, specId, tick } from '../../helper/hand-rig.ts';

const fixture = path.resolve(import.meta.dirname, '../../fixtures/agents/acp-agent.mjs');
const spec =
  '---\ntype: code\ntarget_files: ["src/*"]\n---\n\n# Add locking\n\n## Acceptance Criteria\n\n- [ ] it is done\n';
const write = (file: string) => ['write', file, { ask: true }];

/** A run whose agent asks before it writes each of these files, and a person who answers so. */
async function workAsked(files: readonly string[], person: Person) {
  const rig = await makeHandRig({ spec });
  const script = JSON.stringify({ greet: false, steps: [...files.map(write), ['sh', tick]] });
  const command = JSON.stringify([process.execPath, fixture, script]);
  rig.write(
    '.chant/config.md',
    `---\ndefaults: { provider: hand }\nworkspace: { sandbox: none }\nproviders: { hand: { kind: acp, permissions: ask, command: ${command} } }\n---\n`,
  );
  rig.git('commit', '-qam', 'asks');
  const result = await workSpecs({ ...rig.context(), person }, { ...plainOptions, ids: [specId], dryRun: false });
  const run = result.ok ? result.value.runs[0] : null;
  return { rig, run, log: rig.read(`.chant/runs/${specId}/1/agent.log`) };
}

/** A person who gives these answers, one after the other. */
function answering(answers: readonly (PermissionAnswer | null)[]) {
  const asked: AskedPermission[] = [];
  const left = [...answers];
  const person: Person = {
    ask: async (question) => {
      asked.push(question);
      return left.shift() ?? null;
    },
  };
  return { person, asked };
}

test('a person says yes to one thing and no to another; both stand in the journal and in the log', async () => {
  const { person, asked } = answering(['allow', 'refuse']);
  const { rig, run, log } = await workAsked(['src/a.txt', 'src/b.txt'], person);
  expect(run).toMatchObject({ outcome: 'completed' });
  expect(asked.map(({ question }) => question)).toEqual([
    { title: 'Write src/a.txt', tool: 'edit', command: null, paths: ['src/a.txt'], inScope: true },
    { title: 'Write src/b.txt', tool: 'edit', command: null, paths: ['src/b.txt'], inScope: true },
  ]);
  expect(rig.git('show', '--format=', '--name-only', 'main', '-m', '--first-parent')).not.toContain('src/b.txt');
  expect(rig.read('src/a.txt')).toBe('by the agent\n');
  expect(rig.journal('asked')).toMatchObject([
    { what: 'Write src/a.txt', answer: 'allow' },
    { what: 'Write src/b.txt', answer: 'refuse' },
  ]);
  expect(log).toContain('allowed: Write src/a.txt\n');
  expect(log).toContain('denied: Write src/b.txt (refused at the terminal)\n');
});

test('yes for the run is about every change in the scope and nothing else, no for the run about that very thing', async () => {
  const { person, asked } = answering(['allow-run', 'refuse-run', 'refuse']);
  const { rig, run } = await workAsked(
    ['src/a.txt', 'src/b.txt', 'other.txt', 'other.txt', 'more.txt', 'src/c.txt'],
    person,
  );
  expect(run).toMatchObject({ outcome: 'completed' });
  expect(asked.map(({ question, coversAs }) => [question.paths[0], coversAs])).toEqual([
    ['src/a.txt', 'changes-in-scope'],
    ['other.txt', 'same'],
    ['more.txt', 'same'],
  ]);
  expect(rig.read('src/c.txt')).toBe('by the agent\n');
});

test('without an answer it is refused, and nobody is said to have answered', async () => {
  const { person } = answering([null]);
  const { rig, run, log } = await workAsked(['src/a.txt'], person);
  expect(run).toMatchObject({ outcome: 'failed' });
  expect(log).toContain('denied: Write src/a.txt (nobody to ask: no answer came)');
  expect(rig.journal('asked')).toEqual([]);
});

test('where nobody can be asked it is refused, and the reason is told', async () => {
  const { run, log } = await workAsked(['src/a.txt'], { absent: 'the output is JSON' });
  expect(run).toMatchObject({ outcome: 'failed' });
  expect(log).toContain('denied: Write src/a.txt (nobody to ask: the output is JSON)');
});
