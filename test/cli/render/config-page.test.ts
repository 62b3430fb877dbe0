import { expect, test } from 'vitest';
import { hideSecrets, renderConfig } from '../../../src/cli/render/config-page.ts';
import { renderForTerminal } from '../../../src/cli/render/paint.ts';
import type { Config } from '../../../src/core/config/config.ts';

const config: Config = {
  project: { name: 'store', prefix: null },
  defaults: {
    prompt: null,
    provider: 'mine',
    model: null,
    mainBranch: 'main',
    branchPrefix: 'chant/',
    rotationStrategy: 'round-robin',
  },
  parallel: {
    agents: [
      { name: 'mine', command: ['node', 'agent.mjs'], env: { MY_KEY: 'sk-secret' }, maxConcurrent: 2, weight: 1 },
    ],
  },
  providers: {
    mine: {
      name: 'mine',
      kind: 'command',
      command: ['node', 'agent.mjs'],
      env: { MY_KEY: 'sk-secret' },
      endpoint: null,
      model: null,
      mode: null,
      permissions: 'allow',
      allowCommands: [],
      session: null,
      keyEnv: null,
      api: null,
      prices: null,
      maxSteps: 200,
    },
  },
  approval: { required: false, scope: false },
  checks: [{ name: 'test', run: 'npm test', before: 'any', after: 'pass', timeoutMs: null }],
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
    sandbox: 'none',
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
};

test('the configuration is shown without the values of a provider’s environment', () => {
  const page = renderForTerminal(renderConfig({ config, problems: [], files: [] }), false);
  expect(page).toContain('      MY_KEY: (set)\n');
  expect(page).toContain('    command:\n      - node\n      - agent.mjs\n');
  expect(page + JSON.stringify(hideSecrets(config))).not.toContain('sk-secret');
});
