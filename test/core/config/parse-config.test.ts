import { parseYamlNode } from '../../../src/core/config/parse-yaml-node.ts';
import { expect, test } from 'vitest';
import { parseAgentsFile, parseConfig } from '../../../src/core/config/parse-config.ts';

function parse(...lines: string[]) {
  return parseConfig({
    text: ['---', ...lines, '---', '# Text', ''].join('\n'),
    file: '.chant/config.md',
    parseYaml: parseYamlNode,
  });
}

function found(...lines: string[]) {
  return parse(...lines).problems.map(({ rule, line, suggestion }) => ({ rule, line, suggestion }));
}

test('a file of the existing tool is understood as it is', () => {
  const { values, problems } = parse(
    'project:\n  name: moji\n  prefix: web\n  silent: true',
    'defaults:\n  prompt: standard\n  branch: false\n  pr: false\n  branch_prefix: "chant/"\n  model: claude-opus-4',
    '  provider: claude\n  split_model: null\n  main_branch: "main"\n  rotation_strategy: "none"\n  prompt_extensions: [a]',
    'git:\n  provider: github',
    'providers:\n  ollama:\n    endpoint: http://localhost:11434/v1\n  openai:\n    endpoint: https://api.openai.com/v1',
    'parallel:\n  agents:\n    - name: main\n      command: claude\n      max_concurrent: 2\n  stagger_delay_ms: 1000',
    '  cleanup:\n    enabled: true\n    prompt: parallel-cleanup\n    auto_run: false',
    'approval:\n  rejection_action: manual\n  require_approval_for_agent_work: false',
    'validation:\n  strict_output_validation: true',
    'enterprise:\n  derived:\n    team:\n      from: path\n      pattern: "teams/(\\\\w+)/"\n  required:\n    - team',
    'site:\n  output_dir: ./public/\n  features:\n    changelog: true',
    'lint:\n  thresholds:\n    complexity_criteria: 10\n  disable: [complexity]',
    'watch:\n  poll_interval_ms: 5000\n  idle_timeout_minutes: 5\n  failure:\n    max_retries: 3\n    backoff_multiplier: 2.0',
    'schema:\n  spec:\n    required: [status]',
    'scale:\n  daemon:\n    enabled: false',
    'repos:\n  - name: a\n    path: ../a',
  );
  expect(problems).toEqual([]);
  expect(values.values).toMatchObject({
    'project.name': 'moji',
    'project.prefix': 'web',
    'project.silent': true,
    'defaults.model': 'claude-opus-4',
    'validation.strict_output_validation': true,
  });
  expect(values.providers).toEqual({
    ollama: { endpoint: 'http://localhost:11434/v1' },
    openai: { endpoint: 'https://api.openai.com/v1' },
  });
  expect(values.values).not.toHaveProperty(['defaults.split_model']);
});

test('the new keys are read into typed values', () => {
  const { values, problems } = parse(
    'checks: [npm test, {name: lint, run: npm run lint, before: pass, timeout: 90s}]',
    'providers:\n  mine:\n    kind: command\n    command: [node, agent.mjs]\n    env: {A: 1}\n  other:\n    command: node "my agent.mjs"',
    'limits: { timeout: 60m, stall: 5m, attempts: 3, cost_usd: 5 }',
    'workspace: { isolation: clone, sandbox: auto, setup: [npm ci], include: .env.example, env: [NPM_TOKEN] }',
    'landing: { mode: squash }',
    'fork: { remote: me, upstream: them, draft: false }',
    'silent: true',
  );
  expect(problems).toEqual([]);
  expect(values).toMatchObject({
    values: {
      checks: [
        { name: 'npm-test', run: 'npm test', before: 'any', after: 'pass', timeoutMs: null },
        { name: 'lint', run: 'npm run lint', before: 'pass', after: 'pass', timeoutMs: 90_000 },
      ],
      'limits.timeout': 3_600_000,
      'limits.stall': 300_000,
      'limits.attempts': 3,
      'limits.cost_usd': 5,
      'workspace.isolation': 'clone',
      'workspace.include': ['.env.example'],
      'workspace.setup': ['npm ci'],
      'landing.mode': 'squash',
      'fork.draft': false,
      silent: true,
    },
    providers: {
      mine: { kind: 'command', command: ['node', 'agent.mjs'], env: { A: '1' } },
      other: { command: ['node', 'my agent.mjs'] },
    },
  });
});

test.each([
  ['an unknown key at the top', ['projct:', '  name: x'], { rule: 'unknown-key', line: 2, suggestion: 'project' }],
  [
    'an unknown section among the providers',
    ['providrs: {}'],
    { rule: 'unknown-key', line: 2, suggestion: 'providers' },
  ],
  ['an unknown key below', ['limits:', '  timout: 5m'], { rule: 'unknown-key', line: 3, suggestion: 'timeout' }],
  [
    'an unknown key of a provider',
    ['providers:', '  a:', '    comand: x'],
    { rule: 'unknown-key', line: 4, suggestion: 'command' },
  ],
  [
    'a word that is none of the known ones',
    ['landing:', '  mode: sqash'],
    { rule: 'wrong-value', line: 3, suggestion: 'squash' },
  ],
  ['yes for true', ['silent: yes'], { rule: 'wrong-value', line: 2, suggestion: 'true' }],
  [
    'a span without a unit that is known',
    ['limits: {timeout: 5 weeks}'],
    { rule: 'wrong-value', line: 2, suggestion: null },
  ],
  ['no attempts at all', ['limits:', '  attempts: 0'], { rule: 'wrong-value', line: 3, suggestion: null }],
  ['text where keys belong', ['limits: fast'], { rule: 'wrong-value', line: 2, suggestion: null }],
  ['a list where keys belong', ['limits:', '  - a'], { rule: 'wrong-value', line: 2, suggestion: null }],
  ['a list where text belongs', ['project:', '  name: [a]'], { rule: 'wrong-value', line: 3, suggestion: null }],
  [
    'a prefix that would be a folder',
    ['project:', '  prefix: ../x'],
    { rule: 'wrong-value', line: 3, suggestion: null },
  ],
  [
    'an item of a list',
    ['workspace:', '  setup:', '    - npm ci', '    - {}'],
    { rule: 'wrong-value', line: 5, suggestion: null },
  ],
  [
    'the address of a page where a host belongs',
    ['workspace:', '  network:', '    - example.org', '    - https://packages.example.org/chant'],
    { rule: 'wrong-value', line: 5, suggestion: 'packages.example.org' },
  ],
  [
    'a host that is no list',
    ['workspace:', '  network: example.org'],
    { rule: 'wrong-value', line: 3, suggestion: null },
  ],
  ['a bad check', ['checks:', '  - {run: a, bfore: pass}'], { rule: 'wrong-value', line: 3, suggestion: 'before' }],
  [
    'a key that is written twice',
    ['silent: true', 'silent: false'],
    { rule: 'duplicate-key', line: 3, suggestion: null },
  ],
  ['text instead of keys', ['hello'], { rule: 'bad-yaml', line: 2, suggestion: null }],
  [
    'an open quote in the command',
    ['providers: {a: {command: node "x}}'],
    { rule: 'wrong-value', line: 2, suggestion: null },
  ],
  [
    'a provider that is no mapping',
    ['providers:', '  claude: yes please'],
    { rule: 'wrong-value', line: 3, suggestion: null },
  ],
])('reports %s with its line', (_, lines, problem) => {
  expect(found(...lines)).toEqual([problem]);
});

test.each([
  ['on', 'on'],
  ['off', 'off'],
  ['false', 'off'],
  [
    '[packages.example.org, "*.example.org", localhost:11434]',
    ['packages.example.org', '*.example.org', 'localhost:11434'],
  ],
])('a network that is %s is read as that', (written, value) => {
  const { values, problems } = parse(`workspace: { network: ${written} }`);
  expect(problems).toEqual([]);
  expect(values.values).toMatchObject({ 'workspace.network': value });
});

test('broken YAML is one problem at its line, and the text of the parser', () => {
  const { problems } = parse('project:', '  name: "x');
  expect(problems).toHaveLength(1);
  expect(problems[0]).toMatchObject({ rule: 'bad-yaml', file: '.chant/config.md', severity: 'error' });
  expect(problems[0]?.line).toBeGreaterThanOrEqual(3);
});

test('what is right counts although something else is wrong', () => {
  const { values, problems } = parse('project:', '  name: shop', '  nmae: x', 'silent: maybe');
  expect(values.values).toEqual({ 'project.name': 'shop' });
  expect(problems.map((problem) => problem.line)).toEqual([4, 5]);
});

test('a message names the key, what was expected, and the known keys', () => {
  const [first, second] = parse('limits: {timout: 1m}', 'silent: 7').problems;
  expect(first?.message).toBe(
    '`timout` is no key below `limits`; known keys: attempts, cost_usd, day, files, stall, timeout, tokens, wait',
  );
  expect(second?.message).toBe('`silent`: expected true or false');
});

test.each(['', '# Only text\n', '---\n---\n', '---\n# nothing\n---\n', '---\nproject:\ndefaults: ~\n---\n'])(
  'a file that says nothing is no mistake: %j',
  (text) => {
    expect(parseConfig({ text: text, file: 'c.md', parseYaml: parseYamlNode })).toEqual({
      values: { values: {}, providers: {} },
      problems: [],
    });
  },
);

test('a frontmatter that no line ends is a mistake', () => {
  expect(parseConfig({ text: '---\nsilent: true\n', file: 'c.md', parseYaml: parseYamlNode }).problems).toMatchObject([
    { rule: 'bad-frontmatter', line: 1 },
  ]);
});

test('CRLF, a byte order mark, anchors and quotes make no difference', () => {
  const text = '\uFEFF---\r\nproject:\r\n  name: &n "shop"\r\ndefaults:\r\n  model: *n\r\nsilent: "true"\r\n---\r\n';
  const { values, problems } = parseConfig({ text: text, file: 'c.md', parseYaml: parseYamlNode });
  expect(problems).toEqual([]);
  expect(values.values).toEqual({ 'project.name': 'shop', 'defaults.model': 'shop', silent: true });
});

test('a name that every object has is no key', () => {
  expect(found('constructor: x', '__proto__: y').map((problem) => problem.rule)).toEqual([
    'unknown-key',
    'unknown-key',
  ]);
});

test('agents.md may say parallel.agents and nothing else', () => {
  const text = '---\nparallel:\n  agents:\n    - name: a\nsilent: true\nproviders: {}\n---\n';
  const problems = parseAgentsFile({ text: text, file: '.chant/agents.md', parseYaml: parseYamlNode }).problems;
  expect(problems.map(({ rule, line }) => ({ rule, line }))).toEqual([
    { rule: 'unknown-key', line: 5 },
    { rule: 'unknown-key', line: 6 },
  ]);
});

test('agents that take turns are read with what is usual where nothing is said', () => {
  const { values } = parse(
    'parallel:\n  agents:\n    - {name: a, command: claude -x, env: {K: v}, max_concurrent: 2, weight: 3}\n    - name: b',
  );
  expect(values.values['parallel.agents']).toEqual([
    { name: 'a', command: ['claude', '-x'], env: { K: 'v' }, maxConcurrent: 2, weight: 3 },
    { name: 'b', command: null, env: {}, maxConcurrent: null, weight: 1 },
  ]);
});

test.each([
  ['agents: claude', 2, null],
  ['agents: [claude]', 2, null],
  ['agents:\n    - name: a\n      comand: x', 4, 'command'],
  ['agents:\n    - command: x', 3, null],
  ['agents:\n    - name: a\n    - name: a', 4, null],
  ['agents:\n    - name: a\n      weight: 0', 4, null],
  ['agents:\n    - name: a\n      weight: 101', 4, null],
  ['agents:\n    - name: a\n      max_concurrent: none', 4, null],
  ['agents:\n    - name: a b', 3, null],
])('parallel.%s is refused at its line', (yaml, line, suggestion) => {
  // The frontmatter begins on the second line of the file.
  expect(found(`parallel:\n  ${yaml}`)).toEqual([{ rule: 'wrong-value', line: line + 1, suggestion }]);
});

test('no text makes the parser throw', () => {
  for (const text of [
    '---\n? [a]\n: b\n---\n',
    '---\n*x\n---\n',
    '---\n- a\n---\n',
    '---\na: &a [*a]\n---\n',
    '---\n%\n---\n',
  ]) {
    expect(parseConfig({ text: text, file: 'c.md', parseYaml: parseYamlNode }).problems.length).toBeGreaterThanOrEqual(
      1,
    );
  }
});
