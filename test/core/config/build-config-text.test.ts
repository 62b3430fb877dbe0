import { parseYamlNode } from '../../../src/core/config/parse-yaml-node.ts';
import { expect, test } from 'vitest';
import { buildConfigText } from '../../../src/core/config/build-config-text.ts';
import { layerConfig } from '../../../src/core/config/layer-config.ts';
import { parseConfig } from '../../../src/core/config/parse-config.ts';

test.each([
  { name: 'shop', provider: null, agent: null, mainBranch: null, check: null, silent: false },
  { name: '@org/shop', provider: 'claude', agent: null, mainBranch: 'release/1.x', check: 'npm test', silent: true },
  {
    name: 'true',
    provider: 'a: b',
    agent: null,
    mainBranch: '1.10',
    check: 'sh -c "x # y" && echo \'z\'',
    silent: false,
  },
])('what is written for $name is read back the same', (wanted) => {
  const { values, problems } = parseConfig({ text: buildConfigText(wanted), file: 'c.md', parseYaml: parseYamlNode });
  const config = layerConfig([values]);
  expect(problems).toEqual([]);
  expect(config.project.name).toBe(wanted.name);
  expect(config.defaults).toMatchObject({ provider: wanted.provider, mainBranch: wanted.mainBranch });
  expect(config.checks.map((check) => check.run)).toEqual(wanted.check === null ? [] : [wanted.check]);
  expect(config.silent).toBe(wanted.silent);
});

test('a command that starts the agent becomes the provider that works', () => {
  const agent = { kind: 'acp', command: ['npx', '-y', 'my agent'] } as const;
  const text = buildConfigText({ name: 'shop', provider: null, agent, mainBranch: null, check: null, silent: false });
  const { values, problems } = parseConfig({ text: text, file: 'c.md', parseYaml: parseYamlNode });
  const config = layerConfig([values]);
  expect(problems).toEqual([]);
  expect(config.defaults.provider).toBe('agent');
  expect(config.providers['agent']).toMatchObject(agent);
});
