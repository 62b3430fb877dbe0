import { expect, test } from 'vitest';
import { buildProvider } from '../../../src/core/config/build-provider.ts';
import { layerConfig } from '../../../src/core/config/layer-config.ts';
import { chooseModel } from '../../../src/core/model/choose-model.ts';

const config = {
  ...layerConfig([{ values: { 'defaults.model': 'default' }, providers: {} }]),
  providers: {
    own: buildProvider('own', { kind: 'ollama', model: 'own' }),
    bare: buildProvider('bare', { command: ['x'] }),
  },
};
const plain = layerConfig([]);

test.each([
  ['the flag', { flag: 'flag', spec: { model: 'spec' }, config, provider: 'own' }, 'flag'],
  ['then the spec', { flag: null, spec: { model: 'spec' }, config, provider: 'own' }, 'spec'],
  ['then the provider', { flag: null, spec: { model: null }, config, provider: 'own' }, 'own'],
  ['then the defaults', { flag: null, spec: { model: null }, config, provider: 'bare' }, 'default'],
  ['then what is usual', { flag: null, spec: { model: null }, config: plain, provider: 'ollama' }, 'qwen3-coder'],
  ['and nobody', { flag: null, spec: { model: null }, config: plain, provider: 'mine' }, null],
])('a model is named by %s', (_, choice, model) => {
  expect(chooseModel(choice)).toBe(model);
});
