import { mkdirSync, mkdtempSync, readdirSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { builtInNames, loadProvider } from '../../../src/io/agent/load-provider.ts';
import { presets } from '../../../src/io/agent/presets.ts';
import { providerKinds } from '../../../src/io/agent/provider-list.ts';
import { agentRig, providerConfig } from './agent-rig.ts';

const providers = {
  mine: providerConfig({ name: 'mine', command: ['true'] }),
  empty: providerConfig({ name: 'empty' }),
  zed: providerConfig({ name: 'zed', kind: 'acp', command: ['zed-agent'], permissions: 'scope' }),
  old: providerConfig({ name: 'old', kind: 'replay', session: 'demo.jsonl' }),
  gone: providerConfig({ name: 'gone', kind: 'replay' }),
  careful: providerConfig({ name: 'careful', kind: 'opencode', permissions: 'scope' }),
  c: providerConfig({ name: 'c', kind: 'claude' }),
  wrapped: providerConfig({ name: 'wrapped', kind: 'claude', command: ['claude-account1'] }),
  adapter: providerConfig({ name: 'adapter', kind: 'claude', command: ['claude-agent-acp'] }),
  codex2: providerConfig({ name: 'codex2', kind: 'codex', command: ['codex-work'] }),
  gemini2: providerConfig({ name: 'gemini2', kind: 'gemini', command: ['gemini-work'], env: { MINE: 'yes' } }),
  gemini3: providerConfig({ name: 'gemini3', kind: 'gemini', command: ['gemini-work', '--acp', '--debug'] }),
  odd: providerConfig({ name: 'odd', kind: 'comand', command: ['true'] }),
};

/** `programs`: what is on the PATH. */
function load(name: string, programs: readonly string[] = []): ReturnType<typeof loadProvider> {
  const folder = mkdtempSync(join(tmpdir(), 'path-'));
  for (const program of programs) writeFileSync(join(folder, program), '', { mode: 0o755 });
  return loadFrom(name, `relative:${folder}`);
}

function loadFrom(name: string, path: string): ReturnType<typeof loadProvider> {
  return loadProvider({
    ...{ name, providers, root: '/repo', env: { PATH: path }, model: null },
    programs: { replayAgent: '/chant/replay-agent.cjs', embeddedAgent: '/chant/embedded-agent.cjs' },
  });
}

/** How a provider of that name would be started. */
function launch(name: string, programs: readonly string[], model: string | null = null) {
  const provider = load(name, programs);
  if (!provider.ok) throw new Error(provider.failure.kind);
  const { request, dispose } = agentRig({ model });
  dispose();
  return { kind: provider.value.kind, ...provider.value.launch(request) };
}

describe('the list of providers', () => {
  it('is sorted and names every file of its folder', () => {
    const folder = fileURLToPath(new URL('../../../src/io/agent/providers', import.meta.url));
    const files = readdirSync(folder).map((file) => file.replace(/\.ts$/, ''));
    expect(Object.keys(providerKinds)).toEqual(files.sort());
  });
});

describe('an agent that is known, by a program of the configuration’s own', () => {
  it.each([
    ['wrapped', 'claude', ['claude-account1', '-p']],
    ['adapter', 'acp', ['claude-agent-acp']],
    ['codex2', 'codex', ['codex-work', 'exec']],
    ['gemini2', 'acp', ['gemini-work', '--acp']],
    ['gemini3', 'acp', ['gemini-work', '--acp', '--debug']],
  ])('%s is driven as %s', (name, kind, words) => {
    const started = launch(name, []);
    expect({ kind: started.kind, words: started.argv.slice(0, words.length) }).toEqual({ kind, words });
    if (name === 'gemini3') expect(started.argv).toEqual(words);
    if (name === 'gemini2') expect(started.env).toMatchObject({ GEMINI_CLI_TRUST_WORKSPACE: 'true', MINE: 'yes' });
  });
});

describe('loadProvider', () => {
  it.each([
    ['mine', 'command'],
    ['zed', 'acp'],
    ['old', 'replay'],
  ])('makes %s a provider of the kind %s', (name, kind) => {
    expect(load(name)).toMatchObject({ ok: true, value: { name, kind } });
  });

  it('names the nearest one that is configured', () => {
    expect(load('mime')).toEqual({
      ok: false,
      failure: {
        kind: 'unknown-name',
        what: 'provider',
        name: 'mime',
        known: [...Object.keys(providers), ...builtInNames].sort(),
        suggestion: 'mine',
      },
    });
  });

  it.each(['toString', '__proto__'])('does not take %s for a configured name', (name) => {
    expect(load(name)).toMatchObject({ ok: false, failure: { kind: 'unknown-name' } });
  });

  it('names the nearest kind', () => {
    expect(load('odd')).toMatchObject({
      ok: false,
      failure: { argument: 'providers.odd.kind', suggestion: 'command' },
    });
  });

  it.each([
    ['empty', 'providers.empty.command'],
    ['gone', 'providers.gone.session'],
  ])('misses what the kind of %s needs', (name, argument) => {
    expect(load(name)).toMatchObject({ ok: false, failure: { kind: 'bad-argument', argument } });
  });
});

describe('an agent that is known by its name', () => {
  it.each([
    ['claude', ['claude-agent-acp', 'claude'], 'acp', ['claude-agent-acp']],
    ['claude', ['claude'], 'claude', ['claude', '-p']],
    ['c', ['claude-agent-acp'], 'acp', ['claude-agent-acp']],
    ['codex', ['codex', 'codex-acp'], 'acp', ['codex-acp']],
    ['codex', ['codex'], 'codex', ['codex', 'exec']],
    ['copilot', ['copilot'], 'acp', ['copilot', '--acp']],
    ['cursor', ['cursor-agent'], 'acp', ['cursor-agent', 'acp']],
    ['gemini', ['gemini'], 'acp', ['gemini', '--acp']],
    ['goose', ['goose'], 'acp', ['goose', 'acp']],
    ['kiro', ['kiro-cli'], 'acp', ['kiro-cli', 'acp']],
    ['kirocli', ['kiro-cli'], 'acp', ['kiro-cli', 'acp']],
    ['opencode', ['opencode'], 'acp', ['opencode', 'acp']],
    ['qwen', ['qwen'], 'acp', ['qwen', '--acp']],
  ])('%s with %j on the PATH is driven as %s, by %j', (name, programs, kind, argv) => {
    const launched = launch(name, programs);
    expect(launched.kind).toBe(kind);
    expect(launched.argv.slice(0, argv.length)).toEqual(argv);
  });

  it.each(Object.entries(presets))(
    '%s, which is not installed, is a failure with the command that installs it',
    (name, preset) => {
      expect(load(name)).toMatchObject({
        ok: false,
        failure: { kind: 'agent-missing', provider: name, install: preset.install },
      });
    },
  );

  it('is not found in a folder of that name, nor in a file that cannot be run', () => {
    const folder = mkdtempSync(join(tmpdir(), 'path-'));
    mkdirSync(join(folder, 'gemini'));
    writeFileSync(join(folder, 'qwen'), '', { mode: 0o644 });
    for (const name of ['gemini', 'qwen']) expect(loadFrom(name, folder).ok).toBe(false);
  });

  it.each([
    ['gemini', ['gemini', '--acp', '-m', 'big'], {}],
    ['claude', ['claude-agent-acp'], { ANTHROPIC_MODEL: 'big' }],
    ['goose', ['goose', 'acp'], { GOOSE_MODEL: 'big' }],
  ])('%s is told the model', (name, argv, env) => {
    const launched = launch(name, ['gemini', 'claude-agent-acp', 'goose'], 'big');
    expect(launched.argv).toEqual(argv);
    expect(launched.env).toMatchObject(env);
  });

  it('opencode is told to ask only where not everything is allowed', () => {
    const asked = launch('careful', ['opencode']).env['OPENCODE_PERMISSION'] ?? '';
    expect(JSON.parse(asked)).toEqual({ edit: 'ask', bash: 'ask' });
    expect(launch('opencode', ['opencode']).env).not.toHaveProperty('OPENCODE_PERMISSION');
  });

  it('codex is told the model, where it may write, and to keep its PATH', () => {
    const { argv, env } = launch('codex', ['codex-acp'], 'big');
    expect(JSON.parse(env['CODEX_CONFIG'] ?? '')).toMatchObject({ model: 'big', allow_login_shell: false });
    expect(argv).toContain('model="big"');
    expect(argv).toContain('allow_login_shell=false');
    expect(argv.join(' ')).toMatch(/writable_roots=\["\/\S+\/outbox"\]/);
  });
});
