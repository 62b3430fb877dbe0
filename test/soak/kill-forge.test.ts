import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { ForgeServer } from '../helper/forge/forge-server.ts';
import { startGitHub } from '../helper/forge/github-server.ts';
import { fixId, forgeToken, makeStagedWorld, type StagedWorld, startOwnForge } from '../helper/staged-world.ts';
import { hasTerminal, runAtTerminal, runWithoutTerminal, type Talk } from '../helper/terminal.ts';

const branch = 'fix/issue-1234';
const killAfter = path.resolve(import.meta.dirname, '../fixtures/kill-after.cjs');

/** The n-th git command (push) has ended or begun, the n-th answer is there, the n-th spec is written. 0: no kill. */
interface Moment {
  readonly on: 'git' | 'push' | 'inside-push' | 'request' | 'spec';
  readonly at: number;
}

interface Place {
  readonly server: ForgeServer;
  readonly world: StagedWorld;
  readonly chant: (args: readonly string[], moment?: Moment) => Promise<Talk>;
}

/** A command that talks to a forge, and what there is when it has done its work. */
interface Story {
  readonly name: string;
  readonly start: typeof startGitHub;
  readonly args: readonly string[];
  readonly moments: readonly Moment['on'][];
  /** What a person types at a terminal when it is asked for. */
  readonly answer?: string;
  readonly prepare?: (place: Place) => Promise<void>;
  /** The same after every run, killed or not; nothing in it differs from one repository to the next. */
  readonly look: (place: Place) => unknown;
}

const forkOf = ({ server }: Place) => server.world.repositories.get('me/store');
const pullsOf = (place: Place, full: string) =>
  (place.server.world.repositories.get(full)?.pulls ?? []).map(({ title, state, head, headOwner, base }) => ({
    ...{ title, state, head, headOwner, base },
  }));
const readRecord = ({ world }: Place) => JSON.parse(world.read(`.chant/runs/${fixId}/staging/record.json`));

async function done(place: Place, ...args: string[]): Promise<void> {
  const { status, said } = await place.chant(args);
  if (status !== 0) throw new Error(`chant ${args.join(' ')}: ${status} ${said}`);
}

function lookAtReview(place: Place): unknown {
  const document = '.chant/research/issue-1234-review-1.md';
  const hex = /[0-9a-f]{12,40}/g;
  return {
    document: place.world.read(document).replace(hex, 'commit'),
    documents: readdirSync(path.join(place.world.root, '.chant/research')),
    spec: place.world.read(`.chant/specs/${fixId}.md`),
    rounds: readRecord(place).rounds.map((round: { notes: unknown }) => round.notes),
  };
}

function lookAtStaging(place: Place): unknown {
  const fork = forkOf(place)?.bare ?? '';
  const commits = place.world.git('-C', fork, 'log', '--format=%an: %s', `main..${branch}`).split('\n');
  const { rounds, pushing, pushed } = readRecord(place);
  const isHead = pushed.commit === place.server.world.head('me/store', branch);
  return { pulls: pullsOf(place, 'me/store'), commits, rounds: rounds.length, pushing, isHead };
}

/** A first round is staged, and somebody's work for the second has landed on the branch. */
async function stageFirstRound(place: Place): Promise<void> {
  await done(place, 'stage', '002');
  const { world } = place;
  world.git('checkout', '-q', branch);
  world.write('src/more.txt', 'asked for\n');
  world.commit(`chant(${fixId}): Fix issue #1234: writes get lost`, fixId, 2);
  world.git('checkout', '-q', 'main');
}

function lookAtUpstream(place: Place): unknown {
  const { by, ci, pullRequest } = JSON.parse(place.world.read(`.chant/runs/${fixId}/upstream/record.json`));
  return { pulls: pullsOf(place, 'acme/store'), by, ci, isKnown: pullRequest !== null };
}

/** Not what was about to become one when chant was killed. */
const isSpec = (name: string): boolean => !name.startsWith('.');

const review = {
  args: ['review', '002'],
  look: lookAtReview,
  prepare: async (place: Place) => {
    await done(place, 'stage', '002');
    const said = { user: 'keeper', body: 'Say why.', path: 'src/store.txt', line: 2 };
    forkOf(place)?.pulls[0]?.reviews.push({ user: 'keeper', state: 'CHANGES_REQUESTED', body: 'Not yet.' });
    forkOf(place)?.pulls[0]?.lines.push(said);
  },
};
const staging = {
  ...{ start: startGitHub, args: ['stage', '002'], look: lookAtStaging },
  moments: ['git', 'inside-push', 'request'],
} as const satisfies Omit<Story, 'name'>;
const stories: readonly Story[] = [
  { ...staging, name: 'stage, on GitHub' },
  { ...staging, name: 'stage, the second round, on GitHub', prepare: stageFirstRound },
  {
    name: 'upstream, at a terminal, on GitHub',
    start: startGitHub,
    args: ['upstream', '002', '--without-ci', 'there is none'],
    answer: 'acme/store',
    moments: ['git', 'request'],
    prepare: (place) => done(place, 'stage', '002'),
    look: lookAtUpstream,
  },
  { ...review, name: 'review, on GitHub', start: startGitHub, moments: ['git', 'request', 'spec'] },
  {
    name: 'investigate, on GitHub',
    start: startGitHub,
    args: ['investigate', '#77', '--test', 'test/77.sh', '--run', 'sh test/77.sh'],
    moments: ['git', 'request', 'spec'],
    prepare: async ({ server }) => {
      const acme = server.world.repositories.get('acme/store');
      acme?.issues.set(77, { number: 77, title: 'Slow', body: 'It is slow.', user: 'bob' });
      acme?.comments.set(77, [{ user: 'ann', body: 'Here, too.' }]);
    },
    look: ({ world }) => {
      const specs = readdirSync(path.join(world.root, '.chant/specs'))
        .filter(isSpec)
        .map((name) => world.read(`.chant/specs/${name}`));
      return {
        snapshot: world.read('.chant/research/issue-77.md'),
        titles: specs.flatMap((text) => /^# .*/m.exec(text) ?? []).sort(),
        ordered: specs.filter((text) => /^depends_on: \[\S+\]$/m.test(text)).length,
      };
    },
  },
];

function openPlace(server: ForgeServer, story: Pick<Story, 'start' | 'args' | 'answer'>): Place {
  const world = makeStagedWorld(server);
  const isGitHub = story.start === startGitHub;
  const own = isGitHub ? { GH_HOST: new URL(server.url).host, GH_TOKEN: forgeToken } : { GITEA_TOKEN: forgeToken };
  const chant: Place['chant'] = (args, moment) => {
    const kill = moment === undefined ? {} : { KILL_ON: moment.on, KILL_AT: String(moment.at) };
    const talk = {
      cwd: world.root,
      env: { ...own, TMPDIR: world.temp, RIG: path.dirname(world.root), ...kill },
      node: moment === undefined ? [] : ['--require', killAfter],
    };
    if (story.answer === undefined || args !== story.args) return runWithoutTerminal(args, talk);
    return runAtTerminal(args, { ...talk, answer: { to: 'to open it there', type: story.answer } });
  };
  return { server, world, chant };
}

/** What must be true whatever was killed; one line for each thing that is not. */
function findLeft({ server, world }: Place): readonly string[] {
  const leases = path.join(world.root, '.chant/runs/.leases');
  return [
    ...readdirSync(world.temp).map((name) => `in the temp folder: ${name}`),
    ...world.git('worktree', 'list').split('\n').slice(1),
    ...(existsSync(leases) ? readdirSync(leases).map((name) => `lease: ${name}`) : []),
    ...server.violations.splice(0),
    ...server.gitRequests.filter((line) => /acme.*receive-pack/.test(line)),
    ...execFileSync('sh', ['-c', `grep -rl ${forgeToken} '${world.root}' || true`], { encoding: 'utf8' })
      .split('\n')
      .filter(Boolean)
      .map((name) => `the token is in ${name}`),
  ];
}

/** Kills the command at a moment, lets another command come by, and runs it again. */
async function findTrouble(place: Place, story: Story, moment: Moment, wanted: unknown): Promise<readonly string[]> {
  await story.prepare?.(place);
  const trouble: string[] = [];
  const demand = (holds: boolean, what: () => string): void => {
    if (!holds) trouble.push(`${moment.on} ${moment.at}: ${what()}`);
  };
  const killed = await place.chant(story.args, moment);
  demand([null, 137].includes(killed.status), () => `was not killed: ${killed.status} ${killed.said}`);
  demand(!killed.said.includes(forgeToken), () => 'the token was said');
  const listed = await place.chant(['list']);
  demand(listed.status === 0, () => `list: ${listed.said}`);
  for (const left of findLeft(place)) demand(false, () => `after list: ${left}`);
  const again = await place.chant(story.args);
  demand(again.status === 0, () => `again: ${again.status} ${again.said}`);
  for (const left of findLeft(place)) demand(false, () => `at the end: ${left}`);
  const [is, ought] = [again.status === 0 ? JSON.stringify(story.look(place)) : '', JSON.stringify(wanted)];
  demand(is === ought, () => `${is}\ninstead of\n${ought}`);
  return trouble;
}

describe.concurrent.each(stories)('$name', (story) => {
  let server: ForgeServer;
  let wanted: unknown;
  const counts = new Map<Moment['on'], number>();

  beforeAll(async () => {
    server = await startOwnForge(story.start);
  });
  afterAll(() => server.close());

  test.skipIf(story.answer !== undefined && !hasTerminal)(
    'killed anywhere, the same command goes on to the same end',
    async () => {
      for (const on of story.moments) {
        const place = openPlace(server, story);
        await story.prepare?.(place);
        const { status, said } = await place.chant(story.args, { on, at: 0 });
        expect(status, said).toBe(0);
        counts.set(on, Number(readFileSync(path.join(path.dirname(place.world.root), 'moments'), 'utf8')));
        expect(findLeft(place)).toEqual([]);
        wanted = story.look(place);
      }
      const trouble: string[] = [];
      for (const [on, count] of counts) {
        expect(count, on).toBeGreaterThan(0);
        for (let at = 1; at <= count; at++) {
          trouble.push(...(await findTrouble(openPlace(server, story), story, { on, at }, wanted)));
        }
      }
      expect(trouble).toEqual([]);
    },
  );
});

describe('chant stage, killed between the push and the pull request', () => {
  let server: ForgeServer;
  beforeAll(async () => {
    server = await startOwnForge(startGitHub);
  });
  afterAll(() => server.close());

  test('while somebody else pushes to the branch: theirs stays, and is told', async () => {
    const place = openPlace(server, { start: startGitHub, args: [] });
    const killed = await place.chant(['stage', '002'], { on: 'push', at: 1 });
    expect(killed.status).toBe(null);
    expect([server.world.head('me/store', branch), pullsOf(place, 'me/store')]).toEqual([expect.any(String), []]);
    const theirs = server.world.commit('me/store', branch, { 'theirs.txt': 'a review\n' });
    const { status, said } = await place.chant(['stage', '002']);
    expect({ status, isTold: said.includes(theirs.slice(0, 7)) }, said).toEqual({ status: 1, isTold: true });
    expect([server.world.head('me/store', branch), pullsOf(place, 'me/store')]).toEqual([theirs, []]);
  });
});
