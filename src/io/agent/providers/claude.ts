import type { ProviderConfig } from '../../../core/config/config.ts';
import { placeInside } from '../lines/place-inside.ts';
import { readClaudeLine } from '../lines/read-claude-line.ts';
import type { Provider } from '../provider.ts';
import type { ProviderSettings } from '../provider-settings.ts';

/**
 * Claude Code without a terminal: `claude -p`, which prints one JSON object per line. The prompt goes in by standard
 * input, so that it stands in no list of processes. https://code.claude.com/docs/en/headless
 */
export function claudeProvider({ config }: ProviderSettings): Provider {
  const program = config.command.length > 0 ? config.command : ['claude'];
  return {
    name: config.name,
    kind: 'claude',
    capabilities: { resume: true, cost: true, permissions: false },
    speaksTo: 'chant',
    launch: (request) => {
      const model = request.model ?? config.model;
      return {
        argv: [
          ...program,
          ...['-p', '--output-format', 'stream-json', '--verbose', '--permission-mode', permissionMode(config)],
          ...(model === null ? [] : ['--model', model]),
          ...(request.session === null ? [] : ['--resume', request.session]),
        ],
        env: { ...buildClaudeEnvironment(process.getuid?.() === 0), ...config.env },
      };
    },
    conversation: {
      by: 'lines',
      // A session that is gone on with remembers the prompt.
      input: ({ session, goOn, prompt }) => (session === null ? prompt : (goOn ?? prompt)),
      read: (line, { workspace }) => readClaudeLine(line).map((report) => placeInside(report, workspace)),
    },
  };
}

/** What Claude Code needs of its environment, started by itself or by its ACP adapter. */
export function buildClaudeEnvironment(isRoot: boolean): Readonly<Record<string, string>> {
  return {
    // It tries ten times by itself, with growing pauses, even when the key is wrong; chant waits better.
    CLAUDE_CODE_MAX_RETRIES: '2',
    // An update in the middle of a run would change the program under it.
    DISABLE_AUTOUPDATER: '1',
    // For root it refuses to work without asking, unless told that somebody else confines it.
    ...(isRoot ? { IS_SANDBOX: '1' } : {}),
  };
}

/** Without a terminal nobody can be asked: what the mode does not allow is refused, and told at the end. */
function permissionMode({ mode, permissions }: ProviderConfig): string {
  const modes = { allow: 'bypassPermissions', scope: 'acceptEdits', ask: 'default' };
  return mode ?? modes[permissions];
}
