import type { AgentRequest } from './provider.ts';
import { buildClaudeEnvironment } from './providers/claude.ts';
import { buildCodexConfig, buildCodexOptions } from './providers/codex.ts';

/** An agent that needs only its name in the configuration. */
export interface Preset {
  /** Starts it as an ACP agent. */
  readonly command: readonly [program: string, ...rest: readonly string[]];
  /** More options, for what a run needs of it. */
  readonly options?: (request: AgentRequest) => readonly string[];
  /** Options that name the model, where it takes one by argument. */
  readonly modelOption?: (model: string) => readonly string[];
  /** Variables that name the model, where it takes one so. */
  readonly modelVariable?: string;
  readonly env?: Readonly<Record<string, string>>;
  /** More variables, for what a run needs of it. */
  readonly variables?: (request: AgentRequest) => Readonly<Record<string, string>>;
  /** Variables that make it ask before it acts, where it would not by itself and not everything is allowed. */
  readonly asking?: Readonly<Record<string, string>>;
  /**
   * Session modes to switch to, the first that it has, for an agent that would start without the right to write, or
   * with more than it is to have. `free`: where everything is allowed, inside of a sandbox of chant's.
   */
  readonly modes?: Readonly<Record<'work' | 'ask' | 'free', readonly string[]>>;
  /** A turn that it is told to cancel is taken out of its session: it is ended without, so that it can be gone on with. */
  readonly forgets?: true;
  /** Kind of provider that drives it without ACP, and the program which that needs. */
  readonly headless?: { readonly kind: 'claude' | 'codex'; readonly program: string };
  /** Variables that hold a key which it takes, those of its services included. */
  readonly keys: readonly string[];
  /** Command that signs in, at a terminal. */
  readonly signIn: string;
  /** False: it tells no price, so a cost limit cannot be held. */
  readonly cost?: false;
  /** Installs what is preferred. */
  readonly install: string;
}

const dashModel = (model: string): readonly string[] => ['-m', model];

/** Sorted by name. Where the ACP command of each is documented stands beside it. */
export const presets: Readonly<Record<string, Preset>> = {
  // https://github.com/agentclientprotocol/claude-agent-acp
  claude: {
    command: ['claude-agent-acp'],
    modelVariable: 'ANTHROPIC_MODEL',
    env: buildClaudeEnvironment(process.getuid?.() === 0),
    headless: { kind: 'claude', program: 'claude' },
    keys: ['ANTHROPIC_API_KEY', 'ANTHROPIC_AUTH_TOKEN', 'CLAUDE_CODE_OAUTH_TOKEN'],
    signIn: 'claude /login',
    install: 'npm install -g @agentclientprotocol/claude-agent-acp',
  },
  // https://github.com/agentclientprotocol/codex-acp; its forerunner, @zed-industries/codex-acp, takes options instead.
  codex: {
    command: ['codex-acp'],
    options: ({ outbox }) => buildCodexOptions(outbox),
    modelOption: (model) => ['-c', `model=${JSON.stringify(model)}`],
    variables: ({ outbox, model }) => ({ CODEX_CONFIG: buildCodexConfig(outbox, model) }),
    // Without it a sign-in may open a browser.
    env: { NO_BROWSER: '1' },
    // It would start without the right to write, or ask a second model instead of chant.
    modes: {
      work: ['workspace-write', 'auto'],
      ask: ['read-only'],
      // Its own sandbox cannot be made inside of another.
      free: ['agent-full-access', 'full-access'],
    },
    headless: { kind: 'codex', program: 'codex' },
    keys: ['CODEX_API_KEY', 'OPENAI_API_KEY'],
    signIn: 'codex login',
    cost: false,
    install: 'npm install -g @agentclientprotocol/codex-acp',
  },
  // https://docs.github.com/copilot/concepts/agents/about-copilot-cli
  copilot: {
    command: ['copilot', '--acp', '--no-auto-update'],
    modelOption: (model) => ['--model', model],
    keys: ['COPILOT_GITHUB_TOKEN', 'COPILOT_PROVIDER_API_KEY', 'COPILOT_PROVIDER_BEARER_TOKEN'],
    signIn: 'copilot, then /login',
    cost: false,
    install: 'npm install -g @github/copilot',
  },
  // https://cursor.com/docs/cli/acp; its newer name `agent` may be anybody's.
  cursor: {
    command: ['cursor-agent', 'acp'],
    keys: ['CURSOR_API_KEY'],
    signIn: 'cursor-agent login',
    cost: false,
    install: 'curl https://cursor.com/install -fsS | bash',
  },
  // https://geminicli.com/docs/cli/acp-mode
  gemini: {
    command: ['gemini', '--acp'],
    modelOption: dashModel,
    // In a folder that nobody has trusted by hand, as every fresh workspace is, it ends with status 55.
    env: { GEMINI_CLI_TRUST_WORKSPACE: 'true' },
    forgets: true,
    keys: ['GEMINI_API_KEY', 'GOOGLE_API_KEY'],
    signIn: 'gemini, then /auth',
    cost: false,
    install: 'npm install -g @google/gemini-cli',
  },
  // https://github.com/aaif-goose/goose
  goose: {
    command: ['goose', 'acp'],
    modelVariable: 'GOOSE_MODEL',
    keys: ['ANTHROPIC_API_KEY', 'GOOGLE_API_KEY', 'OPENAI_API_KEY', 'OPENROUTER_API_KEY'],
    signIn: 'goose configure',
    install: 'curl -fsSL https://github.com/aaif-goose/goose/releases/download/stable/download_cli.sh | bash',
  },
  // https://kiro.dev/docs/cli/acp
  kiro: {
    command: ['kiro-cli', 'acp'],
    keys: ['KIRO_API_KEY'],
    signIn: 'kiro-cli login',
    install: 'curl -fsSL https://cli.kiro.dev/install | bash',
  },
  // https://opencode.ai/docs/acp
  opencode: {
    command: ['opencode', 'acp'],
    env: { OPENCODE_DISABLE_AUTOUPDATE: '1' },
    asking: { OPENCODE_PERMISSION: JSON.stringify({ edit: 'ask', bash: 'ask' }) },
    keys: ['ANTHROPIC_API_KEY', 'GEMINI_API_KEY', 'OPENAI_API_KEY', 'OPENROUTER_API_KEY'],
    signIn: 'opencode auth login',
    install: 'npm install -g opencode-ai',
  },
  // https://qwenlm.github.io/qwen-code-docs
  qwen: {
    command: ['qwen', '--acp'],
    modelOption: dashModel,
    keys: ['DASHSCOPE_API_KEY', 'OPENAI_API_KEY'],
    signIn: 'qwen, then /auth',
    cost: false,
    install: 'npm install -g @qwen-code/qwen-code',
  },
};

/** The name of a preset that a kind means; the existing tool calls one of them otherwise. */
export function findPresetName(kind: string): string | null {
  const name = kind === 'kirocli' ? 'kiro' : kind;
  return Object.hasOwn(presets, name) ? name : null;
}
