import { expect, test } from 'vitest';
import { chooseProvider } from '../../../src/core/config/choose-provider.ts';
import { layerConfig } from '../../../src/core/config/layer-config.ts';

const config = (provider: string | null, ...names: readonly string[]) =>
  layerConfig([
    {
      values: provider === null ? {} : { 'defaults.provider': provider },
      providers: Object.fromEntries(names.map((name) => [name, { command: ['x'] }])),
    },
  ]);

test.each([
  ['the flag wins over all', { flag: 'f', spec: 's', config: config('d', 'a') }, { name: 'f', why: 'flag' }],
  ['the spec wins over the configuration', { flag: null, spec: 's', config: config('d') }, { name: 's', why: 'spec' }],
  [
    'the default is for all others',
    { flag: null, spec: null, config: config('d', 'a') },
    { name: 'd', why: 'default' },
  ],
  ['the only one is meant', { flag: null, spec: null, config: config(null, 'a') }, { name: 'a', why: 'only' }],
  ['of two, none is meant', { flag: null, spec: null, config: config(null, 'a', 'b') }, null],
  ['where there is none, none is', { flag: null, spec: null, config: config(null) }, null],
] as const)('%s', (_title, wish, choice) => {
  expect(chooseProvider(wish)).toEqual(choice);
});
