/** What an agent that is known by its program keeps below HOME, and what becomes of it in a sandbox. All paths are below HOME. */
export interface AgentHome {
  /** Names of the programs that start it. */
  readonly programs: readonly string[];
  /** A variable that moves one of its folders to another place. */
  readonly moved?: { readonly variable: string; readonly folder: string };
  /**
   * Who the user is to its service. The very file, and writable: a sign-in that is renewed inside and forgotten
   * afterwards would sign the user out.
   */
  readonly signIn: readonly string[];
  /** Settings: it gets a copy, and what it makes of that goes with the run. */
  readonly copied: readonly string[];
  /** What its user has taught it, to be read. */
  readonly read: readonly string[];
}

const within = (folder: string, names: readonly string[]): readonly string[] =>
  names.map((name) => `${folder}/${name}`);

/** Sorted by name, as the presets of providers are. What is not there is left out. */
export const agentHomes: Readonly<Record<string, AgentHome>> = {
  claude: {
    programs: ['claude', 'claude-agent-acp', 'claude-code-acp'],
    moved: { variable: 'CLAUDE_CONFIG_DIR', folder: '.claude' },
    signIn: ['.claude/.credentials.json'],
    copied: ['.claude.json', ...within('.claude', ['.claude.json', 'settings.json'])],
    read: within('.claude', ['CLAUDE.md', 'agents', 'commands', 'output-styles', 'plugins', 'rules', 'skills']),
  },
  codex: {
    programs: ['codex', 'codex-acp'],
    moved: { variable: 'CODEX_HOME', folder: '.codex' },
    signIn: ['.codex/auth.json'],
    copied: ['.codex/config.toml'],
    read: within('.codex', ['AGENTS.md', 'prompts', 'rules', 'skills']),
  },
  copilot: {
    programs: ['copilot'],
    signIn: ['.copilot/config.json'],
    copied: ['.copilot/mcp-config.json'],
    read: within('.copilot', ['agents', 'copilot-instructions.md', 'skills']),
  },
  cursor: {
    programs: ['cursor-agent'],
    signIn: ['.config/cursor/auth.json'],
    copied: ['.cursor/cli-config.json', '.cursor/mcp.json'],
    read: ['.cursor/commands', '.cursor/rules'],
  },
  gemini: {
    programs: ['gemini'],
    signIn: ['.gemini/oauth_creds.json'],
    copied: within('.gemini', ['.env', 'google_accounts.json', 'installation_id', 'settings.json']),
    read: within('.gemini', ['GEMINI.md', 'commands', 'extensions', 'skills']),
  },
  goose: {
    programs: ['goose'],
    signIn: ['.config/goose/secrets.yaml'],
    copied: ['.config/goose/config.yaml'],
    read: ['.config/goose/.goosehints'],
  },
  kiro: {
    programs: ['kiro-cli'],
    signIn: ['.local/share/kiro-cli'],
    copied: ['.kiro/settings/cli.json', '.kiro/settings/mcp.json'],
    read: ['.kiro/agents', '.kiro/steering'],
  },
  opencode: {
    programs: ['opencode'],
    signIn: ['.local/share/opencode/auth.json'],
    copied: within('.config/opencode', ['opencode.json', 'opencode.jsonc']),
    read: within('.config/opencode', ['AGENTS.md', 'agent', 'command']),
  },
  qwen: {
    programs: ['qwen'],
    signIn: ['.qwen/oauth_creds.json'],
    copied: within('.qwen', ['.env', 'installation_id', 'settings.json']),
    read: within('.qwen', ['QWEN.md', 'commands', 'extensions', 'skills']),
  },
};

/** Programs that start what is named behind them. */
const launchers = /^(node|npx|bunx?|pnpm|pnpx|yarn|dlx|x|exec|env|nice|timeout|uvx|deno|run)$/;
const shells = /^(ba|da|z|k)?sh$/;
/** The program comes first; behind it may be a whole prompt. */
const maxWords = 8;
const maxLine = 1000;

/**
 * The agent that a command line starts, whoever it is configured as: `[claude, -p]`, `[npx, -y, some/claude-agent-acp]`,
 * `[sh, -c, 'exec codex exec -']`, and `[claude-account1]`, a program that somebody has put around one. The name that
 * its preset has, too. null: none that is known.
 */
export function findAgentName(argv: readonly string[]): string | null {
  const [program = '', ...rest] = argv.slice(0, maxWords);
  if (shells.test(nameProgram(program))) {
    const line = rest.filter((word) => word.length <= maxLine).join(' ');
    return line.split(/[\s;|&()'"]+/).reduce<string | null>((found, word) => found ?? findByName(word), null);
  }
  for (const word of [program, ...rest]) {
    const found = findByName(word) ?? findWrapped(word);
    if (found !== null) return found;
    if (!launchers.test(nameProgram(word)) && !/^-|^\w+=|^\d+\w?$/.test(word)) return null;
  }
  return null;
}

/** What the agent that a command line starts keeps below HOME; null: none that is known. */
export function findAgentHome(argv: readonly string[]): AgentHome | null {
  const name = findAgentName(argv);
  return name === null ? null : (agentHomes[name] ?? null);
}

function findByName(word: string): string | null {
  const program = nameProgram(word);
  return Object.entries(agentHomes).find(([, { programs }]) => programs.includes(program))?.[0] ?? null;
}

/** `claude-account1`, `gemini_work`, `codex.sh`; a script in a language of its own is no agent because of its name. */
function findWrapped(word: string): string | null {
  const program = nameProgram(word);
  if (/\.([cm]?[jt]s|py|rb|pl)$/.test(program)) return null;
  const isAround = (inner: string): boolean => program.startsWith(inner) && /^[-_.]/.test(program.slice(inner.length));
  return Object.entries(agentHomes).find(([, { programs }]) => programs.some(isAround))?.[0] ?? null;
}

/** `/opt/bin/claude`, `@openai/codex@1.2.3` */
function nameProgram(word: string): string {
  return word.slice(word.lastIndexOf('/') + 1).replace(/@[^@]*$/, '');
}

/** A place that an agent knows by `path`, in the sandbox as outside of it; `own`: where it lies in the run's own HOME. */
export interface AgentPlace {
  readonly path: string;
  readonly own: string;
}

/** The places of an agent's home: below HOME, or where a variable has moved them. */
export function placeAgentHome(
  agent: AgentHome,
  world: { readonly home: string; readonly env: Readonly<Record<string, string | undefined>> },
): Readonly<Record<'signIn' | 'copied' | 'read' | 'moved', readonly AgentPlace[]>> {
  const { moved } = agent;
  const elsewhere = moved === undefined ? '' : (world.env[moved.variable] ?? '').replace(/\/+$/, '');
  const place = (own: string): AgentPlace => {
    const isMoved = moved !== undefined && elsewhere.startsWith('/') && own.startsWith(`${moved.folder}/`);
    return { own, path: isMoved ? `${elsewhere}${own.slice(moved.folder.length)}` : `${world.home}/${own}` };
  };
  return {
    signIn: agent.signIn.map(place),
    copied: agent.copied.map(place),
    read: agent.read.map(place),
    moved: moved !== undefined && elsewhere.startsWith('/') ? [{ path: elsewhere, own: moved.folder }] : [],
  };
}
