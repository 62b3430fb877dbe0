import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { loadConfig, readConfigFiles } from '../../../src/io/store/load-config.ts';
import { makeChantRepo, makeFolder } from '../../helper/chant-repo.ts';

function makeUserConfig(text: string): { home: string; xdg: string } {
  const home = makeFolder();
  const xdg = path.join(home, '.config');
  mkdirSync(path.join(xdg, 'chant'), { recursive: true });
  writeFileSync(path.join(xdg, 'chant/config.md'), text);
  return { home, xdg };
}

const user = '---\ndefaults: {provider: ollama, model: small}\nsilent: true\n---\n';
const project = '---\nproject: {name: shop}\ndefaults: {model: big}\n---\n';

test('flag aside, the environment wins over the project, and the project over the user', async () => {
  const { home } = makeUserConfig(user);
  const store = makeChantRepo({ '.chant/config.md': project }).store();
  const env = { HOME: home, CHANT_MAIN_BRANCH: 'trunk' };
  expect(await loadConfig(store, env)).toMatchObject({
    ok: true,
    value: {
      project: { name: 'shop' },
      defaults: { provider: 'ollama', model: 'big', mainBranch: 'trunk' },
      silent: true,
    },
  });
});

test('XDG_CONFIG_HOME is looked at instead of ~/.config, unless it is relative', async () => {
  const { home, xdg } = makeUserConfig(user);
  const store = makeChantRepo({ '.chant/config.md': project }).store();
  const files = async (env: Record<string, string>): Promise<readonly string[]> =>
    (await readConfigFiles(store, env)).files;
  expect(await files({ HOME: '/nowhere', XDG_CONFIG_HOME: xdg })).toEqual([
    path.join(xdg, 'chant/config.md'),
    '.chant/config.md',
  ]);
  expect(await files({ HOME: home, XDG_CONFIG_HOME: 'config' })).toEqual([
    '~/.config/chant/config.md',
    '.chant/config.md',
  ]);
  expect(await files({})).toEqual(['.chant/config.md']);
});

test('all problems of all files come together', async () => {
  const { home } = makeUserConfig('---\nslient: true\n---\n');
  const store = makeChantRepo({
    '.chant/config.md': '---\nlanding: {mode: x}\n---\n',
    '.chant/agents.md': '---\nparallel: {agents: [{name: a}]}\nsilent: true\n---\n',
  }).store();
  const loaded = await loadConfig(store, { HOME: home });
  expect(loaded.ok ? [] : loaded.failure).toMatchObject({
    kind: 'config-bad',
    problems: [
      { file: '~/.config/chant/config.md', line: 2, suggestion: 'silent' },
      { file: '.chant/config.md', line: 2 },
      { file: '.chant/agents.md', line: 3 },
    ],
  });
});

test('a folder without a configuration has the built-in one; one that cannot be read is a problem', async () => {
  const repo = makeChantRepo({ '.chant/specs/a.md': '' });
  expect(await loadConfig(repo.store(), {})).toMatchObject({
    ok: true,
    value: { defaults: { branchPrefix: 'chant/' } },
  });
  mkdirSync(path.join(repo.root, '.chant/config.md'));
  expect(await loadConfig(repo.store(), {})).toMatchObject({
    ok: false,
    failure: { problems: [{ rule: 'unreadable-file' }] },
  });
});
