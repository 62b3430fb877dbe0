import { existsSync } from 'node:fs';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { buildAgentEnvironment } from '../../../src/core/plan/agent-environment.ts';
import { sendUpstream, type SendUpstreamInput } from '../../../src/engine/operations/send-upstream.ts';
import { showUpstream } from '../../../src/engine/operations/show-upstream.ts';
import { stageSpec } from '../../../src/engine/operations/stage-spec.ts';
import { findToken } from '../../../src/io/forge/find-token.ts';
import type { ForgeServer } from '../../helper/forge/forge-server.ts';
import type { WorldPull } from '../../helper/forge/forge-world.ts';
import { storyForges } from '../../helper/forge/story-forges.ts';
import { unwrap } from '../../helper/real-repo.ts';
import {
  fixId,
  forgeToken,
  keepStagedWorld,
  makeStagedWorld,
  type StagedWorld,
  startOwnForge,
} from '../../helper/staged-world.ts';

const branch = 'fix/issue-1234';

describe.each(storyForges)('a staged fix, sent upstream on %s', (name, start) => {
  let server: ForgeServer;
  let world: StagedWorld;
  let makeStaged: () => StagedWorld;
  let asked: string[];

  const own = (): Readonly<Record<string, string>> => (name === 'GitHub' ? { GH_HOST: new URL(server.url).host } : {});
  const stage = () =>
    stageSpec(world.context({ env: own() }), {
      id: '002',
      dryRun: false,
      trailers: false,
      despiteRules: false,
      watchEveryMs: null,
    });
  const send = (
    change: Partial<SendUpstreamInput> & { readonly typed?: string | null } = {},
    more: Parameters<StagedWorld['context']>[0] = {},
  ) => {
    const { typed = 'acme/store', ...input } = change;
    const context = world.context({ terminal: { interactive: true }, ...more, env: { ...own(), ...more.env } });
    return sendUpstream(context, {
      ...{ id: '002', withoutCi: null, print: false },
      ask: async ({ plan, html }) => {
        // The packet is there before anybody is asked.
        expect(existsSync(html)).toBe(true);
        asked.push(plan.upstream);
        return typed;
      },
      ...input,
    });
  };
  const pulls = (): readonly WorldPull[] => server.world.repositories.get('acme/store')?.pulls ?? [];
  const setCi = (state: 'success' | 'pending' | 'failure') => {
    const commit = server.world.head('me/store', branch) ?? '';
    server.world.repositories.get('me/store')?.statuses.set(commit, [{ context: 'test', state }]);
  };
  const sent = () => server.asked.filter((line) => /^(POST|PATCH|PUT|DELETE)/.test(line));

  beforeAll(async () => {
    server = await startOwnForge(start);
    world = makeStagedWorld(server);
    unwrap(await stage());
    setCi('success');
    makeStaged = keepStagedWorld(server, world);
  });
  afterAll(() => server.close());
  beforeEach(() => {
    world = makeStaged();
    asked = [];
    server.asked.length = 0;
  });
  afterEach(() => {
    expect([...server.violations.splice(0), ...server.faults.splice(0)]).toEqual([]);
    expect(server.gitRequests.filter((line) => /acme.*receive-pack/.test(line))).toEqual([]);
  });

  test('it goes where a person has typed, from the branch of the fork, and who sent it when is kept', async () => {
    const report = unwrap(await send());
    expect(report.state).toBe('opened');
    expect(asked).toEqual(['acme/store']);
    expect(pulls()).toMatchObject([{ head: branch, headOwner: 'me', base: 'main', draft: false }]);
    expect(pulls()[0]?.body).toContain('Fixes #1234');
    expect(`${pulls()[0]?.title}\n${pulls()[0]?.body}`).not.toMatch(/chant|\bspec\b|\bgate\b|criteri|agent|robot/i);
    const record = world.read(`.chant/runs/${fixId}/upstream/record.json`);
    expect(JSON.parse(record)).toMatchObject({
      ...{ spec: fixId, upstream: 'acme/store', fork: 'me/store', branch, at: '2026-02-08T12:00:00.000Z' },
      by: { name: expect.stringMatching(/./), login: 'me' },
      ci: { state: 'passed', without: null },
      pullRequest: { number: pulls()[0]?.number },
    });
    expect(record + JSON.stringify(report)).not.toContain(forgeToken);
  });

  test('printed, it is a command for a person, and nothing is asked or sent', async () => {
    const report = unwrap(await send({ print: true }, { terminal: { interactive: false } }));
    expect(report.state).toBe('printed');
    if (name === 'GitHub') expect(report.command).toMatch(/^gh pr create [\s\S]*--head='me:fix\/issue-1234'/);
    else expect(report.command).toBeNull();
    expect([asked, sent(), pulls()]).toEqual([[], [], []]);
  });

  test('its status follows it, and says what to type once it is merged', async () => {
    const status = async () => unwrap(await showUpstream(world.context({ env: own() }), { id: null }));
    expect(await status()).toEqual([]);
    unwrap(await send());
    expect(await status()).toMatchObject([{ pull: { state: 'open' }, archive: null }]);
    const [pull] = pulls();
    if (pull === undefined) throw new Error('none was opened');
    pull.state = 'closed';
    pull.merged = true;
    expect(await status()).toMatchObject([{ pull: { state: 'merged' }, archive: 1234 }]);
    const none = await showUpstream(world.context({ env: own() }), { id: '001' });
    expect(none).toMatchObject({ failure: { reason: 'not-sent' } });
  });

  if (name === 'Gitea') return;

  test('whoever types another name, says yes, or does not want to, sends nothing', async () => {
    for (const typed of ['', 'acme', 'store', 'Acme/Store', 'me/store', 'y', 'yes', 'acme/store; x', null]) {
      const kind = typed === null ? 'interrupted' : 'publish-refused';
      expect(await send({ typed })).toMatchObject({ failure: { kind } });
    }
    expect([pulls(), sent()]).toEqual([[], []]);
    expect(existsSync(path.join(world.root, `.chant/runs/${fixId}/upstream`))).toBe(false);
  });

  test('without a terminal, and in the environment of a run, it is refused before the forge is asked for anything', async () => {
    const refused = [
      [{}, { terminal: { interactive: false } }, 'publish-refused'],
      [{}, { env: { CHANT_WORKTREE: '1' } }, 'inside-workspace'],
      [{}, { env: { CHANT_WORKTREE: '1', CHANT_WORKTREE_PATH: '/nowhere' } }, 'inside-workspace'],
      // Not even the command is printed there.
      [{ print: true }, { env: { CHANT_WORKTREE: '1' } }, 'inside-workspace'],
    ] as const;
    for (const [change, more, kind] of refused) expect(await send(change, more)).toMatchObject({ failure: { kind } });
    expect([asked, server.asked, pulls()]).toEqual([[], [], []]);
  });

  test('the environment of an agent, and of a check, holds no token that could', async () => {
    const env = {
      ...{ GH_TOKEN: forgeToken, GITHUB_TOKEN: forgeToken, GH_ENTERPRISE_TOKEN: forgeToken, GITEA_TOKEN: forgeToken },
      ...{ GITHUB_ENTERPRISE_TOKEN: forgeToken, FORGEJO_TOKEN: forgeToken, CODEBERG_TOKEN: forgeToken, ...own() },
    };
    const question = {
      ...{ kind: name === 'GitHub' ? ('github' as const) : ('gitea' as const), server: server.url },
      ...{ ownServers: [server.url], signal: new AbortController().signal },
    };
    expect((await findToken({ ...question, env: { ...env, PATH: '' } }))?.value).toBe(forgeToken);
    for (const modelKeys of [true, false]) {
      const clean = buildAgentEnvironment({ env, allowed: [], modelKeys, withheld: [], extra: {} });
      expect(JSON.stringify(clean)).not.toContain(forgeToken);
      expect(await findToken({ ...question, env: { ...clean, PATH: '' } })).toBeNull();
    }
  });

  test('while CI of the fork is not green nothing goes, but with a reason, which is kept', async () => {
    const states = [
      ['none', () => server.world.repositories.get('me/store')?.statuses.clear()],
      ['pending', () => setCi('pending')],
      ['failed', () => setCi('failure')],
    ] as const;
    for (const [state, set] of states) {
      set();
      const refused = await send();
      expect(refused).toMatchObject({ failure: { kind: 'publish-refused', reason: 'ci-not-green' } });
      expect(refused).toMatchObject({ failure: { detail: expect.arrayContaining([state]) } });
    }
    expect([asked, sent()]).toEqual([[], []]);
    expect(await send({ withoutCi: ' ' })).toMatchObject({ failure: { kind: 'bad-argument' } });
    unwrap(await send({ withoutCi: 'their runner is down' }));
    expect(JSON.parse(world.read(`.chant/runs/${fixId}/upstream/record.json`))).toMatchObject({
      ci: { state: 'failed', without: 'their runner is down' },
    });
  });

  test('a branch that somebody moved is not sent', async () => {
    server.world.commit('me/store', branch, { 'more.txt': 'x\n' });
    expect(await send()).toMatchObject({ failure: { reason: 'branch-moved' } });
    expect(asked).toEqual([]);
  });

  test('a fix that has changed since is staged again first', async () => {
    world.git('checkout', '-q', branch);
    world.write('src/store.txt', 'a\nlocked twice\nc\n');
    world.commit('by hand');
    world.git('checkout', '-q', 'main');
    expect(await send()).toMatchObject({ failure: { reason: 'staged-earlier', detail: [fixId, 'src/store.txt'] } });
  });

  test('what was never staged is not sent', async () => {
    world = makeStagedWorld(server);
    expect(await send()).toMatchObject({ failure: { reason: 'not-staged' } });
  });

  test('sent again, the one that is open is named and none is added', async () => {
    unwrap(await send());
    expect(unwrap(await send())).toMatchObject({ state: 'was-there', pullRequest: { number: pulls()[0]?.number } });
    expect(pulls()).toHaveLength(1);
  });

  test('where the answer to the opening is lost, the same command goes on, and there is one', async () => {
    server.faults.push({ match: /^POST .*\/pulls/, answer: 'lost' });
    expect(await send()).toMatchObject({ failure: { kind: 'forge-trouble' } });
    expect(JSON.parse(world.read(`.chant/runs/${fixId}/upstream/record.json`))).toMatchObject({ pullRequest: null });
    unwrap(await send());
    expect(pulls()).toHaveLength(1);
  });
});
