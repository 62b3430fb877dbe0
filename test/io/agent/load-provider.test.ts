import { readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { loadProvider } from '../../../src/io/agent/load-provider.ts';
import { plannedKinds, providerKinds } from '../../../src/io/agent/provider-list.ts';
import { providerConfig } from './agent-rig.ts';

const providers = {
  mine: providerConfig({ name: 'mine', command: ['true'] }),
  empty: providerConfig({ name: 'empty' }),
  zed: providerConfig({ name: 'zed', kind: 'acp', command: ['zed-agent'], permissions: 'scope' }),
  old: providerConfig({ name: 'old', kind: 'replay', session: 'demo.jsonl' }),
  gone: providerConfig({ name: 'gone', kind: 'replay' }),
  c: providerConfig({ name: 'c', kind: 'claude' }),
  odd: providerConfig({ name: 'odd', kind: 'comand', command: ['true'] }),
};

function load(name: string): ReturnType<typeof loadProvider> {
  return loadProvider({
    ...{ name, providers, root: '/repo', env: {}, model: null },
    programs: { replayAgent: '/chant/replay-agent.cjs', embeddedAgent: '/chant/embedded-agent.cjs' },
  });
}

describe('the list of providers', () => {
  it('is sorted and names every file of its folder', () => {
    const folder = fileURLToPath(new URL('../../../src/io/agent/providers', import.meta.url));
    const files = readdirSync(folder).map((file) => file.replace(/\.ts$/, ''));
    expect(Object.keys(providerKinds)).toEqual(files.sort());
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
        known: Object.keys(providers).sort(),
        suggestion: 'mine',
      },
    });
  });

  it.each(['toString', '__proto__'])('does not take %s for a configured name', (name) => {
    expect(load(name)).toMatchObject({ ok: false, failure: { kind: 'unknown-name' } });
  });

  it.each([...plannedKinds])('says of %s, which is not configured, how to run it', (name) => {
    expect(load(name)).toMatchObject({
      ok: false,
      failure: { kind: 'bad-argument', expected: `${Object.keys(providerKinds).join(', ')} in this version` },
    });
  });

  it('says of a kind that is to come how to run that agent', () => {
    expect(load('c')).toMatchObject({ ok: false, failure: { argument: 'providers.c.kind', value: 'claude' } });
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
