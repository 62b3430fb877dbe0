import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { ProviderConfig } from '../../../src/core/config/config.ts';
import type { AgentEvent, AgentOutcome } from '../../../src/core/plan/agent-outcome.ts';
import type { AgentRequest, AgentScope, Provider } from '../../../src/io/agent/provider.ts';
import type { ProviderSettings } from '../../../src/io/agent/provider-settings.ts';
import { type AgentDeps, runAgent } from '../../../src/io/agent/run-agent.ts';

/** Path of a program under test/fixtures/agents. */
export function fixture(name: string): string {
  return fileURLToPath(new URL(`../../fixtures/agents/${name}`, import.meta.url));
}

export function providerConfig(over: Partial<ProviderConfig>): ProviderConfig {
  return {
    name: 'mine',
    kind: 'command',
    command: [],
    env: {},
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
    ...over,
  };
}

/** What a provider is made from, where nothing of it matters. */
export function settings(config: ProviderConfig, over: Partial<ProviderSettings> = {}): ProviderSettings {
  return { config, root: '/', env: {}, model: null, programs: { replayAgent: '', embeddedAgent: '' }, ...over };
}

export const anyScope: AgentScope = {
  allowEdit: () => true,
  source: { path: 'spec.md', targetFiles: [], allowFiles: [] },
  protect: [],
};

/** A workspace in a fresh folder, and a request for a run in it. */
export function agentRig(over: Partial<AgentRequest> = {}): { request: AgentRequest; dispose: () => void } {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'chant-agent-test-')));
  const workspace = join(folder, 'workspace');
  mkdirSync(workspace);
  writeFileSync(join(folder, 'prompt.md'), 'do it');
  writeFileSync(
    join(workspace, 'spec.md'),
    '# A spec\n\n## Acceptance Criteria\n\n- [ ] It is made\n- [ ] It is tested\n',
  );
  const request: AgentRequest = {
    title: 'A spec',
    workspace,
    prompt: 'do it',
    promptFile: join(folder, 'prompt.md'),
    specFile: join(workspace, 'spec.md'),
    outbox: join(folder, 'outbox'),
    env: { PATH: process.env['PATH'] ?? '', CHANT_REPLAY_SPEED: '0' },
    token: folder,
    model: null,
    session: null,
    goOn: null,
    limits: { timeoutMs: 20_000, stallMs: 20_000, budgets: [], graceMs: 3000 },
    logFile: join(folder, 'agent.log'),
    logLimitBytes: 10 * 1024 * 1024,
    scope: anyScope,
    ...over,
  };
  return { request, dispose: () => rmSync(folder, { recursive: true, force: true }) };
}

export interface RigRun {
  readonly outcome: AgentOutcome;
  readonly events: readonly AgentEvent[];
  readonly said: readonly string[];
}

/** Runs an agent; `onEvent` may stop it through the controller. */
export async function runInRig(
  provider: Provider,
  request: AgentRequest,
  onEvent: (event: AgentEvent, controller: AbortController) => void = () => undefined,
  onStarted: AgentDeps['onStarted'] = () => undefined,
): Promise<RigRun> {
  const controller = new AbortController();
  const events: AgentEvent[] = [];
  const outcome = await runAgent(provider, request, {
    signal: controller.signal,
    now: () => performance.now(),
    onEvent: (event) => {
      events.push(event);
      onEvent(event, controller);
    },
    onStarted,
  });
  return { outcome, events, said: events.flatMap((event) => (event.kind === 'said' ? [event.text] : [])) };
}
