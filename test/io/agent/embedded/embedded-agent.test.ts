import { existsSync, mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { ProviderConfig } from '../../../../src/core/config/config.ts';
import { modelVendors } from '../../../../src/core/model/model-vendors.ts';
import { embeddedProvider } from '../../../../src/io/agent/embedded/embedded-provider.ts';
import type { AgentRequest } from '../../../../src/io/agent/provider.ts';
import { findProcessesByToken } from '../../../../src/io/process/list-processes.ts';
import { type ModelServer, startModelServer } from '../../../helper/model-server.ts';
import type { Script } from '../../../helper/model-server/script.ts';
import { agentRig, providerConfig, type RigRun, runInRig, settings } from '../agent-rig.ts';
import { buildPrograms } from '../build-programs.ts';

const key = 'sk-test-0123456789';

let built: Awaited<ReturnType<typeof buildPrograms>>;
beforeAll(async () => {
  built = await buildPrograms();
});
afterAll(() => built.dispose());

const disposers: (() => unknown)[] = [];
afterEach(async () => {
  for (const dispose of disposers.splice(0)) await dispose();
});

/** Configuration of each wire. */
const wires = {
  anthropic: { kind: 'anthropic', keyEnv: 'MODEL_KEY', model: 'claude-sonnet-5-5' },
  responses: { kind: 'openai', api: 'responses', keyEnv: 'MODEL_KEY', model: 'gpt-6.1-sol' },
  chat: { kind: 'openai-compatible', keyEnv: 'MODEL_KEY', model: 'scripted' },
} as const;

type WireName = keyof typeof wires;

interface Scene {
  readonly wire: WireName;
  readonly script: Script;
  readonly request?: Partial<AgentRequest>;
  readonly config?: Partial<ProviderConfig>;
  /** The key that the user has. */
  readonly has?: string;
  /** Files of the workspace. */
  readonly files?: Readonly<Record<string, string>>;
  readonly arrange?: (request: AgentRequest) => void;
  readonly onEvent?: Parameters<typeof runInRig>[2];
  readonly onStarted?: Parameters<typeof runInRig>[3];
}

interface Played extends RigRun {
  readonly request: AgentRequest;
  readonly server: ModelServer;
  /** A file of the workspace; null: not there. */
  read(path: string): string | null;
}

/** Has the agent play a script, really over HTTP, in a process of its own. */
async function play(scene: Scene): Promise<Played> {
  const server = await startModelServer(scene.script, { key });
  const { request, dispose } = agentRig(scene.request);
  disposers.push(dispose, () => server.stop());
  for (const [path, text] of Object.entries(scene.files ?? {})) {
    mkdirSync(dirname(join(request.workspace, path)), { recursive: true });
    writeFileSync(join(request.workspace, path), text);
  }
  scene.arrange?.(request);
  const run = await runInRig(provide(scene, server), request, scene.onEvent, scene.onStarted);
  const read = (path: string): string | null =>
    existsSync(join(request.workspace, path)) ? readFileSync(join(request.workspace, path), 'utf8') : null;
  return { ...run, request, server, read };
}

function provide(scene: Scene, server: ModelServer): ReturnType<typeof embeddedProvider> {
  const config = providerConfig({ ...wires[scene.wire], endpoint: `${server.url}/v1`, ...scene.config });
  const service = { anthropic: modelVendors.anthropic, responses: modelVendors.openai, chat: modelVendors.ollama };
  const env = { MODEL_KEY: scene.has ?? key };
  return embeddedProvider(settings(config, { env, programs: built.programs }), service[scene.wire]);
}

function scope(targetFiles: readonly string[], protect: readonly string[] = []): Pick<AgentRequest, 'scope'> {
  return { scope: { allowEdit: () => true, source: { path: 'spec.md', targetFiles, allowFiles: [] }, protect } };
}

const well = { ending: 'exited', exitCode: 0, final: { ok: true }, errors: [], leftovers: [] };

describe.each(Object.keys(wires) as WireName[])('the embedded agent over %s', (wire) => {
  it('reads, writes and edits files, and tells it', async () => {
    const { outcome, events, read, said } = await play({
      wire,
      files: { 'a.txt': 'old line\nother line\n' },
      script: [
        { say: 'I look.', call: { read: 'a.txt' } },
        { call: { edit: 'a.txt', from: 'old line', to: 'new line' } },
        { call: { write: 'deep/b.txt', content: 'b\n' } },
        { say: 'All done.' },
      ],
    });
    expect(outcome).toMatchObject({ ...well, lastMessage: 'I look.\nAll done.', denied: [] });
    expect(said).toEqual(['I look.', 'All done.']);
    expect(read('a.txt')).toBe('new line\nother line\n');
    expect(read('deep/b.txt')).toBe('b\n');
    expect(events).toContainEqual({ kind: 'did', action: 'edited', path: 'a.txt' });
  });

  it('shows the key to the server, and to nobody else', async () => {
    const { outcome, server, request, read } = await play({
      wire,
      script: [
        { call: { run: 'env > env.txt; cat /proc/$PPID/environ /proc/$PPID/cmdline > parent.txt 2>&1; true' } },
        { say: `The key is ${key}.` },
      ],
    });
    expect(outcome).toMatchObject(well);
    expect(server.requests.map((one) => one.key)).toEqual([key, key]);
    expect(read('env.txt')).toContain('PATH=');
    const logs = ['.log', '.wire.log'].map((end) => readFileSync(request.logFile.replace(/\.log$/, end), 'utf8'));
    for (const text of [read('env.txt'), read('parent.txt'), ...logs]) expect(text).not.toContain(key);
  });

  it('is refused outside of the scope, and told why', async () => {
    const { outcome, read, server } = await play({
      wire,
      request: scope(['src/'], ['src/proof.txt']),
      script: [
        {
          call: [
            { write: 'other.txt', content: 'no' },
            { write: 'src/proof.txt', content: 'no' },
            { write: 'spec.md', content: 'no' },
            { write: 'src/in.txt', content: 'yes' },
          ],
        },
        { say: 'Done.' },
      ],
    });
    expect([read('other.txt'), read('src/proof.txt'), read('src/in.txt')]).toEqual([null, null, 'yes']);
    expect(read('spec.md')).toContain('# A spec');
    expect(outcome).toMatchObject({
      ...well,
      denied: [
        'write: other.txt is out of scope; only these may change: src/',
        'write: src/proof.txt is protected: it proves the work and stays as it is',
        'write: the spec is not yours to change; tick_criterion ticks a criterion of it',
      ],
    });
    expect(JSON.stringify(server.requests[1]?.body)).toContain('is out of scope; only these may change: src/');
  });

  it('ticks a criterion and halts as the engine reads it', async () => {
    const { outcome, read, request, server } = await play({
      wire,
      script: [
        { call: { tool: 'tick_criterion', arguments: { text: 'It is tested' } } },
        { call: { tool: 'halt', arguments: { reason: 'It does not\nhold', finding: 'So it is.\n' } } },
        { say: 'This is never asked for.' },
      ],
    });
    expect(read('spec.md')).toContain('- [ ] It is made\n- [x] It is tested\n');
    expect(readFileSync(join(request.outbox, 'halt.md'), 'utf8')).toBe('# It does not hold\n\nSo it is.\n');
    expect(outcome).toMatchObject(well);
    expect(server.requests).toHaveLength(2);
  });

  it('fails with a wrong key, says whose, and does not ask again', async () => {
    const { outcome, server } = await play({ wire, has: 'sk-wrong-987', script: [{ say: 'no' }] });
    expect(outcome).toMatchObject({ exitCode: 1, final: { ok: false }, trouble: { cause: 'key', transient: false } });
    expect(outcome.final?.message).toContain('refuses the key that MODEL_KEY holds (401)');
    expect(server.requests).toHaveLength(1);
  });

  it('waits when it is told to, and gets its answer', async () => {
    const { outcome, events, server } = await play({
      wire,
      script: [{ fault: 'rate-limit', times: 1, retryAfterS: 0.1 }, { say: 'Done.' }],
    });
    expect(outcome).toMatchObject(well);
    expect(events).toContainEqual(expect.objectContaining({ cause: 'rate-limit', transient: true, retryAfterMs: 100 }));
    expect(server.requests).toHaveLength(2);
  });

  it('leaves a long wait to the run', async () => {
    const { outcome, server } = await play({ wire, script: [{ fault: 'rate-limit', retryAfterS: 3600 }] });
    expect(outcome).toMatchObject({ exitCode: 1, trouble: { cause: 'rate-limit', transient: true } });
    expect(outcome.trouble?.retryAt ?? 0).toBeGreaterThan(3_500_000);
    expect(server.requests).toHaveLength(1);
  });

  it.each(['overloaded', 'server-error'] as const)('gives up after three times %s', async (fault) => {
    const { outcome, server } = await play({ wire, script: [{ fault, retryAfterS: 0.05 }] });
    expect(outcome).toMatchObject({ exitCode: 1, final: { ok: false }, trouble: { transient: true } });
    expect(server.requests).toHaveLength(3);
  });

  it('does not pay again for an answer that broke off', async () => {
    const { outcome, server } = await play({
      wire,
      script: [{ fault: 'cut' }, { say: 'This is half of an answer, and it is long enough to be cut in the middle.' }],
    });
    expect(outcome).toMatchObject({
      exitCode: 1,
      final: { ok: false },
      trouble: { cause: 'network', transient: true },
    });
    expect(server.requests).toHaveLength(1);
  });

  it.each(['hang', 'stall'] as const)('is ended when the model does %s', async (fault) => {
    const limits = { timeoutMs: 20_000, stallMs: 1500, budgets: [], graceMs: 2000 };
    const { outcome, request } = await play({ wire, request: { limits }, script: [{ fault }, { say: 'Never said.' }] });
    expect(outcome).toMatchObject({ ending: 'stalled', final: null });
    expect(await findProcessesByToken(request.token)).toEqual([]);
  });

  it('goes on with the conversation where it was', async () => {
    const script: Script = [
      { say: 'One.', call: { write: 'a.txt', content: 'a' } },
      { say: 'Two.' },
      { say: 'Three.' },
    ];
    const first = await play({ wire, script });
    const request = { ...first.request, session: first.outcome.sessionId, goOn: 'now the rest' };
    const { said, outcome } = await runInRig(provide({ wire, script }, first.server), request);
    expect(said).toEqual(['Three.']);
    expect(outcome.sessionId).toBe(first.outcome.sessionId);
    const texts = first.server.requests.at(-1)?.turns.map((turn) => JSON.stringify(turn)) ?? [];
    expect(texts.join('\n')).toMatch(/do it.*One\..*Written: a\.txt.*Two\..*now the rest/s);
  });

  it('sums up what it used', async () => {
    const usage = { inputTokens: 1000, cachedTokens: 400, outputTokens: 50 };
    const { outcome } = await play({
      wire,
      script: [
        { call: { run: 'true' }, usage },
        { say: 'Done.', usage },
      ],
    });
    expect(outcome.usage).toMatchObject({ inputTokens: 2000, cachedInputTokens: 800, outputTokens: 100 });
    const perMillion = 1200 * 2 + 800 * 0.1 + 100 * 10;
    if (wire === 'chat') expect(outcome.usage?.costUsd).toBeNull();
    else expect(outcome.usage?.costUsd).toBeCloseTo(perMillion / 1_000_000, 9);
  });
});

describe('the tools of the embedded agent', () => {
  const wire = 'chat';

  it('do not leave the workspace, nor touch what is git’s', async () => {
    const { outcome, request, read } = await play({
      wire,
      arrange: ({ workspace }) => {
        symlinkSync('/etc', join(workspace, 'out'));
        symlinkSync(join(dirname(workspace), 'secret.txt'), join(workspace, 'link.txt'));
        writeFileSync(join(dirname(workspace), 'secret.txt'), 'treasure');
        mkdirSync(join(workspace, '.git'));
      },
      script: [
        {
          call: [
            { write: '../up.txt', content: 'no' },
            { write: 'out/up.txt', content: 'no' },
            { write: 'link.txt', content: 'no' },
            { write: '.git/config', content: 'no' },
            { write: '.GIT/config', content: 'no' },
            { read: 'link.txt' },
            { read: 'out/hostname' },
          ],
        },
        { say: 'Done.' },
      ],
    });
    const beside = readdirSync(dirname(request.workspace));
    expect(beside).not.toContain('up.txt');
    expect(readFileSync(join(dirname(request.workspace), 'secret.txt'), 'utf8')).toBe('treasure');
    expect(read('.git/config')).toBeNull();
    expect(outcome.denied).toHaveLength(5);
    const talk = readFileSync(join(dirname(request.promptFile), 'talks', `${outcome.sessionId}.json`), 'utf8');
    expect(talk).not.toContain('treasure');
  });

  it('end a command when its time is up, with all that it started', async () => {
    const { outcome, request, server } = await play({
      wire,
      script: [
        { call: { tool: 'run_command', arguments: { command: 'echo begun; sleep 600 & sleep 600', seconds: 1 } } },
        { call: { run: 'sleep 600 & echo left one behind' } },
        { call: { run: 'pgrep -f "sleep 600" | wc -l > alive.txt; yes | head -c 200000' } },
        { say: 'Done.' },
      ],
    });
    expect(outcome).toMatchObject(well);
    expect(await findProcessesByToken(request.token)).toEqual([]);
    const told = server.requests.map((one) => JSON.stringify(one.turns.at(-1)));
    expect(told[1]).toMatch(/begun.*ended after 1 s/s);
    expect(told[2]).toMatch(/left one behind.*exit 0/s);
    expect(told[3]).toMatch(/bytes left out/);
    expect(told[3]?.length).toBeLessThan(80_000);
  });

  it('list and search without git’s own and without endless expressions', async () => {
    const { server } = await play({
      wire,
      files: { 'src/a.ts': 'const one = 1;\n', '.git/x.ts': 'const two = 2;\n', 'long.txt': `${'a'.repeat(40)}b\n` },
      script: [
        {
          call: [
            { tool: 'list_files', arguments: {} },
            { tool: 'list_files', arguments: { glob: '**/*.ts' } },
            { tool: 'search_text', arguments: { pattern: 'CONST', ignore_case: true } },
            { tool: 'search_text', arguments: { pattern: '(a+)+$', glob: 'long.txt' } },
            { tool: 'read_file', arguments: { path: 7 } },
          ],
        },
        { say: 'Done.' },
      ],
    });
    // What does not fit a tool is answered first.
    const told = server.requests[1]?.turns.slice(-5).map((turn) => JSON.stringify(turn)) ?? [];
    expect(told[0]).toContain('Invalid input for tool read_file');
    expect(told[1]).toContain('long.txt\\nspec.md\\nsrc/');
    expect(told[2]).toContain('src/a.ts');
    expect(told[3]).toContain('src/a.ts:1: const one = 1;');
    expect(`${told[2]}${told[3]}`).not.toContain('x.ts');
    expect(told[4]).toContain('takes too long');
  });
});

describe('an embedded agent that goes wrong', () => {
  it('is stopped after its last step', async () => {
    const script: Script = [1, 2, 3, 4].map((n) => ({ call: { run: `echo ${n}` } }));
    const { outcome, server } = await play({ wire: 'anthropic', config: { maxSteps: 2 }, script });
    expect(outcome).toMatchObject({ exitCode: 1, final: { ok: false } });
    expect(outcome.final?.message).toContain('after 2 requests');
    expect(server.requests).toHaveLength(2);
  });

  it('says that nobody is at the endpoint', async () => {
    const config = { endpoint: 'http://127.0.0.1:9/v1' };
    const { outcome } = await play({ wire: 'responses', config, script: [] });
    expect(outcome).toMatchObject({ exitCode: 1, trouble: { cause: 'network', transient: true } });
  });

  it('keeps its conversation and its commands are ended when it is stopped', async () => {
    const { outcome, request } = await play({
      wire: 'chat',
      script: [{ say: 'Hanging.', call: { run: 'sleep 600' } }],
      onEvent: (event, controller) => {
        if (event.kind === 'said') controller.abort('pause');
      },
    });
    expect(outcome).toMatchObject({ ending: 'cancelled', final: null });
    expect(await findProcessesByToken(request.token)).toEqual([]);
    const talk = readFileSync(join(dirname(request.promptFile), 'talks', `${outcome.sessionId}.json`), 'utf8');
    expect(talk).toContain('Hanging.');
  });

  it('ends with the status that stands for the signal when somebody else ends it', async () => {
    let pid = 0;
    const { outcome } = await play({
      wire: 'chat',
      script: [{ say: 'Hanging.', call: { run: 'sleep 600' } }],
      onStarted: (started) => {
        pid = started.pid;
      },
      onEvent: (event) => {
        if (event.kind === 'said') process.kill(pid, 'SIGTERM');
      },
    });
    expect(outcome).toMatchObject({ ending: 'exited', exitCode: 143, signal: null, final: null, errors: [] });
  });
});
