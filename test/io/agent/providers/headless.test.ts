import { afterEach, describe, expect, it } from 'vitest';
import type { ProviderConfig } from '../../../../src/core/config/config.ts';
import type { AgentRequest } from '../../../../src/io/agent/provider.ts';
import { buildClaudeEnvironment, claudeProvider } from '../../../../src/io/agent/providers/claude.ts';
import { codexProvider } from '../../../../src/io/agent/providers/codex.ts';
import { agentRig, fixture, providerConfig, runInRig, settings } from '../agent-rig.ts';

const disposers: (() => void)[] = [];
afterEach(() => {
  for (const dispose of disposers.splice(0)) dispose();
});

const makers = { claude: claudeProvider, codex: codexProvider };

/** Starts a client that says how it was started. */
async function start(
  client: keyof typeof makers,
  over: { config?: Partial<ProviderConfig>; request?: Partial<AgentRequest> },
) {
  const { request, dispose } = agentRig(over.request);
  disposers.push(dispose);
  const command = [process.execPath, fixture('stream-agent.mjs'), client, 'argv'];
  const provider = makers[client](settings(providerConfig({ kind: client, command, ...over.config })));
  const { outcome, said } = await runInRig(provider, request);
  // What test/fixtures/agents/stream-agent.mjs says.
  const told = JSON.parse(said[0] ?? '{}') as { args: readonly string[]; prompt: string };
  return { outcome, request, ...told };
}

function valuesOf(args: readonly string[], option: string): readonly string[] {
  return args.flatMap((arg, index) => (arg === option ? [args[index + 1] ?? ''] : []));
}

describe.each(['claude', 'codex'] as const)('%s without a terminal', (client) => {
  it('gets the prompt by standard input and not by argument', async () => {
    const { args, prompt, outcome } = await start(client, { request: { prompt: '-- a secret\nprompt' } });
    expect(prompt).toBe('-- a secret\nprompt');
    expect(args.join(' ')).not.toContain('secret');
    expect(outcome).toMatchObject({ exitCode: 0, final: { ok: true }, sessionId: 's-1', usage: { outputTokens: 2 } });
  });

  it('is told the model: the run wins over the configuration', async () => {
    expect(valuesOf((await start(client, {})).args, '--model')).toEqual([]);
    const configured = { config: { model: 'small' } };
    expect(valuesOf((await start(client, configured)).args, '--model')).toEqual(['small']);
    expect(valuesOf((await start(client, { ...configured, request: { model: 'big' } })).args, '--model')).toEqual([
      'big',
    ]);
  });
});

describe('claude without a terminal', () => {
  it.each([
    [{ permissions: 'allow' }, 'bypassPermissions'],
    [{ permissions: 'scope' }, 'acceptEdits'],
    [{ permissions: 'ask' }, 'default'],
    [{ mode: 'plan' }, 'plan'],
  ] as const)('with %o works in the mode %s', async (config, mode) => {
    expect(valuesOf((await start('claude', { config })).args, '--permission-mode')).toEqual([mode]);
  });

  it('goes on with its own session', async () => {
    expect(valuesOf((await start('claude', { request: { session: 's-0' } })).args, '--resume')).toEqual(['s-0']);
  });

  it('is told that it is confined only when it is root, as it refuses to work otherwise', () => {
    expect(buildClaudeEnvironment(true)).toHaveProperty('IS_SANDBOX', '1');
    expect(buildClaudeEnvironment(false)).not.toHaveProperty('IS_SANDBOX');
  });
});

describe('codex without a terminal', () => {
  it.each([
    [{ permissions: 'allow' }, 'workspace-write', true],
    [{ permissions: 'scope' }, 'workspace-write', false],
    [{ permissions: 'ask' }, 'read-only', false],
    [{ mode: 'danger-full-access' }, 'danger-full-access', true],
  ] as const)('with %o works in the sandbox %s, with network: %s', async (config, mode, network) => {
    const { args, request } = await start('codex', { config });
    expect(valuesOf(args, '-c')).toEqual([
      `sandbox_mode="${mode}"`,
      'approval_policy="never"',
      `sandbox_workspace_write.network_access=${network}`,
      `sandbox_workspace_write.writable_roots=["${request.outbox}"]`,
      'allow_login_shell=false',
    ]);
  });

  it('does without a sandbox of its own inside of one of chant', async () => {
    const confine = (launch: { readonly argv: readonly string[]; readonly env: Readonly<Record<string, string>> }) =>
      launch;
    const { args } = await start('codex', { request: { confine } });
    expect(valuesOf(args, '-c')).toContain('sandbox_mode="danger-full-access"');
  });

  it('goes on with its own session, and gets the new prompt by standard input', async () => {
    const { args } = await start('codex', { request: { session: 's-0' } });
    expect(args.slice(0, 2)).toEqual(['exec', 'resume']);
    expect(args.slice(-2)).toEqual(['s-0', '-']);
  });
});
