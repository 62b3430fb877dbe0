import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import type { ProviderConfig } from '../../../../src/core/config/config.ts';
import type { AgentRequest, Budget, Provider } from '../../../../src/io/agent/provider.ts';
import { presets } from '../../../../src/io/agent/presets.ts';
import { acpProvider } from '../../../../src/io/agent/providers/acp.ts';
import { anyScope, agentRig, fixture, providerConfig, runInRig, settings } from '../agent-rig.ts';

const disposers: (() => void)[] = [];
afterEach(() => {
  for (const dispose of disposers.splice(0)) dispose();
});

function rig(over: Partial<AgentRequest> = {}): AgentRequest {
  const { request, dispose } = agentRig(over);
  disposers.push(dispose);
  return request;
}

interface Script {
  readonly steps?: readonly (readonly unknown[])[];
  readonly [key: string]: unknown;
}

function agent(script: Script, over: Partial<ProviderConfig> = {}): Provider {
  const command = [process.execPath, fixture('acp-agent.mjs'), JSON.stringify(script)];
  return acpProvider(settings(providerConfig({ kind: 'acp', command, ...over })));
}

const done = { ending: 'exited', final: { ok: true, message: null }, errors: [], denied: [] };
function dollars(limit: number): Budget {
  return { key: 'limits.cost_usd', unit: 'usd', limit, used: () => 0 };
}

const rules = { limits: { timeoutMs: 20_000, stallMs: 20_000, budgets: [], graceMs: 400 } };

describe('a turn over ACP', () => {
  it('sends the prompt, shows what the agent says line by line, and what it does with its path', async () => {
    const request = rig();
    const script = {
      steps: [
        ['say', 'I wr'],
        ['say', 'ite\nnow'],
        ['write', 'made.txt'],
        ['say', 'bye'],
      ],
    };
    const { outcome, events } = await runInRig(agent(script), request);
    expect(outcome).toMatchObject({ ...done, exitCode: 0, sessionId: 'fresh', usage: null });
    expect(events).toEqual([
      { kind: 'session', id: 'fresh' },
      { kind: 'said', text: 'prompt: do it (fresh, mode default)' },
      { kind: 'said', text: 'I write' },
      { kind: 'said', text: 'now' },
      { kind: 'did', action: 'Write made.txt', path: 'made.txt' },
      { kind: 'said', text: 'bye' },
    ]);
    expect(existsSync(join(request.workspace, 'made.txt'))).toBe(true);
  });

  it('shows a tool call of which only updates are told', async () => {
    const { events } = await runInRig(agent({ steps: [['write', 'made.txt', { updateOnly: true }]] }), rig());
    expect(events).toContainEqual({ kind: 'did', action: 'Write made.txt', path: 'made.txt' });
  });

  it('shows a tool call that was asked for, and of which only updates are told, and what was said before it', async () => {
    const steps = [
      ['say', 'I write.'],
      ['write', 'made.txt', { ask: true, updateOnly: true }],
      ['say', 'It is written.'],
    ];
    const { events } = await runInRig(agent({ greet: false, steps }), rig());
    const did = { kind: 'did', action: 'Write made.txt', path: 'made.txt' };
    expect(events.filter(({ kind }) => kind === 'did')).toEqual([did]);
    expect(events.findIndex(({ kind }) => kind === 'did')).toBeLessThan(events.length - 1);
    expect(events.at(-1)).toEqual({ kind: 'said', text: 'It is written.' });
  });

  it('hears updates that come after the result', async () => {
    const { said, outcome } = await runInRig(agent({ steps: [['late', 'one more thing']] }), rig());
    expect(said.at(-1)).toBe('one more thing');
    expect(outcome).toMatchObject(done);
  });

  it('ends an agent that stays when its input ends, and does not hold that against it', async () => {
    const { outcome } = await runInRig(agent({ eof: 'ignore' }), rig(rules));
    expect(outcome).toMatchObject({ ...done, exitCode: null, signal: null, leftovers: [] });
  });

  it('tells what the agent left running, and not what it is made of', async () => {
    const made = await runInRig(agent({ eof: 'ignore', server: true }), rig(rules));
    expect(made.outcome).toMatchObject({ ...done, leftovers: [] });
    const left = await runInRig(agent({ eof: 'ignore', server: true, steps: [['stray']] }), rig(rules));
    expect(left.outcome.leftovers).toHaveLength(1);
  });

  it('does not take what an agent complained of on the way for what it said, when it ended well', async () => {
    const steps = [
      ['sh', 'echo a warning >&2'],
      ['say', 'done'],
    ];
    const { outcome } = await runInRig(agent({ eof: 'ignore', greet: false, steps }), rig(rules));
    expect(outcome.lastMessage).toBe('done');
  });

  it.each([
    ['cached ones apart', [{ inputTokens: 800, outputTokens: 25, cachedReadTokens: 200, totalTokens: 1025 }]],
    ['cached ones among them', [{ inputTokens: 1000, outputTokens: 25, cachedReadTokens: 200, totalTokens: 1025 }]],
    ['no total', [{ inputTokens: 1000, outputTokens: 25, cachedReadTokens: 200 }]],
  ])('counts all tokens that went in, told with %s', async (_title, told) => {
    const { outcome } = await runInRig(agent({ steps: [['stop', 'end_turn', ...told]] }), rig());
    expect(outcome.usage).toEqual({ inputTokens: 1000, cachedInputTokens: 200, outputTokens: 25, costUsd: null });
  });

  it('takes tokens as gemini tells them', async () => {
    const quota = { token_count: { input_tokens: 3030, output_tokens: 75 } };
    const { outcome } = await runInRig(agent({ steps: [['stop', 'end_turn', null, { quota }]] }), rig());
    expect(outcome.usage).toEqual({ inputTokens: 3030, outputTokens: 75, costUsd: null });
  });

  it('adds up tokens as qwen tells them, behind every answer of the model', async () => {
    const step = (usage: object): unknown[] => [
      'update',
      { sessionUpdate: 'agent_message_chunk', content: { type: 'text', text: '' }, _meta: { usage } },
    ];
    const tokens = { inputTokens: 1000, outputTokens: 25, totalTokens: 1025, cachedReadTokens: 200 };
    const steps = [['say', 'one.'], step(tokens), ['say', 'two.'], step(tokens), step({ inputTokens: 'many' })];
    const { outcome, said } = await runInRig(agent({ greet: false, steps }), rig());
    expect(outcome.usage).toEqual({ inputTokens: 2000, cachedInputTokens: 400, outputTokens: 50, costUsd: null });
    expect(said).toEqual(['one.', 'two.']);
  });

  it('takes tokens from the result and the price from updates, and not what is no number', async () => {
    const usage = (cost: unknown): unknown[] => ['update', { sessionUpdate: 'usage_update', used: 5, size: 9, cost }];
    const steps = [
      usage({ amount: 0.25, currency: 'USD' }),
      usage({ amount: 'much', currency: 'USD' }),
      usage({ amount: 99, currency: 'credits' }),
      ['stop', 'end_turn', { inputTokens: 100, outputTokens: 20, totalTokens: 120 }],
    ];
    const { outcome } = await runInRig(agent({ steps }), rig());
    expect(outcome.usage).toEqual({ inputTokens: 100, outputTokens: 20, costUsd: 0.25 });
  });

  it('tolerates lines that are no messages and updates that bend the schema, and logs them', async () => {
    const request = rig();
    const steps = [
      ['raw', 'Warning: something is deprecated'],
      ['raw', '{"jsonrpc":"2.0","id":77,"result":{}}'],
      ['raw', '{"jsonrpc":"2.0","method":"session/update","params":{"update":17}}'],
      ['raw', '[]'],
      ['update', { sessionUpdate: 'from_the_future', text: 1 }],
      ['say', 'still here'],
    ];
    const { outcome, said } = await runInRig(agent({ steps }), request);
    expect(outcome).toMatchObject(done);
    expect(said).toContain('still here');
    expect(readFileSync(request.logFile.replace(/\.log$/, '.wire.log'), 'utf8')).toContain(
      'Warning: something is deprecated',
    );
    expect(readFileSync(request.logFile, 'utf8')).toBe('prompt: do it (fresh, mode default)\nstill here\n');
  });
});

describe('permissions over ACP', () => {
  const script = { steps: [['write', 'made.txt', { ask: true }]] };
  const scope = { ...anyScope, allowEdit: (path: string) => path === 'other.txt' };

  it('allows everything, once, when the policy is to allow', async () => {
    const request = rig({ scope });
    const { outcome, said } = await runInRig(agent(script, { permissions: 'allow' }), request);
    expect(said).toContain('answer: yes-please');
    expect(outcome.denied).toEqual([]);
  });

  it('refuses an edit out of scope and records it', async () => {
    const request = rig({ scope });
    const { outcome, said, events } = await runInRig(agent(script, { permissions: 'scope' }), request);
    expect(said).toContain('answer: no-thanks');
    expect(outcome).toMatchObject({ ending: 'exited', final: { ok: true } });
    expect(outcome.denied).toEqual([`Write made.txt (out of scope: ${join(request.workspace, 'made.txt')})`]);
    expect(events).toContainEqual({ kind: 'denied', what: outcome.denied[0] });
    expect(existsSync(join(request.workspace, 'made.txt'))).toBe(false);
  });

  it('allows an edit in scope', async () => {
    const { said } = await runInRig(agent(script, { permissions: 'scope' }), rig());
    expect(said).toContain('answer: yes-please');
  });

  it('refuses when somebody would have to be asked', async () => {
    const { outcome } = await runInRig(agent(script, { permissions: 'ask' }), rig());
    expect(outcome.denied).toEqual(['Write made.txt (nobody to ask)']);
  });
});

describe('sessions over ACP', () => {
  it('goes on with a session that the agent knows, without its old talk', async () => {
    const { outcome, said } = await runInRig(agent({ load: ['earlier'] }), rig({ session: 'earlier' }));
    expect(outcome.sessionId).toBe('earlier');
    expect(said).toEqual(['prompt: do it (earlier, mode default)']);
  });

  it.each([
    ['has forgotten the old one', { load: [] }],
    ['cannot load any', {}],
  ])('starts a new session when the agent %s', async (_, script) => {
    const { outcome } = await runInRig(agent(script), rig({ session: 'earlier' }));
    expect(outcome).toMatchObject({ ...done, sessionId: 'fresh' });
  });

  it('switches to the configured mode before the prompt', async () => {
    const { said } = await runInRig(agent({ modes: true }, { mode: 'auto' }), rig());
    expect(said).toEqual(['prompt: do it (fresh, mode auto)']);
  });

  it.each([
    ['allow', ['default', 'read-only', 'auto'], 'auto'],
    ['scope', ['read-only', 'workspace-write', 'agent'], 'workspace-write'],
    ['ask', ['read-only', 'workspace-write'], 'read-only'],
  ] as const)('with %s, codex of the modes %j is switched to %s', async (permissions, modes, mode) => {
    const provider = agent({ modes }, { permissions });
    const preset = presets['codex'];
    if (preset === undefined) throw new Error('there is a preset for codex');
    const launched = provider.launch(rig());
    const config = settings(providerConfig({ kind: 'codex', permissions }));
    const driven = { ...acpProvider({ ...config, preset }), launch: () => launched };
    const { said } = await runInRig(driven, rig());
    expect(said).toEqual([`prompt: do it (fresh, mode ${mode})`]);
  });

  it('in a sandbox of chant, codex is switched to the mode in which it makes none of its own', async () => {
    const preset = presets['codex'];
    if (preset === undefined) throw new Error('there is a preset for codex');
    const request = rig({ confine: (launch) => launch });
    const launched = agent({ modes: ['workspace-write', 'agent-full-access'] }).launch(request);
    const codex = acpProvider({ ...settings(providerConfig({ kind: 'codex' })), preset });
    const { said } = await runInRig({ ...codex, launch: () => launched }, request);
    expect(said).toEqual(['prompt: do it (fresh, mode agent-full-access)']);
  });

  it('names the outbox to an agent that takes more folders', async () => {
    const request = rig();
    const { said } = await runInRig(agent({ folders: true }), request);
    expect(said[0]).toBe(`folders: ${request.outbox}`);
  });

  it('does not send the prompt when the agent refuses the mode', async () => {
    const { outcome, said } = await runInRig(agent({}, { mode: 'auto' }), rig());
    expect(said).toEqual([]);
    expect(outcome.errors).toEqual(['the agent does not take the mode auto: Invalid params (-32602)']);
  });
});

describe('an ACP agent that fails', () => {
  it.each([
    ['an error of the prompt', { steps: [['fail', -32603, 'Internal error']] }, 'Internal error (-32603)'],
    ['a refused sign-in', { newSession: 'fail' }, 'Unauthorized (401)'],
    ['another version of the protocol', { version: 7 }, 'the agent speaks version 7 of the protocol, not 1'],
  ])('gives %s as an error, and its turn as failed', async (_, script, message) => {
    const { outcome } = await runInRig(agent(script), rig());
    expect(outcome).toMatchObject({ ending: 'exited', errors: [message], final: { ok: false, message } });
  });

  it('reads the status of the service out of the details of an error', async () => {
    const steps = [['fail', -32603, 'Internal error', { details: '401 it was refused' }]];
    const { outcome } = await runInRig(agent({ steps }), rig());
    expect(outcome.trouble).toMatchObject({ cause: 'key', message: 'Internal error (-32603): 401 it was refused' });
  });

  it('gives its exit status when it goes before it answers', async () => {
    const { outcome } = await runInRig(agent({ steps: [['crash', 9]] }), rig());
    expect(outcome).toMatchObject({ ending: 'exited', exitCode: 9, final: { ok: false } });
    expect(outcome.errors).toEqual(['the agent ended before it had answered']);
  });

  it.each([
    ['the signal', [['sh', 'kill -9 $PPID']], { exitCode: null, signal: 'SIGKILL' }],
    ['the exit status of an agent that tidies up first', [['leave', 143]], { exitCode: 143, signal: null }],
  ])('gives %s when somebody else has ended it, and calls that no trouble of a service', async (_, steps, end) => {
    const { outcome } = await runInRig(agent({ eof: 'ignore', steps }), rig());
    const message = 'the agent ended before it had answered';
    expect(outcome).toMatchObject({ ...end, ending: 'exited', final: { ok: false, message }, errors: [message] });
    expect(outcome.trouble).toEqual({ cause: 'other', message, transient: false, retryAt: null });
  });

  it.each(['refusal', 'max_tokens', 'cancelled', 'something_new'])(
    'has not finished its turn when it stops with %s',
    async (reason) => {
      const { outcome } = await runInRig(agent({ steps: [['stop', reason]] }), rig());
      expect(outcome).toMatchObject({
        ending: 'exited',
        final: { ok: false, message: `the agent stopped: ${reason}` },
      });
    },
  );
});

describe('an ACP agent that says an error as its answer', () => {
  const error = 'Error: 401 Unauthorized: the key was refused';

  it('has failed when it says no more than that the service is busy', async () => {
    const busy = 'We’re currently experiencing high demand, which may cause temporary errors.';
    const { outcome } = await runInRig(agent({ greet: false, steps: [['say', busy]] }), rig());
    expect(outcome).toMatchObject({ final: { ok: false }, trouble: { cause: 'overload', transient: true } });
  });

  it('has failed although its turn ended in good order', async () => {
    const { outcome } = await runInRig(agent({ greet: false, steps: [['say', error]] }), rig());
    expect(outcome).toMatchObject({ final: { ok: false, message: error }, trouble: { cause: 'key' }, errors: [error] });
  });

  it('has failed when it says between its tries what it could not do, and the error at the end', async () => {
    const retry = 'Info: Request failed due to a transient API error. Retrying...';
    const steps = [
      ['say', retry],
      ['say', `${retry}Error: Authentication failed with provider at http://127.0.0.1/v1 (HTTP 401).`],
    ];
    const { outcome } = await runInRig(agent({ greet: false, steps }), rig());
    expect(outcome).toMatchObject({ final: { ok: false }, trouble: { cause: 'key' } });
    expect(outcome.errors[0]).toMatch(/^Error: Authentication failed/);
  });

  it.each([
    [
      'did something as well',
      [
        ['write', 'made.txt'],
        ['say', error],
      ],
    ],
    ['only talks about errors', [['say', 'The server error that you asked about is fixed.']]],
  ])('has not failed when it %s', async (_, steps) => {
    const { outcome } = await runInRig(agent({ greet: false, steps }), rig());
    expect(outcome).toMatchObject(done);
  });
});

describe('an ACP agent that is stopped', () => {
  it('may answer a cancel with an error, which is none', async () => {
    const steps = [['hang'], ['fail', -32603, 'Request was aborted']];
    const { outcome } = await runInRig(agent({ failOnCancel: true, steps }), rig(), (event, controller) => {
      if (event.kind === 'said') controller.abort('pause');
    });
    expect(outcome).toMatchObject({ ending: 'cancelled', exitCode: 0, errors: [], trouble: null, sessionId: 'fresh' });
  });

  it('is told to cancel, may end its turn, and can be gone on with', async () => {
    const { outcome } = await runInRig(agent({ steps: [['hang']] }), rig(), (event, controller) => {
      if (event.kind === 'said') controller.abort('pause');
    });
    expect(outcome).toMatchObject({ ending: 'cancelled', exitCode: 0, errors: [], sessionId: 'fresh' });
    expect(outcome.final).toEqual({ ok: false, message: 'the agent stopped: cancelled' });
  });

  it('is ended without being told to cancel where it would take the turn out of its session', async () => {
    const preset = presets['gemini'];
    if (preset === undefined) throw new Error('there is a preset for gemini');
    const request = rig();
    const launched = agent({ eof: 'ignore', steps: [['hang']] }).launch(request);
    const gemini = acpProvider({ ...settings(providerConfig({ kind: 'gemini' })), preset });
    const { outcome } = await runInRig({ ...gemini, launch: () => launched }, request, (event, controller) => {
      if (event.kind === 'said') controller.abort('pause');
    });
    expect(outcome).toMatchObject({ ending: 'cancelled', signal: 'SIGTERM', final: null, errors: [] });
    expect(outcome.sessionId).toBe('fresh');
  });

  it('is ended when it does not listen to the cancel', async () => {
    const { outcome } = await runInRig(agent({ steps: [['deaf']] }), rig(rules), (event, controller) => {
      if (event.kind === 'said') controller.abort('pause');
    });
    expect(outcome).toMatchObject({ ending: 'cancelled', signal: 'SIGTERM', errors: [] });
  });

  it('is ended when it never answers at all', async () => {
    const limits = { timeoutMs: 700, stallMs: 20_000, budgets: [], graceMs: 400 };
    const { outcome } = await runInRig(agent({ initialize: 'hang', eof: 'ignore' }), rig({ limits }));
    expect(outcome).toMatchObject({ ending: 'timeout', signal: 'SIGTERM', errors: [], final: null });
  });

  it('is ended when it has cost too much', async () => {
    const cost = { amount: 3.5, currency: 'USD' };
    const steps = [['update', { sessionUpdate: 'usage_update', used: 1, size: 2, cost }], ['hang']];
    const limits = { timeoutMs: 20_000, stallMs: 20_000, budgets: [dollars(3)], graceMs: 3000 };
    const { outcome } = await runInRig(agent({ steps }), rig({ limits }));
    expect(outcome).toMatchObject({
      ending: 'cost',
      limit: { key: 'limits.cost_usd', figure: 3.5, configured: 3 },
      usage: { costUsd: 3.5 },
    });
  });
});
