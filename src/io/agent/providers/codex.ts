import type { ProviderConfig } from '../../../core/config/config.ts';
import { placeInside } from '../lines/place-inside.ts';
import { readCodexLine } from '../lines/read-codex-line.ts';
import type { AgentRequest, Provider } from '../provider.ts';
import type { ProviderSettings } from '../provider-settings.ts';

/**
 * Codex without a terminal: `codex exec --json`, which prints one JSON object per line. The prompt goes in by standard
 * input. https://developers.openai.com/codex/noninteractive
 */
export function codexProvider({ config }: ProviderSettings): Provider {
  const program = config.command.length > 0 ? config.command : ['codex'];
  return {
    name: config.name,
    kind: 'codex',
    capabilities: { resume: true, cost: false, permissions: false },
    speaksTo: 'chant',
    launch: (request) => {
      const model = request.model ?? config.model;
      return {
        argv: [
          ...program,
          ...(request.session === null ? ['exec'] : ['exec', 'resume']),
          // Plugins are fetched from the network when it starts.
          ...['--json', '--skip-git-repo-check', '--disable', 'plugins'],
          ...(model === null ? [] : ['--model', model]),
          ...sandboxArguments(config, request),
          ...(request.session === null ? [] : [request.session]),
          '-',
        ],
        env: config.env,
      };
    },
    conversation: {
      by: 'lines',
      // A session that is gone on with remembers the prompt.
      input: ({ session, goOn, prompt }) => (session === null ? prompt : (goOn ?? prompt)),
      read: (line, { workspace }) => readCodexLine(line).map((report) => placeInside(report, workspace)),
    },
  };
}

/**
 * Its own sandbox. As settings, because `exec resume` does not know the options for it. In one of chant's it cannot
 * make another, and everything that it tries would be refused.
 */
function sandboxArguments({ mode, permissions }: ProviderConfig, request: AgentRequest): readonly string[] {
  const work = request.confine === undefined ? 'workspace-write' : 'danger-full-access';
  const modes = { allow: work, scope: work, ask: 'read-only' };
  const settings = [
    `sandbox_mode=${JSON.stringify(mode ?? modes[permissions])}`,
    'approval_policy="never"',
    `sandbox_workspace_write.network_access=${permissions === 'allow'}`,
  ];
  return [...settings.flatMap((setting) => ['-c', setting]), ...buildCodexOptions(request.outbox)];
}

/**
 * What codex needs to be told, started by itself or by its ACP adapter: an agent that halts does so in the outbox,
 * which lies outside of the workspace, and by a program on the PATH that it was given, which a login shell forgets.
 * https://developers.openai.com/codex/config-reference
 */
export function buildCodexOptions(outbox: string): readonly string[] {
  const settings = [`sandbox_workspace_write.writable_roots=${JSON.stringify([outbox])}`, 'allow_login_shell=false'];
  return settings.flatMap((setting) => ['-c', setting]);
}

/** The same for the adapter that takes no options: JSON that is laid over its configuration. */
export function buildCodexConfig(outbox: string, model: string | null): string {
  return JSON.stringify({
    ...(model === null ? {} : { model }),
    allow_login_shell: false,
    sandbox_workspace_write: { writable_roots: [outbox] },
  });
}
