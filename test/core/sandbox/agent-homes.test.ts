import { expect, test } from 'vitest';
import { agentHomes, findAgentHome, placeAgentHome } from '../../../src/core/sandbox/agent-homes.ts';
import { presets } from '../../../src/io/agent/presets.ts';

test.each([
  [['claude', '-p'], 'claude'],
  [['/opt/bin/codex-acp'], 'codex'],
  [['npx', '-y', '@agentclientprotocol/claude-agent-acp@0.49.0'], 'claude'],
  [['sh', '-c', 'cd src && exec gemini --acp'], 'gemini'],
  [['node', '/opt/node_modules/.bin/qwen', '--acp'], 'qwen'],
  [['env', 'A=b', 'timeout', '60m', 'opencode', 'acp'], 'opencode'],
  [['node', 'agent.mjs', '--like', 'claude'], null],
  [['claude-account1', '-p'], 'claude'],
  [['npx', '-y', '@google/gemini-cli@0.61.0'], 'gemini'],
  [['node', 'claude-like.mjs'], null],
  [['my-agent', 'claude'], null],
  [[], null],
] as const)('%j starts %s', (argv, name) => {
  expect(findAgentHome(argv)).toBe(name === null ? null : agentHomes[name]);
});

test('every agent that needs only its name in the configuration has its home here, by the program that starts it', () => {
  for (const [name, { command, headless }] of Object.entries(presets)) {
    expect(agentHomes[name]?.programs).toContain(command[0]);
    if (headless !== undefined) expect(agentHomes[name]?.programs).toContain(headless.program);
  }
  expect(Object.keys(agentHomes).toSorted()).toEqual(Object.keys(presets).toSorted());
});

test('nothing that an agent keeps is a whole folder of settings: what it could plant there would be run outside later', () => {
  for (const { signIn, copied } of Object.values(agentHomes)) {
    for (const place of [...signIn, ...copied]) expect(place).toMatch(/\.(json|jsonc|toml|yaml|env)$|_id$|\/kiro-cli$/);
  }
});

test('a variable moves the folder that it is for, and nothing else', () => {
  const claude = agentHomes['claude'];
  if (claude === undefined) throw new Error('no claude');
  const world = { home: '/home/ada', env: { CLAUDE_CONFIG_DIR: '/data/claude/' } };
  const placed = placeAgentHome(claude, world);
  expect(placed.signIn).toEqual([{ path: '/data/claude/.credentials.json', own: '.claude/.credentials.json' }]);
  expect(placed.copied[0]).toEqual({ path: '/home/ada/.claude.json', own: '.claude.json' });
  expect(placed.moved).toEqual([{ path: '/data/claude', own: '.claude' }]);
  const usual = placeAgentHome(claude, { ...world, env: {} });
  expect(usual.signIn[0]?.path).toBe('/home/ada/.claude/.credentials.json');
  expect(usual.moved).toEqual([]);
});
