import { parseYamlNode } from '../../../src/core/config/parse-yaml-node.ts';
import { expect, test } from 'vitest';
import { readEnvironmentConfig } from '../../../src/core/config/environment-config.ts';
import { layerConfig } from '../../../src/core/config/layer-config.ts';
import { parseConfig } from '../../../src/core/config/parse-config.ts';

function layer(yaml: string) {
  return parseConfig({ text: `---\n${yaml}\n---\n`, file: 'c.md', parseYaml: parseYamlNode }).values;
}

test('without a word from anybody the built-in values hold', () => {
  expect(layerConfig([])).toEqual({
    project: { name: null, prefix: null },
    defaults: {
      ...{ prompt: null, provider: null, model: null, mainBranch: null, branchPrefix: 'chant/' },
      rotationStrategy: 'none',
    },
    parallel: { agents: [] },
    providers: {},
    approval: { required: false, scope: false },
    checks: [],
    limits: {
      timeoutMs: 3_600_000,
      stallMs: 300_000,
      attempts: 3,
      waitMs: 21_600_000,
      costUsd: null,
      tokens: null,
      files: null,
      day: { costUsd: null, tokens: null },
    },
    workspace: {
      isolation: null,
      sandbox: 'auto',
      network: 'on',
      expose: [],
      writable: [],
      setup: [],
      include: [],
      env: [],
    },
    landing: { mode: 'merge' },
    fork: { remote: 'origin', upstream: 'upstream', draft: true, trailers: false },
    silent: false,
    validation: { strictSchema: false },
  });
});

test('the project wins over the user key by key, and the environment over both', () => {
  const user = layer('defaults: {provider: ollama, model: small, prompt: mine}\nlimits: {attempts: 9}');
  const project = layer('defaults: {model: big}\nlimits: {stall: 1m}');
  const environment = readEnvironmentConfig({ CHANT_PROVIDER: 'claude', CHANT_MODEL: ' ', OTHER: 'x' });
  const config = layerConfig([user, project, environment]);
  expect(config.defaults).toMatchObject({ provider: 'claude', model: 'big', prompt: 'mine' });
  expect(config.limits).toMatchObject({ attempts: 9, stallMs: 60_000 });
});

test('a list replaces the list below it', () => {
  const config = layerConfig([layer('checks: [a, b]'), layer('checks: [c]')]);
  expect(config.checks.map((check) => check.run)).toEqual(['c']);
});

test('keys of one provider come together from several files', () => {
  const config = layerConfig([
    layer('providers: {mine: {kind: acp, command: [a], model: x}}'),
    layer('providers: {mine: {model: y}, ollama: {endpoint: "http://h"}, shell: {command: run me}}'),
  ]);
  expect(config.providers['mine']).toMatchObject({ name: 'mine', kind: 'acp', command: ['a'], model: 'y' });
  expect(config.providers['ollama']).toMatchObject({ kind: 'ollama', endpoint: 'http://h', permissions: 'allow' });
  expect(config.providers['shell']).toMatchObject({ kind: 'command', command: ['run', 'me'] });
});

test('silent is understood at the top and, as the existing tool has it, below project', () => {
  expect(layerConfig([layer('project: {silent: true}')]).silent).toBe(true);
  expect(layerConfig([layer('project: {silent: true}\nsilent: false')]).silent).toBe(false);
});

test('every environment variable of the table reaches its key', () => {
  const env = { CHANT_PROVIDER: 'a', CHANT_MODEL: 'b', CHANT_DEFAULT_PROMPT: 'c', CHANT_MAIN_BRANCH: 'd' };
  const defaults = { provider: 'a', model: 'b', prompt: 'c', mainBranch: 'd' };
  expect(layerConfig([readEnvironmentConfig(env)]).defaults).toMatchObject(defaults);
});

test.each([
  ['claude', 'claude', []],
  ['claude-account1', 'claude', ['claude-account1']],
  ['/opt/bin/claude_work --model big', 'claude', ['/opt/bin/claude_work', '--model', 'big']],
  ['claude-agent-acp', 'claude', ['claude-agent-acp']],
  ['npx -y @google/gemini-cli', 'gemini', ['npx', '-y', '@google/gemini-cli']],
  ['kirocli', 'kirocli', []],
  ['ollama', 'ollama', []],
  ['vibe-acp', 'acp', ['vibe-acp']],
  ['my-agent --acp', 'acp', ['my-agent', '--acp']],
  ['node claude-like.mjs', 'command', ['node', 'claude-like.mjs']],
  ['aider', 'command', ['aider']],
] as const)('an agent that takes turns and is started by `%s` is of the kind %s', (line, kind, command) => {
  const config = layerConfig([layer(`parallel: {agents: [{name: one, command: ${JSON.stringify(line)}}]}`)]);
  expect(config.providers['one']).toMatchObject({ name: 'one', kind, command });
});

test('what `providers` says of an agent that takes turns holds for it, and its own environment counts', () => {
  const config = layerConfig([
    layer('providers: {a: {permissions: scope, model: x, env: {A: p, B: p}}, b: {kind: acp}, c: {kind: codex}}'),
    layer('parallel: {agents: [{name: old}]}'),
    layer(
      'parallel: {agents: [{name: a, command: claude, env: {B: own}}, {name: b, command: [b]}, {name: c}, {name: d}]}',
    ),
  ]);
  expect(config.parallel.agents.map(({ name }) => name)).toEqual(['a', 'b', 'c', 'd']);
  expect(config.providers).toMatchObject({
    a: { kind: 'claude', permissions: 'scope', model: 'x', env: { A: 'p', B: 'own' } },
    b: { kind: 'acp', command: ['b'] },
    c: { kind: 'codex' },
  });
  // Known by its name, or not: that is for whoever loads it.
  expect(config.providers).not.toHaveProperty('d');
});

test('an agent that the environment names takes no turns', () => {
  const project = layer('defaults: {rotation_strategy: random}');
  const strategy = (env: Record<string, string>) =>
    layerConfig([project, readEnvironmentConfig(env)]).defaults.rotationStrategy;
  expect([strategy({ CHANT_PROVIDER: 'claude' }), strategy({ CHANT_MODEL: 'x' })]).toEqual(['none', 'random']);
});
