import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { bubblewrap } from '../helper/bubblewrap.ts';
import {
  copyStory,
  countMoments,
  type Moment,
  prepareStory,
  readEntries,
  readNotes,
  type Stage,
  type Story,
  workUntil,
} from '../helper/kill-story.ts';

const proof = 'checks:\n  - { name: red-green, run: test -f fix.txt, before: fail }';
const clone = 'workspace: { isolation: clone, sandbox: none }';
const boxed = 'workspace: { sandbox: bwrap, writable: [../starts, ../commits] }';
const mainMoves = true;
const from = 'begin land';

const stories: readonly Story[] = [
  { name: 'a run with checks before and after', kind: 'code', frontmatter: proof },
  { name: 'a landing on a main that has moved', kind: 'code', frontmatter: proof, mainMoves, gitToo: true },
  { name: 'a run that halts', kind: 'halt' },
  { name: 'a run in a clone', kind: 'code', frontmatter: proof, config: clone, mainMoves, gitToo: true },
  { name: 'a run in a sandbox', kind: 'code', frontmatter: proof, config: boxed, mainMoves, boxed: true },
  { name: 'a halt in a clone', kind: 'halt', config: clone },
  { name: 'research in a clone, in silent mode', kind: 'research', config: clone },
  { name: 'a second run of a clone, which goes on', kind: 'code', frontmatter: proof, config: clone, resumed: true },
  { name: 'research in silent mode', kind: 'research' },
  {
    name: 'a landing on a branch of its own',
    kind: 'code',
    frontmatter: 'target_branch: fix/1',
    target: 'fix/1',
    from,
  },
  { name: 'a squash', kind: 'code', config: 'landing: { mode: squash }', mainMoves, from },
  { name: 'a rebase', kind: 'code', config: 'landing: { mode: rebase }', mainMoves, from },
  { name: 'a second run, which goes on', kind: 'code', frontmatter: proof, mainMoves, resumed: true },
];

/** How a run ends that nobody kills: every other one must end there, too. */
interface Unkilled {
  readonly stage: Stage;
  readonly entries: readonly string[];
  readonly exitCode: number | null;
  readonly spec: Listed;
  readonly tree: readonly string[];
  readonly checkout: string;
}

interface Listed {
  readonly status: string;
  readonly dependsOn: readonly string[];
}

/** The story's spec as `chant list` has it. */
async function readListed({ rig, id }: Stage): Promise<Listed> {
  const listed = await rig.chantAsync(['list', '--json']);
  if (listed.status !== 0) throw new Error(`list: ${listed.stderr}`);
  const { specs } = JSON.parse(listed.stdout) as { specs: readonly (Listed & { readonly id: string })[] };
  const found = specs.find((spec) => spec.id === id);
  if (found === undefined) throw new Error(`${id} is not listed`);
  return found;
}

/** What landed, but for the spec itself (it holds times) and the user's own commit (a run may end before it). */
function readTree({ rig }: Stage, story: Story): readonly string[] {
  const target = story.target ?? 'main';
  const lines = rig.git('ls-tree', '-r', target).split('\n');
  return lines.filter((line) => !line.includes('.chant/specs/') && !line.endsWith('\tuser.txt'));
}

function readCheckout({ rig }: Stage): string {
  return `${rig.git('symbolic-ref', 'HEAD')}\n${rig.git('status', '--porcelain')}`;
}

async function runUnkilled(template: Stage, story: Story): Promise<Unkilled> {
  const stage = copyStory(template, story);
  const known = readEntries(template).length;
  const { status } = await workUntil(stage, story, { on: 'journal', at: 0 });
  const entries = readEntries(stage).slice(known);
  const spec = await readListed(stage);
  return { stage, entries, exitCode: status, spec, tree: readTree(stage, story), checkout: readCheckout(stage) };
}

/** Kills one run and has the next commands put it in order; gives back what is wrong, one line each. */
async function findTrouble(stage: Stage, story: Story, moment: Moment, unkilled: Unkilled): Promise<readonly string[]> {
  const { rig, id } = stage;
  const trouble: string[] = [];
  const demand = (holds: boolean, what: () => string): void => {
    if (!holds) trouble.push(`${moment.on} ${moment.at}: ${what()}`);
  };
  const killed = await workUntil(stage, story, moment);
  demand(killed.status === null, () => `was not killed: ${killed.stdout}${killed.stderr}`);
  const known = readEntries(stage);
  const done = readNotes(stage, 'starts').includes('done');

  const { status } = await readListed(stage);
  const next = (await rig.chantAsync(['status'])).stdout;
  demand(['ready', 'failed', 'needs_attention', 'completed'].includes(status), () => `the status is ${status}`);
  const isTold = status === 'completed' || status === 'ready' || /next: chant (work|land|show|log)/.test(next);
  demand(isTold, () => `${status}, and nobody says what to do:\n${next}`);
  demand(rig.leftovers().length === 0, () => `left over after list: ${rig.leftovers().join(', ')}`);
  for (const lost of findLost(stage, story, done)) demand(false, () => `lost after list: ${lost}`);

  const worked = await rig.chantAsync(['work', id]);
  const isOver = status === 'completed' || (status === 'needs_attention' && story.kind === 'halt');
  const exitCodes = isOver ? [status === 'completed' ? 1 : 5] : [unkilled.exitCode];
  demand(exitCodes.includes(worked.status), () => `${status}, then work: ${worked.status} ${worked.stderr}`);
  const spec = await readListed(stage);
  for (const wrong of findWrong({ stage, spec }, story, unkilled)) demand(false, () => wrong);
  for (const lost of findLost(stage, story, done)) demand(false, () => `lost: ${lost}`);
  const starts = readNotes(stage, 'starts').filter((line) => line === 'start').length;
  const paid = known.includes('agent-ended') ? 1 : 2;
  demand(starts <= paid, () => `the agent ran ${starts} times`);
  return trouble;
}

/** What is not as after a run that nobody killed. */
function findWrong(ended: Pick<Unkilled, 'stage' | 'spec'>, story: Story, unkilled: Unkilled): readonly string[] {
  const { stage, spec } = ended;
  const { rig, id } = stage;
  const wrong: string[] = rig.leftovers().map((name) => `left over: ${name}`);
  const compare = (what: string, is: unknown, wanted: unknown): void => {
    if (JSON.stringify(is) !== JSON.stringify(wanted)) {
      wrong.push(`${what}: ${JSON.stringify(is)} instead of ${JSON.stringify(wanted)}`);
    }
  };
  compare('status', spec.status, unkilled.spec.status);
  compare('tree', readTree(stage, story), unkilled.tree);
  compare('checkout', readCheckout(stage), unkilled.checkout);
  const landings = (from: Stage): number =>
    from.rig
      .git('log', '--first-parent', '--format=%s', story.target ?? 'main')
      .split('\n')
      .filter((subject) => subject.startsWith(`chant(${id})`)).length;
  compare('landings', landings(stage), landings(unkilled.stage));
  const files = (from: Stage, folder: string): number => readdirSync(path.join(from.rig.root, '.chant', folder)).length;
  compare('specs', files(stage, 'specs'), files(unkilled.stage, 'specs'));
  compare('research', files(stage, 'research'), files(unkilled.stage, 'research'));
  compare('what it waits for', spec.dependsOn.length, unkilled.spec.dependsOn.length);
  const locks = readdirSync(path.join(rig.root, '.git'), { recursive: true }).filter((name) =>
    `${name}`.endsWith('.lock'),
  );
  compare('locks', locks, []);
  return wrong;
}

/** What the agent made and no ref names any more. */
function findLost({ rig, id }: Stage, story: Story, done: boolean): readonly string[] {
  const commits = readNotes({ rig, id }, 'commits').filter(Boolean);
  const lost = commits.filter((commit) => rig.git('for-each-ref', '--contains', commit) === '');
  if (!done) return lost;
  if (story.kind === 'research') {
    const file = '.chant/research/found.md';
    const places = [file, `.chant/runs/${id}/1/carried/${file}`].map((name) => path.join(rig.root, name));
    const isKept = places.some((name) => existsSync(name) && readFileSync(name, 'utf8') === 'what was found\n');
    return isKept ? lost : [...lost, file];
  }
  const refs = rig.git('for-each-ref', '--format=%(refname)').split('\n');
  const isKept = refs.some((ref) => rig.git('ls-tree', '-r', '--name-only', ref).split('\n').includes('fix.txt'));
  return isKept ? lost : [...lost, 'fix.txt'];
}

/** As many at a time as keep two cores busy. */
async function walk(moments: readonly Moment[], visit: (moment: Moment) => Promise<readonly string[]>) {
  const waiting = [...moments];
  const trouble: string[] = [];
  const take = async (): Promise<void> => {
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) trouble.push(...(await visit(next)));
  };
  await Promise.all([take(), take(), take()]);
  return trouble;
}

describe.each(stories.filter((story) => story.boxed !== true || bubblewrap.works))('$name', (story) => {
  let template: Stage;
  let unkilled: Unkilled;

  beforeAll(async () => {
    template = await prepareStory(story);
    unkilled = await runUnkilled(template, story);
  });

  test('ends well when nobody kills it', () => {
    expect(unkilled.exitCode).toBe(story.kind === 'halt' ? 3 : 0);
    expect(unkilled.stage.rig.leftovers()).toEqual([]);
    expect(unkilled.entries.at(-1)).toBe('finished');
  });

  test('killed after each of its journal lines, it ends the same, and nothing is lost or left over', async () => {
    const first = story.from === undefined ? 0 : unkilled.entries.indexOf(story.from);
    const moments = unkilled.entries.map((_, index): Moment => ({ on: 'journal', at: index + 1 })).slice(first);
    const trouble = await walk(moments, (moment) => findTrouble(copyStory(template, story), story, moment, unkilled));
    expect(trouble).toEqual([]);
  });

  if (story.gitToo === true) {
    test('killed after each of its git commands, it does, too', async () => {
      const count = await countMoments(template, story, 'git');
      const moments = Array.from({ length: count }, (_, index): Moment => ({ on: 'git', at: index + 1 }));
      const trouble = await walk(moments, (moment) => findTrouble(copyStory(template, story), story, moment, unkilled));
      expect(trouble).toEqual([]);
    });
  }
});
