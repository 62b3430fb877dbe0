import { describe, expect, it } from 'vitest';
import type { ProviderConfig } from '../../../../src/core/config/config.ts';
import { buildProvider } from '../../../../src/core/config/build-provider.ts';
import type { ProviderValues } from '../../../../src/core/config/settings.ts';
import { modelVendors } from '../../../../src/core/model/model-vendors.ts';
import { buildAccess } from '../../../../src/io/agent/embedded/build-access.ts';
import { loadProvider } from '../../../../src/io/agent/load-provider.ts';
import { settings } from '../agent-rig.ts';

type Env = Readonly<Record<string, string>>;

function load(name: string, providers: Readonly<Record<string, ProviderConfig>>, env: Env): unknown {
  const programs = { replayAgent: '', embeddedAgent: '' };
  const loaded = loadProvider({ name, providers, root: '/', env, model: null, programs });
  return loaded.ok ? 'loaded' : loaded.failure;
}

describe('a provider of chant’s own agent', () => {
  it.each<[string, ProviderValues | null, Env, unknown]>([
    ['anthropic', null, { ANTHROPIC_API_KEY: 'k' }, 'loaded'],
    ['anthropic', null, { OPENAI_API_KEY: 'k' }, { kind: 'key-missing', variable: 'ANTHROPIC_API_KEY' }],
    ['anthropic', null, { ANTHROPIC_API_KEY: '  ' }, { kind: 'key-missing' }],
    ['openai', { endpoint: 'http://localhost:1/v1' }, {}, 'loaded'],
    ['openai', { endpoint: 'http://localhost:1/v1', key_env: 'MINE' }, {}, { variable: 'MINE' }],
    ['openai', { key_env: 'MINE' }, { OPENAI_API_KEY: 'k' }, { kind: 'key-missing', variable: 'MINE' }],
    ['openai', { env: { OPENAI_API_KEY: 'k' } }, {}, 'loaded'],
    ['ollama', null, {}, 'loaded'],
    ['openai-compatible', null, {}, { argument: 'providers.openai-compatible.endpoint' }],
    ['openai-compatible', { endpoint: 'localhost' }, {}, { argument: 'providers.openai-compatible.endpoint' }],
    ['openai-compatible', { endpoint: 'http://a/v1' }, {}, { argument: 'providers.openai-compatible.model' }],
    ['openai-compatible', { endpoint: 'http://a/v1', model: 'm' }, {}, 'loaded'],
  ])('%s with %o and %o', (name, values, env, expected) => {
    const providers = values === null ? {} : { [name]: buildProvider(name, values) };
    const found = load(name, providers, env);
    if (expected === 'loaded') expect(found).toBe('loaded');
    // Every other row is an object.
    else expect(found).toMatchObject(expected as object);
  });

  it.each<[ProviderValues, string, string]>([
    [{}, 'responses', 'https://api.openai.com/v1'],
    [{ api: 'chat' }, 'chat', 'https://api.openai.com/v1'],
    [{ endpoint: 'https://api.openai.com/v1/' }, 'responses', 'https://api.openai.com/v1'],
    [{ endpoint: 'http://h/v1/chat/completions' }, 'chat', 'http://h/v1'],
    [{ endpoint: 'http://h/v1', api: 'responses' }, 'responses', 'http://h/v1'],
  ])('openai with %o speaks %s with %s', (values, wire, endpoint) => {
    const access = buildAccess(settings(buildProvider('openai', values)), modelVendors.openai);
    expect(access).toMatchObject({ wire, endpoint });
  });
});
