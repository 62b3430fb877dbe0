import { existsSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { formatSession } from '../../../src/core/session/format-session.ts';
import type { SessionStep } from '../../../src/core/session/session.ts';
import type { AgentRequest, Provider } from '../../../src/io/agent/provider.ts';
import { providerKinds } from '../../../src/io/agent/provider-list.ts';
import { findProcessesByToken } from '../../../src/io/process/list-processes.ts';
import { startModelServer } from '../../helper/model-server.ts';
import { agentRig, fixture, providerConfig, runInRig, settings } from './agent-rig.ts';
import { buildPrograms } from './build-programs.ts';

/** What every provider must do, whatever it talks with. */
interface Contract {
  /** Configuration of an agent that writes made.txt, or hangs for ever after it has said something. */
  configure(root: string, scenario: 'write' | 'hang'): Parameters<typeof providerConfig>[0];
}

const writes = await startModelServer([{ say: 'I write it.', call: { write: 'made.txt', content: 'made\n' } }]);
const hangs = await startModelServer([{ say: 'hanging', call: { run: 'sleep 3600' } }]);
const embedded: Contract = {
  configure: (_, scenario) => ({ endpoint: `${(scenario === 'write' ? writes : hangs).url}/v1`, model: 'scripted' }),
};

const contracts: Readonly<Record<string, Contract>> = {
  acp: {
    configure: (_, scenario) => {
      const steps = scenario === 'write' ? [['write', 'made.txt']] : [['deaf']];
      return { command: [process.execPath, fixture('acp-agent.mjs'), JSON.stringify({ steps })] };
    },
  },
  anthropic: embedded,
  claude: {
    configure: (_, scenario) => ({ command: [process.execPath, fixture('stream-agent.mjs'), 'claude', scenario] }),
  },
  codex: {
    configure: (_, scenario) => ({ command: [process.execPath, fixture('stream-agent.mjs'), 'codex', scenario] }),
  },
  command: {
    configure: (_, scenario) => ({ command: [process.execPath, fixture('command-agent.mjs'), scenario] }),
  },
  ollama: embedded,
  openai: embedded,
  'openai-compatible': embedded,
  replay: {
    configure: (root, scenario) => {
      const written: SessionStep = { at: 0, kind: 'wrote', path: 'made.txt', content: { text: '' }, mode: '100644' };
      const said: SessionStep = { at: 0, kind: 'said', text: 'hanging' };
      const steps: SessionStep[] = scenario === 'write' ? [written] : [said, { at: 3_600_000, kind: 'end', exit: 0 }];
      writeFileSync(join(root, 'session.jsonl'), formatSession({ title: 't', provider: 'p', steps }));
      return { session: 'session.jsonl', env: scenario === 'hang' ? { CHANT_REPLAY_SPEED: '1' } : {} };
    },
  },
};

let program: Awaited<ReturnType<typeof buildPrograms>>;
beforeAll(async () => {
  program = await buildPrograms();
});
afterAll(async () => {
  program.dispose();
  await Promise.all([writes.stop(), hangs.stop()]);
});

const disposers: (() => void)[] = [];
afterEach(() => {
  for (const dispose of disposers.splice(0)) dispose();
});

function set(
  kind: string,
  scenario: 'write' | 'hang',
  timeoutMs = 20_000,
): { request: AgentRequest; provider: Provider } {
  const limits = { timeoutMs, stallMs: 20_000, budgets: [], graceMs: 300 };
  const { request, dispose } = agentRig({ limits });
  disposers.push(dispose);
  const root = dirname(request.workspace);
  const config = providerConfig({ kind, ...contracts[kind]?.configure(root, scenario) });
  const provider = providerKinds[kind]?.(settings(config, { root, programs: program.programs }));
  if (provider === undefined) throw new Error(`no provider ${kind}`);
  return { request, provider };
}

describe.each(Object.keys(providerKinds))('the provider %s', (kind) => {
  it('runs an agent that writes a file and ends', async () => {
    const { request, provider } = set(kind, 'write');
    const { outcome, events } = await runInRig(provider, request);
    expect(outcome).toMatchObject({ ending: 'exited', exitCode: 0, errors: [], denied: [], leftovers: [] });
    expect(outcome.final?.ok ?? true).toBe(true);
    expect(events.length).toBeGreaterThan(0);
    expect(existsSync(join(request.workspace, 'made.txt'))).toBe(true);
  });

  it('is ended when its time is up, and leaves no process', async () => {
    const { request, provider } = set(kind, 'hang', 300);
    const { outcome } = await runInRig(provider, request);
    expect(outcome.ending).toBe('timeout');
    expect(await findProcessesByToken(request.token)).toEqual([]);
  });

  it.each(['pause', 'now'])('is ended when it is cancelled with %s, and leaves no process', async (reason) => {
    const { request, provider } = set(kind, 'hang');
    const { outcome } = await runInRig(provider, request, (event, controller) => {
      if (event.kind === 'said') controller.abort(reason);
    });
    expect(outcome.ending).toBe('cancelled');
    expect(await findProcessesByToken(request.token)).toEqual([]);
  });

  it('is an outcome when its program is not there', async () => {
    const { request } = set(kind, 'write');
    const config = providerConfig({ kind, command: ['no-such-agent'], session: 'none.jsonl' });
    const provider = providerKinds[kind]?.(
      settings(config, { programs: { replayAgent: '/no/such.cjs', embeddedAgent: '/no/such.cjs' } }),
    );
    if (provider === undefined) throw new Error(`no provider ${kind}`);
    const { outcome } = await runInRig(provider, request);
    expect(outcome.ending === 'not-started' || outcome.exitCode !== 0).toBe(true);
  });
});
