import type { AgentRequest } from './provider.ts';
import { buildClaudeEnvironment } from './providers/claude.ts';
import { buildCodexOptions } from './providers/codex.ts';

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
  /** Session mode to switch to, for an agent that would start without the right to write. */
  readonly mode?: string;
  /** Kind of provider that drives it without ACP, and the program which that needs. */
  readonly headless?: { readonly kind: 'claude' | 'codex'; readonly program: string };
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
    install: 'npm install -g @agentclientprotocol/claude-agent-acp',
  },
  // https://github.com/zed-industries/codex-acp
  codex: {
    command: ['codex-acp'],
    options: ({ outbox }) => buildCodexOptions(outbox),
    modelOption: (model) => ['-c', `model=${JSON.stringify(model)}`],
    // Without it a sign-in may open a browser.
    env: { NO_BROWSER: '1' },
    // It starts in its mode `read-only`, in which its shell is refused without a question.
    mode: 'auto',
    headless: { kind: 'codex', program: 'codex' },
    install: 'npm install -g @zed-industries/codex-acp',
  },
  // https://docs.github.com/copilot/concepts/agents/about-copilot-cli
  copilot: {
    command: ['copilot', '--acp', '--no-auto-update'],
    modelOption: (model) => ['--model', model],
    install: 'npm install -g @github/copilot',
  },
  // https://cursor.com/docs/cli/acp; its newer name `agent` may be anybody's.
  cursor: { command: ['cursor-agent', 'acp'], install: 'curl https://cursor.com/install -fsS | bash' },
  // https://geminicli.com/docs/cli/acp-mode
  gemini: {
    command: ['gemini', '--acp'],
    modelOption: dashModel,
    // In a folder that nobody has trusted by hand, as every fresh workspace is, it ends with status 55.
    env: { GEMINI_CLI_TRUST_WORKSPACE: 'true' },
    install: 'npm install -g @google/gemini-cli',
  },
  // https://block.github.io/goose/docs/guides/acp-clients
  goose: {
    command: ['goose', 'acp'],
    modelVariable: 'GOOSE_MODEL',
    install: 'see https://block.github.io/goose/docs/getting-started/installation',
  },
  // https://kiro.dev/docs/cli/acp
  kiro: { command: ['kiro-cli', 'acp'], install: 'curl -fsSL https://cli.kiro.dev/install | bash' },
  // https://opencode.ai/docs/acp
  opencode: {
    command: ['opencode', 'acp'],
    env: { OPENCODE_DISABLE_AUTOUPDATE: '1' },
    install: 'npm install -g opencode-ai',
  },
  // https://qwenlm.github.io/qwen-code-docs
  qwen: { command: ['qwen', '--acp'], modelOption: dashModel, install: 'npm install -g @qwen-code/qwen-code' },
};

/** The name of a preset that a kind means; the existing tool calls one of them otherwise. */
export function findPresetName(kind: string): string | null {
  const name = kind === 'kirocli' ? 'kiro' : kind;
  return Object.hasOwn(presets, name) ? name : null;
}
