import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import { copyProjectRig, makeProjectRig, type ProjectRig } from '../helper/project-rig.ts';
import { readEntries, type Stage } from '../helper/kill-story.ts';

const fixtures = path.resolve(import.meta.dirname, '../fixtures');
const agent = [process.execPath, path.join(fixtures, 'agents/page-kill.mjs')];

/** A chant that is killed after the n-th line that it has written into a journal; 0: it is not. */
const killed = (at: number) => ({
  node: ['--require', path.join(fixtures, 'kill-after.cjs')],
  env: { KILL_ON: 'journal', KILL_AT: String(at) },
});

function prepare(config: string): Stage {
  const rig = makeProjectRig({ files: { 'a.txt': 'a\n' }, agent, config });
  rig.write('.chant/research/known.md', 'what is known\n');
  const id = rig.addSpec('Fix #1', {
    frontmatter:
      'target_files: [first.txt, fix.txt]\ninformed_by: [.chant/research/known.md]\nchecks: [test -f fix.txt]',
  });
  return { rig, id };
}

/** The same in folders of its own. A workspace cannot be copied, so each is paused by itself. */
function copy({ rig, id }: Stage): Stage {
  return { rig: copyProjectRig(rig, { STORY: 'pause' }), id };
}

/** Works until the agent has done half of its work, then pauses; the chant that works is killed at its n-th line. */
async function pauseOnce({ rig, id }: Stage, at: number): Promise<void> {
  const working = rig.chantAsync(['work', id], killed(at));
  const up = path.join(rig.beside, 'up');
  for (let waited = 0; !existsSync(up) && waited < 60_000; waited += 20) await sleep(20);
  const paused = await rig.chantAsync(['pause', id]);
  await working;
  if (at === 0 && paused.status !== 0) throw new Error(`pause: ${paused.stderr}`);
  writeFileSync(path.join(rig.beside, 'paused'), '');
}

function statusOf({ rig, id }: Stage): unknown {
  return rig.show(id)['status'];
}

/** What is wrong after the next commands have put things in order, one line each. */
async function findTrouble(stage: Stage, what: string): Promise<readonly string[]> {
  const { rig, id } = stage;
  const trouble: string[] = [];
  const demand = (holds: boolean, why: () => string): void => {
    if (!holds) trouble.push(`${what}: ${why()}`);
  };
  const entries = readEntries(stage);
  const list = await rig.chantAsync(['list']);
  demand(list.status === 0, () => `list: ${list.stderr}`);
  const status = statusOf(stage);
  const resumedAgent = entries.filter((entry) => entry === 'agent-started').length > 1;
  demand(resumedAgent || status === 'paused', () => `the status is ${String(status)}`);
  demand(['paused', 'failed', 'completed'].includes(String(status)), () => `the status is ${String(status)}`);
  // What is kept is a workspace, its session folder, its branch and, of a clone, its base; nothing else ever.
  const left = rig.leftovers().filter((line) => !/chant-\d|branch refs/.test(line));
  demand(left.length === 0, () => `left over: ${left.join(', ')}`);
  demand(
    status === 'paused' || rig.leftovers().length === 0,
    () => `${String(status)}, left: ${rig.leftovers().join()}`,
  );
  if (status === 'paused') demand(readHalf(rig) === 'half\n', () => 'the workspace is not as the agent left it');
  for (const lost of findLost(rig)) demand(false, () => `lost after list: ${lost}`);
  const worked = await rig.chantAsync(['work', id]);
  demand(status === 'completed' || worked.status === 0, () => `${String(status)}, then work: ${worked.stderr}`);
  demand(statusOf(stage) === 'completed', () => `ended as ${String(statusOf(stage))}`);
  demand(rig.git('show', 'main:fix.txt') === 'whole', () => 'the work is not whole on main');
  demand(rig.leftovers().length === 0, () => `left over at the end: ${rig.leftovers().join(', ')}`);
  for (const lost of findLost(rig)) demand(false, () => `lost: ${lost}`);
  return trouble;
}

function readHalf(rig: ProjectRig): string {
  const name = readdirSync(rig.temp).find((one) => one.startsWith('chant-') && !one.endsWith('.session'));
  const file = path.join(rig.temp, name ?? '', 'fix.txt');
  return existsSync(file) ? readFileSync(file, 'utf8') : 'is gone';
}

/** Commits of agents that no ref leads to. */
function findLost(rig: ProjectRig): readonly string[] {
  const file = path.join(rig.beside, 'commits');
  const commits = existsSync(file) ? readFileSync(file, 'utf8').trim().split('\n') : [];
  return commits.filter((commit) => rig.git('for-each-ref', '--contains', commit) === '');
}

/** As many at a time as keep two cores busy. */
async function walk(moments: readonly number[], visit: (at: number) => Promise<readonly string[]>) {
  const waiting = [...moments];
  const trouble: string[] = [];
  const take = async (): Promise<void> => {
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) trouble.push(...(await visit(next)));
  };
  await Promise.all([take(), take(), take()]);
  return trouble;
}

describe.each([
  ['a worktree', 'workspace: { isolation: worktree, sandbox: none }'],
  ['a clone', 'workspace: { isolation: clone, sandbox: none }'],
])('in %s', (_, config) => {
  const template = prepare(config);

  test('a run that is killed while it is being paused is paused, with its workspace as the agent left it', async () => {
    const whole = copy(template);
    await pauseOnce(whole, 0);
    const entries = readEntries(whole);
    const first = entries.indexOf('pausing') + 1;
    expect(first).toBeGreaterThan(0);
    const moments = Array.from({ length: entries.length - first + 1 }, (__, index) => first + index);
    const trouble = await walk(moments, async (at) => {
      const stage = copy(template);
      await pauseOnce(stage, at);
      return findTrouble(stage, `pause, line ${at} (${entries[at - 1] ?? ''})`);
    });
    expect(trouble).toEqual([]);
  });

  test('a resume that is killed after each of its journal lines loses nothing, and the work ends the same', async () => {
    const whole = copy(template);
    await pauseOnce(whole, 0);
    const before = readEntries(whole).length;
    const resumed = await whole.rig.chantAsync(['resume', whole.id]);
    expect(resumed.status, resumed.stderr).toBe(0);
    const count = readEntries(whole).length - before;
    const moments = Array.from({ length: count }, (__, index) => index + 1);
    const trouble = await walk(moments, async (at) => {
      const stage = copy(template);
      await pauseOnce(stage, 0);
      const { status } = await stage.rig.chantAsync(['resume', stage.id], killed(at));
      const what = `resume, line ${at} (${readEntries(stage).join(' | ')})`;
      return status === null ? findTrouble(stage, what) : [`${what}: was not killed`];
    });
    expect(trouble).toEqual([]);
  });
});
