import { expect, test } from 'vitest';
import { buildAgentEnvironment } from '../../../src/core/plan/agent-environment.ts';

const build = (
  env: Record<string, string | undefined>,
  more: { allowed?: string[]; modelKeys?: boolean; withheld?: string[] } = {},
) => buildAgentEnvironment({ env, allowed: [], modelKeys: false, withheld: [], extra: {}, ...more });

test.each([
  'GITHUB_TOKEN',
  'GH_TOKEN',
  'GITLAB_TOKEN',
  'NPM_TOKEN',
  'MY_SECRET',
  'DB_PASSWORD',
  'PGPASSWORD',
  'SSH_AUTH_SOCK',
  'SSH_AGENT_PID',
  'SSH_ASKPASS_REQUIRE',
  'GIT_DIR',
  'GIT_CONFIG_GLOBAL',
  'AWS_ACCESS_KEY_ID',
  'AWS_PROFILE',
  'AZURE_CLIENT_ID',
  'SENTRY_DSN',
  'DATABASE_URL',
  'STRIPE_API_KEY',
  'AUTH_HEADER',
  'GITEA_PAT',
  'npm_config_registry',
  'CHANT_SPEC_ID',
  'GPG_TTY',
  'SESSION_COOKIE',
  'ANTHROPIC_API_KEY',
  'OPENAI_API_KEY',
])('%s of the user does not reach what an agent wrote', (name) => {
  expect(build({ [name]: 'x' })).not.toHaveProperty(name);
});

test.each(['PATH', 'HOME', 'LANG', 'TMPDIR', 'TERM', 'USER', 'EDITOR', 'JAVA_HOME', 'MONKEY', 'KEYBOARD', 'AUTHOR'])(
  '%s stays',
  (name) => {
    expect(build({ [name]: 'x' })).toMatchObject({ [name]: 'x' });
  },
);

test('the keys of model services are for the agent alone', () => {
  const keys = {
    ...{ ANTHROPIC_API_KEY: 'a', GEMINI_API_KEY: 'g', CLAUDE_CODE_OAUTH_TOKEN: 'c' },
    ...{ COPILOT_PROVIDER_API_KEY: 'p', COPILOT_PROVIDER_BEARER_TOKEN: 'b' },
  };
  const env = { ...keys, GITHUB_TOKEN: 't', COPILOT_GITHUB_TOKEN: 't' };
  const result = build(env, { modelKeys: true });
  expect(result).toMatchObject(keys);
  expect(result).not.toHaveProperty('GITHUB_TOKEN');
  expect(result).not.toHaveProperty('COPILOT_GITHUB_TOKEN');
  expect(Object.keys(build(env)).filter((name) => name in keys)).toEqual([]);
});

test('the user may let a name through', () => {
  expect(build({ NPM_TOKEN: 'x' }, { allowed: ['NPM_TOKEN'] })).toMatchObject({ NPM_TOKEN: 'x' });
});

test('nothing asks for a password, and what the run adds wins', () => {
  const result = buildAgentEnvironment({
    env: { PATH: '/bin' },
    allowed: [],
    modelKeys: false,
    withheld: [],
    extra: { PATH: '/shim:/bin' },
  });
  expect(result).toEqual({
    PATH: '/shim:/bin',
    GIT_TERMINAL_PROMPT: '0',
    GIT_ASKPASS: '',
    SSH_ASKPASS: '',
    // An empty helper takes back every helper that a configuration names.
    GIT_CONFIG_COUNT: '1',
    GIT_CONFIG_KEY_0: 'credential.helper',
    GIT_CONFIG_VALUE_0: '',
  });
});

test('keeps a variable back that is known to hold a key, unless the user lets it through', () => {
  const env = { MY_GATEWAY: 'sk-1', PLAIN: '1' };
  expect(build(env, { withheld: ['MY_GATEWAY'] })).toMatchObject({ PLAIN: '1' });
  expect(build(env, { withheld: ['MY_GATEWAY'] })).not.toHaveProperty('MY_GATEWAY');
  expect(build(env, { withheld: ['MY_GATEWAY'], allowed: ['MY_GATEWAY'] })).toHaveProperty('MY_GATEWAY', 'sk-1');
});
