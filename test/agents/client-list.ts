import type { Client, ClientSetting, ModelPlace } from './client.ts';

/**
 * Packages are installed without their scripts, which would only put a native program in the place of a stub: that
 * program is taken from the package that holds it.
 */
const native = `${process.platform}-${process.arch}`;

const claudeSetting = ({ url, key }: ModelPlace): ClientSetting => ({
  env: {
    ANTHROPIC_BASE_URL: url,
    ANTHROPIC_API_KEY: key,
    CLAUDE_CODE_DISABLE_NONESSENTIAL_TRAFFIC: '1',
    DISABLE_TELEMETRY: '1',
  },
});

const codexSetting = ({ url, key }: ModelPlace): ClientSetting => ({
  env: { OPENAI_API_KEY: key },
  files: {
    '.codex/config.toml': [
      'model = "gpt-5.5"',
      'model_provider = "loopback"',
      'check_for_update_on_startup = false',
      '[model_providers.loopback]',
      'name = "loopback"',
      `base_url = "${url}/v1"`,
      'env_key = "OPENAI_API_KEY"',
      'wire_api = "responses"',
      'request_max_retries = 1',
      'stream_max_retries = 1',
      'supports_websockets = false',
      '',
    ].join('\n'),
  },
});

const geminiFiles = {
  '.gemini/settings.json': JSON.stringify({
    security: { auth: { selectedType: 'gemini-api-key' } },
    privacy: { usageStatisticsEnabled: false },
    general: { enableAutoUpdate: false },
  }),
};

const opencodeSetting = ({ url, key }: ModelPlace): ClientSetting => ({
  env: {
    OPENAI_API_KEY: key,
    OPENCODE_DISABLE_MODELS_FETCH: '1',
    OPENCODE_DISABLE_LSP_DOWNLOAD: '1',
    OPENCODE_DISABLE_DEFAULT_PLUGINS: '1',
  },
  files: {
    '.config/opencode/opencode.json': JSON.stringify({
      model: 'loopback/scripted',
      small_model: 'loopback/scripted',
      share: 'disabled',
      provider: {
        loopback: {
          npm: '@ai-sdk/openai-compatible',
          name: 'Loopback',
          options: { baseURL: `${url}/v1`, apiKey: '{env:OPENAI_API_KEY}' },
          models: {
            scripted: { name: 'Scripted', cost: { input: 3, output: 15 }, limit: { context: 200_000, output: 8192 } },
          },
        },
      },
    }),
  },
});

const qwenFiles = {
  '.qwen/settings.json': JSON.stringify({
    security: { auth: { selectedType: 'openai' } },
    privacy: { usageStatisticsEnabled: false },
    general: { enableAutoUpdate: false, disableAutoUpdate: true },
  }),
};

const both = { tokens: 'all', cost: true } as const;
const tokens = { tokens: 'all', cost: false } as const;

/** Every client that is run, in the order of the matrix. */
export const clients: readonly Client[] = [
  {
    name: 'claude (ACP)',
    packageName: '@agentclientprotocol/claude-agent-acp',
    programs: { 'claude-agent-acp': '.bin/claude-agent-acp' },
    provider: 'claude',
    asks: 'edits',
    tells: both,
    setUp: claudeSetting,
  },
  {
    name: 'claude (headless)',
    packageName: '@anthropic-ai/claude-code',
    programs: { claude: `@anthropic-ai/claude-code-${native}/claude` },
    provider: 'claude',
    asks: 'none',
    tells: both,
    setUp: claudeSetting,
  },
  {
    name: 'codex (ACP)',
    packageName: '@agentclientprotocol/codex-acp',
    programs: { 'codex-acp': '.bin/codex-acp' },
    provider: 'codex',
    asks: 'none',
    tells: tokens,
    setUp: codexSetting,
  },
  {
    name: 'codex (headless)',
    packageName: '@openai/codex',
    programs: { codex: '.bin/codex' },
    provider: 'codex',
    asks: 'none',
    tells: tokens,
    setUp: codexSetting,
  },
  {
    name: 'gemini (ACP)',
    packageName: '@google/gemini-cli',
    programs: { gemini: '.bin/gemini' },
    provider: 'gemini',
    asks: 'edits',
    tells: tokens,
    forgetsWithinMinute: true,
    setUp: ({ url, key }) => ({ env: { GEMINI_API_KEY: key, GOOGLE_GEMINI_BASE_URL: url }, files: geminiFiles }),
  },
  {
    name: 'opencode (ACP)',
    packageName: 'opencode-ai',
    programs: { opencode: `opencode-${native}/bin/opencode` },
    provider: 'opencode',
    asks: 'edits',
    tells: { tokens: 'last', cost: true },
    setUp: opencodeSetting,
  },
  {
    name: 'qwen (ACP)',
    packageName: '@qwen-code/qwen-code',
    programs: { qwen: '.bin/qwen' },
    provider: 'qwen',
    asks: 'edits',
    tells: tokens,
    setUp: ({ url, key }) => ({
      env: { OPENAI_API_KEY: key, OPENAI_BASE_URL: `${url}/v1`, OPENAI_MODEL: 'scripted' },
      files: qwenFiles,
    }),
  },
  {
    name: 'copilot (ACP)',
    packageName: '@github/copilot',
    programs: { copilot: `@github/copilot-${native}/copilot` },
    provider: 'copilot',
    asks: 'edits',
    tells: tokens,
    setUp: ({ url, key }) => ({
      env: {
        COPILOT_PROVIDER_BASE_URL: `${url}/v1`,
        COPILOT_PROVIDER_API_KEY: key,
        COPILOT_MODEL: 'gpt-4.1',
        COPILOT_OFFLINE: 'true',
        COPILOT_AUTO_UPDATE: 'false',
      },
    }),
  },
  {
    name: 'chant: anthropic (Messages)',
    packageName: null,
    programs: {},
    provider: 'anthropic',
    asks: 'own',
    tells: both,
    setUp: ({ url, key }) => ({ env: { ANTHROPIC_API_KEY: key }, settings: [`endpoint: ${url}/v1`] }),
  },
  {
    name: 'chant: openai (Responses)',
    packageName: null,
    programs: {},
    provider: 'openai',
    asks: 'own',
    tells: both,
    setUp: ({ url, key }) => ({ env: { OPENAI_API_KEY: key }, settings: [`endpoint: ${url}/v1`, 'api: responses'] }),
  },
  {
    name: 'chant: openai-compatible (Chat Completions)',
    packageName: null,
    programs: {},
    provider: 'gateway',
    asks: 'own',
    tells: both,
    setUp: ({ url, key }) => ({
      env: { GATEWAY_KEY: key },
      settings: [
        'kind: openai-compatible',
        `endpoint: ${url}/v1`,
        'key_env: GATEWAY_KEY',
        'model: scripted',
        'prices: { input: 3, output: 15 }',
      ],
    }),
  },
];
