import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { ForgeServer } from '../helper/forge/forge-server.ts';
import { startGitHub } from '../helper/forge/github-server.ts';
import { unwrap } from '../helper/real-repo.ts';
import { stageSpec } from '../../src/engine/operations/stage-spec.ts';
import { forgeToken, makeStagedWorld, type StagedWorld, startOwnForge } from '../helper/staged-world.ts';
import { hasTerminal, runAtTerminal, runWithoutTerminal } from '../helper/terminal.ts';

const program = path.resolve(import.meta.dirname, '../../dist/chant.cjs');

let server: ForgeServer;
let world: StagedWorld;

beforeAll(async () => {
  server = await startOwnForge(startGitHub);
  world = makeStagedWorld(server);
  const context = world.context({ env: environment() });
  unwrap(
    await stageSpec(context, { id: '002', dryRun: false, trailers: false, despiteRules: false, watchEveryMs: null }),
  );
  const commit = server.world.head('me/store', 'fix/issue-1234') ?? '';
  server.world.repositories.get('me/store')?.statuses.set(commit, [{ context: 'test', state: 'success' }]);
});
afterAll(() => server.close());

const environment = () => ({ GH_TOKEN: forgeToken, GH_HOST: new URL(server.url).host });
const pulls = () => server.world.repositories.get('acme/store')?.pulls ?? [];

const run = (args: readonly string[], options: { readonly terminal: boolean; readonly answer?: string }) => {
  const { answer } = options;
  const talk = {
    ...{ cwd: world.root, env: { ...environment(), TMPDIR: world.temp } },
    ...(answer === undefined ? {} : { answer: { to: 'to open it there', type: answer } }),
  };
  return options.terminal ? runAtTerminal(args, talk) : runWithoutTerminal(args, talk);
};

test('without a terminal it is refused in words, and the exit status says so', async () => {
  const { status, said } = await run(['upstream', '002'], { terminal: false });
  expect(status).toBe(1);
  expect(said).toContain('nobody sits at a terminal');
  expect(pulls()).toEqual([]);
});

describe.skipIf(!hasTerminal)('at a terminal', () => {
  test('another name than that of the project opens nothing', async () => {
    const { status, said } = await run(['upstream', '002'], { terminal: true, answer: 'yes' });
    expect(status).not.toBe(0);
    expect(said).toContain('nothing was sent');
    expect(pulls()).toEqual([]);
  });

  test('the packet and the text are shown, and the typed name opens it', async () => {
    const { status, said } = await run(['upstream', '002'], { terminal: true, answer: 'acme/store' });
    expect(said).toContain('packet.html');
    expect(said).toContain('Fixes #1234');
    expect(said).toContain('Opened');
    expect(said).not.toContain(forgeToken);
    expect(status).toBe(0);
    expect(pulls()).toMatchObject([{ head: 'fix/issue-1234', headOwner: 'me' }]);
  });

  test('in the environment of a run it is refused at a terminal, too', async () => {
    const before = pulls().length;
    const line = `CHANT_WORKTREE=1 '${process.execPath}' '${program}' upstream 002`;
    const env = { ...process.env, ...environment() };
    const { status, stdout } = spawnSync('script', ['-qec', line, '/dev/null'], {
      cwd: world.root,
      env,
      encoding: 'utf8',
    });
    expect(status).not.toBe(0);
    expect(stdout).toMatch(/inside|run/);
    expect(pulls()).toHaveLength(before);
  });
});
