import { readFileSync, statSync } from 'node:fs';
import { afterEach, describe, expect, it } from 'vitest';
import type { AgentLimits, AgentRequest, Provider } from '../../../src/io/agent/provider.ts';
import { commandProvider } from '../../../src/io/agent/providers/command.ts';
import { runAgent } from '../../../src/io/agent/run-agent.ts';
import { findProcessesByToken } from '../../../src/io/process/list-processes.ts';
import { isProcessAlive } from '../../../src/io/process/process-identity.ts';
import { agentRig, fixture, providerConfig, runInRig, settings } from './agent-rig.ts';

const disposers: (() => void)[] = [];
afterEach(() => {
  for (const dispose of disposers.splice(0)) dispose();
});

function rig(over: Partial<AgentRequest> = {}): AgentRequest {
  const { request, dispose } = agentRig(over);
  disposers.push(dispose);
  return request;
}

function agent(...args: string[]): Provider {
  const config = providerConfig({ command: [process.execPath, fixture('command-agent.mjs'), ...args] });
  return commandProvider(settings(config));
}

function limits(over: Partial<AgentLimits>): AgentLimits {
  return { timeoutMs: 20_000, stallMs: 20_000, budgets: [], graceMs: 3000, ...over };
}

function childPid(said: readonly string[]): number {
  return Number(/child (\d+)/.exec(said.join('\n'))?.[1]);
}

describe('an agent that ends by itself', () => {
  it('gives its exit status and the signal null', async () => {
    const { outcome } = await runInRig(agent('exit', '7'), rig());
    expect(outcome).toMatchObject({ ending: 'exited', exitCode: 7, signal: null, leftovers: [], final: null });
  });

  it('has what it printed on standard error at the end of its last message when it failed', async () => {
    const { outcome, said } = await runInRig(agent('complain'), rig());
    expect(outcome).toMatchObject({ exitCode: 3, lastMessage: 'trying\nno such key' });
    expect(said).toEqual(['trying']);
  });

  it('gets the prompt on standard input and as a file', async () => {
    const { said } = await runInRig(agent('prompt'), rig());
    expect(said).toEqual(['stdin: do it', 'file: do it']);
  });

  it("sees the environment of its request, the run's variables and nothing else", async () => {
    const request = rig({ model: 'big', env: { PATH: process.env['PATH'] ?? '', MINE: '1' } });
    const { said } = await runInRig(agent('environment'), request);
    const seen: unknown = JSON.parse(said.join(''));
    expect(seen).toEqual({
      PATH: process.env['PATH'],
      MINE: '1',
      CHANT_SPEC_FILE: request.specFile,
      CHANT_PROMPT_FILE: request.promptFile,
      CHANT_OUTBOX: request.outbox,
      CHANT_MODEL: 'big',
      CHANT_RUN_TOKEN: request.token,
    });
  });

  it('may close its standard input unread, however long the prompt is', async () => {
    const { outcome } = await runInRig(agent('close-stdin'), rig({ prompt: 'x'.repeat(1_000_000) }));
    expect(outcome).toMatchObject({ ending: 'exited', exitCode: 0 });
  });

  it.each(['background', 'daemon', 'bare-daemon'])('has its %s process ended and reported', async (scenario) => {
    const { outcome, said } = await runInRig(agent(scenario), rig());
    expect(outcome).toMatchObject({ ending: 'exited', exitCode: 0 });
    expect(outcome.leftovers).toHaveLength(1);
    expect(outcome.leftovers[0]).toContain('setInterval');
    expect(isProcessAlive({ pid: childPid(said), startTime: null })).toBe(false);
  });
});

describe('an agent that is stopped', () => {
  it('is ended when its time is up', async () => {
    const { outcome } = await runInRig(agent('hang'), rig({ limits: limits({ timeoutMs: 400 }) }));
    expect(outcome).toMatchObject({ ending: 'timeout', exitCode: null, signal: 'SIGTERM' });
  });

  it('is ended when it is silent for too long', async () => {
    const { outcome } = await runInRig(agent('hang'), rig({ limits: limits({ stallMs: 400 }) }));
    expect(outcome).toMatchObject({ ending: 'stalled', signal: 'SIGTERM' });
  });

  it('is killed when it does not listen to TERM', async () => {
    const { outcome } = await runInRig(
      agent('ignore-term'),
      rig({ limits: limits({ graceMs: 200 }) }),
      (_, controller) => controller.abort('pause'),
    );
    expect(outcome).toMatchObject({ ending: 'cancelled', signal: 'SIGKILL' });
  });

  it('is killed soon when the user is in a hurry, whatever the grace', async () => {
    const { outcome } = await runInRig(
      agent('ignore-term'),
      rig({ limits: limits({ graceMs: 60_000 }) }),
      (_, controller) => controller.abort('now'),
    );
    expect(outcome).toMatchObject({ ending: 'cancelled', signal: 'SIGKILL' });
  });

  it('is killed at once when the user asks again while the grace lasts', async () => {
    const request = rig({ limits: limits({ graceMs: 60_000 }) });
    const controller = new AbortController();
    let reason = 'pause';
    Object.defineProperty(controller.signal, 'reason', { get: () => reason });
    const onEvent = () => {
      controller.abort();
      setTimeout(() => {
        reason = 'now';
      }, 50);
    };
    const deps = { signal: controller.signal, now: () => performance.now(), onEvent, onStarted: () => undefined };
    const outcome = await runAgent(agent('ignore-term'), request, deps);
    expect(outcome).toMatchObject({ ending: 'cancelled', signal: 'SIGKILL' });
  });

  it('takes a deaf daemon of its own with it', async () => {
    const { outcome, said } = await runInRig(
      agent('deaf-daemon'),
      rig({ limits: limits({ graceMs: 200 }) }),
      (_, controller) => controller.abort('pause'),
    );
    expect(outcome.ending).toBe('cancelled');
    expect(outcome.leftovers).toHaveLength(1);
    expect(isProcessAlive({ pid: childPid(said), startTime: null })).toBe(false);
  });

  it('is not started when it was cancelled before', async () => {
    const { request, dispose } = agentRig();
    disposers.push(dispose);
    const outcome = await runAgent(agent('write'), request, {
      signal: AbortSignal.abort('pause'),
      now: () => 0,
      onEvent: () => undefined,
      onStarted: () => expect.unreachable('it must not start'),
    });
    expect(outcome).toMatchObject({ ending: 'cancelled', exitCode: null });
  });
});

describe('an agent that cannot be started', () => {
  it.each([
    ['not on the PATH', ['no-such-agent'], 'cannot start no-such-agent: ENOENT'],
    ['not executable', ['/dev/null'], 'cannot start /dev/null: EACCES'],
    ['given too much', ['true', 'x'.repeat(3_000_000)], 'cannot start true: E2BIG'],
    ['given a NUL', ['true', 'a\0b'], 'cannot start true: ERR_INVALID_ARG_VALUE'],
  ])('is an outcome when it is %s', async (_, command, message) => {
    const provider = commandProvider(settings(providerConfig({ command })));
    const { outcome, events } = await runInRig(provider, rig());
    expect(outcome).toMatchObject({ ending: 'not-started', exitCode: null, errors: [message] });
    expect(events).toEqual([{ kind: 'error', message, transient: false }]);
  });

  it('names the workspace when that is what is missing', async () => {
    const { outcome } = await runInRig(agent('write'), rig({ workspace: '/no/such/place' }));
    expect(outcome.errors).toEqual(['cannot start /no/such/place: ENOENT']);
  });
});

describe('what an agent prints', () => {
  it('reaches the events without control characters and broken UTF-8, and the log as it was', async () => {
    const request = rig();
    const { said } = await runInRig(agent('dirty'), request);
    expect(said).toEqual(['red back bell', 'a\ufffd\ufffdb', 'last']);
    expect(readFileSync(request.logFile).includes(Buffer.from([0x61, 0xff, 0xfe, 0x62]))).toBe(true);
  });

  it('is bounded in the log, the memory and the events when it is a flood', async () => {
    const request = rig({ logLimitBytes: 100_000 });
    const size = 128 * 1024 * 1024;
    let peak = 0;
    const before = process.memoryUsage().rss;
    const { outcome, said } = await runInRig(agent('flood', String(size)), request, () => {
      peak = Math.max(peak, process.memoryUsage().rss);
    });
    expect(outcome).toMatchObject({ ending: 'exited', exitCode: 0, outputBytes: size });
    expect(outcome.lastMessage.length).toBeLessThanOrEqual(4096);
    expect(said.length).toBeLessThan(10_000);
    expect(said.at(-1)).toMatch(/^\(\d+ more lines, see agent.log\)$/);
    expect(statSync(request.logFile).size).toBeLessThan(100_100);
    expect(readFileSync(request.logFile, 'utf8')).toContain(`[${size - 100_000} more bytes were left out]`);
    expect(peak - before).toBeLessThan(150 * 1024 * 1024);
  });

  it('is cut when it is one endless line', async () => {
    const { outcome, said } = await runInRig(agent('one-line', '20000000'), rig());
    expect(said).toEqual(['y'.repeat(8192)]);
    expect(outcome.outputBytes).toBe(20_000_000);
  });
});

describe('a caller that throws', () => {
  it.each(['onEvent', 'onStarted'])('gets its own error from %s, and no process is left', async (callback) => {
    const request = rig();
    const deps = {
      signal: new AbortController().signal,
      now: () => 0,
      onEvent: () => undefined,
      onStarted: () => undefined,
    };
    const broken = () => {
      throw new Error('a bug');
    };
    await expect(runAgent(agent('hang'), request, { ...deps, [callback]: broken })).rejects.toThrow('a bug');
    expect(await findProcessesByToken(request.token)).toEqual([]);
  });
});
