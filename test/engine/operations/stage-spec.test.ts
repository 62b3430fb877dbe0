import { readdirSync } from 'node:fs';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { stageSpec, type StageSpecInput } from '../../../src/engine/operations/stage-spec.ts';
import { syncFork } from '../../../src/engine/operations/sync-fork.ts';
import type { ForgeServer } from '../../helper/forge/forge-server.ts';
import type { WorldPull } from '../../helper/forge/forge-world.ts';
import { storyForges } from '../../helper/forge/story-forges.ts';
import { unwrap } from '../../helper/real-repo.ts';
import { fixId, forgeToken, makeStagedWorld, type StagedWorld, startOwnForge } from '../../helper/staged-world.ts';

const branch = 'fix/issue-1234';

describe.each(storyForges)('a landed fix, staged on %s', (name, start) => {
  let server: ForgeServer;
  let world: StagedWorld;

  const stage = (
    change: Partial<StageSpecInput> = {},
    env: Readonly<Record<string, string>> = {},
    now?: () => number,
  ) => {
    const input = { id: '002', dryRun: false, trailers: false, despiteRules: false, watchEveryMs: null, ...change };
    return stageSpec(world.context({ env: { ...own(), ...env }, ...(now === undefined ? {} : { now }) }), input);
  };
  const own = (): Readonly<Record<string, string>> => (name === 'GitHub' ? { GH_HOST: new URL(server.url).host } : {});
  const onFork = (...args: string[]): string =>
    world.git('-C', server.world.repositories.get('me/store')?.bare ?? '', ...args);
  const pulls = (): readonly WorldPull[] => server.world.repositories.get('me/store')?.pulls ?? [];
  const pushes = () => server.gitRequests.filter((line) => line.startsWith('POST') && line.includes('receive-pack'));

  beforeAll(async () => {
    server = await startOwnForge(start);
  });
  afterAll(() => server.close());
  beforeEach(() => {
    world = makeStagedWorld(server);
    server.asked.length = 0;
    server.gitRequests.length = 0;
  });
  afterEach(() => {
    expect([...server.violations.splice(0), ...server.faults.splice(0)]).toEqual([]);
    expect(readdirSync(world.temp)).toEqual([]);
    expect(world.git('worktree', 'list').split('\n')).toHaveLength(1);
    expect(server.gitRequests.filter((line) => /acme.*receive-pack/.test(line))).toEqual([]);
  });

  test('is on top of the main of the fork as plain commits, red and green there, with a draft that tells it', async () => {
    const before = [world.git('for-each-ref', 'refs/heads'), world.git('status', '--porcelain')];
    const report = unwrap(await stage());
    expect(report).toMatchObject({
      ...{ fork: 'me/store', upstream: 'acme/store', branch, base: 'main' },
      push: { from: null, isThere: false },
      pullRequest: { state: 'opened', title: 'Fix #1234: writes get lost', draft: true },
    });
    expect(onFork('log', '--format=%s', `main..${branch}`)).toBe(
      'Fix issue 1234: writes get lost\nReproduce issue 1234: writes get lost',
    );
    expect(onFork('log', '-1', '--format=%B%an', branch)).not.toMatch(/chant|robot/i);
    expect(onFork('diff', '--name-only', 'main', branch)).toBe('src/store.txt\ntest.sh');
    expect(onFork('log', '--all', '--name-only', '--format=%B', '--', '.chant')).toBe('');
    expect(report.proofs.map(({ side, passed, held }) => [side, passed, held])).toEqual([
      ['before', false, true],
      ['after', true, true],
    ]);
    const [pull] = pulls();
    expect(pull).toMatchObject({ head: branch, headOwner: 'me', base: 'main' });
    expect([...(pull?.body ?? '').matchAll(/^## (.*)/gm)].map(([, title]) => title)).toEqual([
      'Summary',
      'Changes',
      'Testing',
    ]);
    for (const part of [
      'One writer at a time.',
      '`sh test.sh` | failed (1) | passed',
      'lost',
      'the disk: ruled out',
      '(proved)',
    ])
      expect(pull?.body).toContain(part);
    expect(pull?.body).not.toContain(world.temp);
    expect([world.git('for-each-ref', 'refs/heads'), world.git('status', '--porcelain')]).toEqual(before);
    expect(server.asked.filter((line) => /^(POST|PATCH|PUT|DELETE).*acme/.test(line))).toEqual([]);
    const record = world.read(`.chant/runs/${fixId}/staging/record.json`);
    expect(JSON.parse(record)).toMatchObject({
      ...{ version: 1, fork: 'me/store', branch, pushing: null },
      pushed: { commit: onFork('rev-parse', branch) },
      pullRequest: { number: pull?.number },
    });
    expect(record + JSON.stringify(report) + world.read('.git/config')).not.toContain(forgeToken);
  });

  test('staged again without a change pushes nothing and posts nothing', async () => {
    unwrap(await stage());
    const [done, asked] = [pushes().length, server.asked.length];
    expect(unwrap(await stage())).toMatchObject({ push: { isThere: true }, pullRequest: { state: 'unchanged' } });
    expect(pushes()).toHaveLength(done);
    expect(server.asked.slice(asked).filter((line) => !line.startsWith('GET'))).toEqual([]);
  });

  test.each([
    ['the answer to it is lost', 'lost'],
    ['it is refused for a while', { status: 429, headers: { 'retry-after': '600' }, body: { message: 'slower' } }],
    ['the token may not', { status: 404, body: { message: 'Not Found' } }],
  ] as const)(
    'pushed, but %s when the pull request is opened: the same command goes on, and there is one',
    async (_title, answer) => {
      server.faults.push({ match: /^POST .*\/pulls/, answer });
      expect(await stage()).toMatchObject({ ok: false, failure: { kind: 'forge-trouble' } });
      const head = server.world.head('me/store', branch);
      expect(head).not.toBeNull();
      const report = unwrap(await stage());
      expect(report.push).toMatchObject({ isThere: true, to: head });
      expect(pulls()).toHaveLength(1);
    },
  );

  if (name === 'Gitea') return;

  test('--dry-run says the same and leaves the fork as it was', async () => {
    const planned = unwrap(await stage({ dryRun: true }));
    expect([pulls(), pushes(), server.world.head('me/store', branch)]).toEqual([[], [], null]);
    const done = unwrap(await stage());
    expect(done.commits).toEqual(planned.commits);
    expect(pulls()[0]?.body).toBe(planned.pullRequest.body);
  });

  test('goes on top of what upstream brought meanwhile, in the same pull request', async () => {
    unwrap(await stage());
    const first = onFork('rev-parse', branch);
    server.world.commit('acme/store', 'main', { 'news.txt': 'new\n' });
    expect(unwrap(await stage()).notes.join()).toContain('chant fork sync');
    unwrap(await syncFork(world.context({ env: own() }), {}));
    expect(unwrap(await stage())).toMatchObject({ push: { from: first, isThere: false }, notes: [] });
    expect(onFork('merge-base', 'main', branch)).toBe(onFork('rev-parse', 'main'));
    expect(pulls()).toHaveLength(1);
  });

  test('a second round stands on the first as one more commit, and nothing is forced', async () => {
    unwrap(await stage());
    const first = onFork('rev-parse', branch);
    world.git('checkout', '-q', branch);
    world.write('src/more.txt', 'asked for\n');
    world.commit(`chant(${fixId}): Fix issue #1234: writes get lost`, fixId, 2);
    world.git('checkout', '-q', 'main');
    expect(unwrap(await stage())).toMatchObject({ push: { from: first }, pullRequest: { state: 'updated' } });
    expect(onFork('log', '--format=%s', `${first}..${branch}`)).toBe('Revise: Fix issue 1234: writes get lost');
  });

  test('killed after the push and before it was remembered: the branch is known for its own', async () => {
    unwrap(await stage());
    const file = `.chant/runs/${fixId}/staging/record.json`;
    const record = JSON.parse(world.read(file));
    world.write(file, JSON.stringify({ ...record, pushing: record.pushed, pushed: null, pullRequest: null }));
    server.world.commit('acme/store', 'main', { 'news.txt': 'new\n' });
    unwrap(await syncFork(world.context({ env: own() }), {}));
    expect(unwrap(await stage())).toMatchObject({
      push: { from: record.pushed.commit },
      pullRequest: { state: 'updated' },
    });
    expect(pulls()).toHaveLength(1);
  });

  test('a branch that has moved on the fork is never pushed over', async () => {
    unwrap(await stage());
    const other = server.world.commit('me/store', branch, { 'theirs.txt': 'a review\n' });
    expect(await stage()).toMatchObject({
      failure: { reason: 'branch-moved', detail: [branch, other, expect.any(String)] },
    });
    expect(server.world.head('me/store', branch)).toBe(other);
  });

  test('a branch of that name that chant never pushed is refused', async () => {
    const other = server.world.commit('me/store', branch, { 'theirs.txt': 'mine\n' });
    expect(await stage()).toMatchObject({ failure: { reason: 'branch-moved', detail: [branch, other, ''] } });
    expect([pulls(), server.world.head('me/store', branch)]).toEqual([[], other]);
  });

  test('what a person has written into the pull request stays', async () => {
    unwrap(await stage());
    const [pull] = pulls();
    if (pull !== undefined) pull.body = 'My own words.';
    world.git('checkout', '-q', branch);
    world.write('src/more.txt', 'more\n');
    world.commit('Say more');
    world.git('checkout', '-q', 'main');
    expect(unwrap(await stage()).pullRequest.state).toBe('left-alone');
    expect(pulls()[0]?.body).toBe('My own words.');
  });

  test("a person's own commit goes along under its own name; what is another spec's, or a merge by hand, does not", async () => {
    world.git('checkout', '-q', 'main');
    world.write('other.txt', 'of another fix\n');
    world.commit('chant(2026-02-08-009-zzz): Something else', '2026-02-08-009-zzz');
    world.git('checkout', '-q', branch);
    world.git(
      '-c',
      'user.name=Ada',
      '-c',
      'user.email=ada@example.org',
      'merge',
      '-q',
      '--no-ff',
      '-m',
      'bring main in',
      'main',
    );
    world.write('src/store.txt', 'a\nlocked\nc # polished\n');
    world.git('add', '-A');
    world.git('commit', '-q', '--author', 'Ada <ada@example.org>', '-m', 'Polish it');
    world.git('checkout', '-q', 'main');
    const report = unwrap(await stage());
    expect(onFork('log', '-1', '--format=%an %s', branch)).toBe('Ada Polish it');
    expect(onFork('ls-tree', '-r', '--name-only', branch)).not.toContain('other.txt');
    expect(report.notes.join()).toContain('left out: the merge');
  });

  test.each<[string, string, () => void]>([
    [
      'not-landed',
      'a fix that is not done',
      () => world.write(`.chant/specs/${fixId}.md`, specWith('status: completed', 'status: pending')),
    ],
    [
      'dirty',
      'a fix with changes that are not committed',
      () => {
        world.git('checkout', '-q', branch);
        world.write('src/store.txt', 'a\nlocked\nhalf done');
      },
    ],
    [
      'conflict',
      'a fix that does not apply any more',
      () => void server.world.commit('me/store', 'main', { 'src/store.txt': 'all\nnew\n' }),
    ],
    [
      'check-failed',
      'a check that does not hold on the branch',
      () => world.write(`.chant/specs/${fixId}.md`, specWith('run: sh test.sh', 'run: test -f .chant/config.md')),
    ],
    [
      'check-failed',
      'a bug that is gone from the fork without the fix',
      () => world.write(`.chant/specs/${fixId}.md`, specWith('run: sh test.sh', 'run: test -f README.md')),
    ],
    [
      'upstream-target',
      'a remote that pushes to upstream',
      () => void world.git('remote', 'set-url', '--push', 'origin', `${server.url}/acme/store.git`),
    ],
    [
      'no-fork',
      'a remote that is upstream',
      () => void world.git('remote', 'set-url', 'origin', `${server.url}/acme/store.git`),
    ],
    [
      'nothing-to-stage',
      'a fix that the fork has already',
      () => {
        const files = {
          'src/store.txt': 'a\nlocked\nc\n',
          'test.sh': world.git('show', `${branch}:test.sh`).concat('\n'),
        };
        server.world.commit('me/store', 'main', files);
      },
    ],
  ])('%s: %s goes nowhere', async (reason, _title, prepare) => {
    prepare();
    expect(await stage()).toMatchObject({ ok: false, failure: { kind: 'publish-refused', reason } });
    expect([pulls(), pushes(), server.world.head('me/store', branch)]).toEqual([[], [], null]);
  });

  function specWith(what: string, by: string): string {
    const text = world.read(`.chant/specs/${fixId}.md`);
    // What landed says the same: the user's copy is asked where git carries no other word of it.
    expect(text).toContain(what);
    return text.replace(what, by);
  }

  test('of a fix in parts all parts are staged, and the checks of all of them hold', async () => {
    const member = `${fixId}.1`;
    const text = world.read(`.chant/specs/${fixId}.md`);
    world.write(`.chant/specs/${member}.md`, text.replace(/depends_on: .*\n/, ''));
    world.write(`.chant/specs/${fixId}.md`, text.replace('type: code', 'type: driver').replace(/checks:\n.*\n/, ''));
    world.git('checkout', '-q', branch);
    world.write('src/part.txt', 'part\n');
    world.git('add', 'src');
    world.git('commit', '-q', '-m', `chant(${member}): Part\n\nChant-Spec: ${member}\nChant-Run: 1`);
    world.git('checkout', '-q', 'main');
    const report = unwrap(await stage());
    expect(onFork('diff', '--name-only', 'main', branch)).toBe('src/part.txt\nsrc/store.txt\ntest.sh');
    expect(report.proofs.map(({ check, side }) => [check, side])).toEqual([
      ['reproduction', 'before'],
      ['reproduction', 'after'],
    ]);
  });

  test('CI that never says a word is no green', async () => {
    let now = Date.UTC(2026, 1, 8, 12);
    const tick = () => {
      now += 60_000;
      return now;
    };
    const { ci } = unwrap(await stage({ watchEveryMs: 0 }, {}, tick));
    expect(ci).toMatchObject({ state: 'none', checks: [] });
  });

  test('without a token nothing is pushed, because nobody could open the pull request', async () => {
    const refused = await stage({}, { GH_TOKEN: '', GITHUB_TOKEN: '' });
    expect(refused).toMatchObject({ ok: false, failure: { kind: 'forge-trouble', reason: 'unauthorized' } });
    expect(pushes()).toEqual([]);
  });

  test('what upstream asks of commits is done: its sign-off, its trailer, its convention; and it is told in the draft', async () => {
    world = makeStagedWorld(server, {
      'CONTRIBUTING.md':
        'We follow Conventional Commits.\n\nSign your commits: git commit -s.\n\nAI help must be disclosed with Generated-by.\n',
    });
    unwrap(await stage({ trailers: true }));
    const message = onFork('log', '-1', '--format=%B', branch);
    expect(message).toMatch(
      /^fix: writes get lost\n\nChant-Spec: \S+\nChant-Run: 1\nGenerated-by: robot\nSigned-off-by: .+ <.+>$/,
    );
    expect(pulls()[0]?.body).toContain('Generated-by: robot');
  });

  test('rules that do not want agents stop it, unless somebody says so; then the report says it, too', async () => {
    world = makeStagedWorld(server, { 'CONTRIBUTING.md': 'Code made by AI will not be accepted.\n' });
    expect(await stage()).toMatchObject({
      failure: { reason: 'agents-forbidden', detail: ['acme/store', expect.stringContaining('will not be accepted')] },
    });
    expect(pushes()).toEqual([]);
    expect(unwrap(await stage({ despiteRules: true })).notes.join()).toContain('against the rules');
  });

  test('hostile text calls nobody, links nothing and stays inert; hostile file names stay files', async () => {
    const file = 'src/-n $(touch x)`a`|b.txt';
    world.git('checkout', '-q', branch);
    world.write(file, '@everyone\n');
    world.commit(`chant(${fixId}): Fix`, fixId, 2);
    world.git('checkout', '-q', 'main');
    const hostile = 'One @ada </details><script>alert(1)</script> #7 https://github.com/acme/store/issues/1\u001b[31m';
    world.write(`.chant/specs/${fixId}.md`, specWith('One writer at a time.', hostile));
    unwrap(await stage());
    const body = pulls()[0]?.body ?? '';
    expect(body).not.toMatch(/@ada|<script|#7|https:\/\/github/);
    expect(body).not.toContain('\u001b');
    expect(body.match(/<\/details>/g)).toHaveLength(1);
    expect(body).toContain('`` src/-n $(touch x)`a`|b.txt ``');
    expect(onFork('ls-tree', '-r', '--name-only', branch)).toContain('-n $(touch x)`a`|b.txt');
  });
});
