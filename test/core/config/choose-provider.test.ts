import { expect, test } from 'vitest';
import { chooseProvider, type ProviderWish } from '../../../src/core/config/choose-provider.ts';
import { layerConfig } from '../../../src/core/config/layer-config.ts';
import type { ParallelAgent } from '../../../src/core/config/parallel-agent.ts';
import { freshRotation } from '../../../src/core/config/rotation.ts';

const config = (provider: string | null, ...names: readonly string[]) =>
  layerConfig([
    {
      values: provider === null ? {} : { 'defaults.provider': provider },
      providers: Object.fromEntries(names.map((name) => [name, { command: ['x'] }])),
    },
  ]);

const nobody = { flag: null, spec: null, kept: null, busy: new Map(), rotation: freshRotation, dice: 0 };

test.each([
  ['the flag wins over all', { flag: 'f', spec: 's', config: config('d', 'a') }, { name: 'f', why: 'flag' }],
  ['the spec wins over the configuration', { spec: 's', config: config('d') }, { name: 's', why: 'spec' }],
  ['the default is for all others', { config: config('d', 'a') }, { name: 'd', why: 'default' }],
  ['the only one is meant', { config: config(null, 'a') }, { name: 'a', why: 'only' }],
] as const)('%s', (_title, wish, choice) => {
  const expected = { kind: 'chosen', choice: { ...choice, after: null, passedOver: [] }, rotation: null };
  expect(chooseProvider({ ...nobody, ...wish })).toEqual(expected);
});

test.each([
  ['of two, none is meant', config(null, 'a', 'b')],
  ['where there is none, none is', config(null)],
] as const)('%s', (_title, configured) => {
  expect(chooseProvider({ ...nobody, config: configured })).toEqual({ kind: 'none' });
});

const agent = (name: string, rest: Partial<ParallelAgent> = {}): ParallelAgent => ({
  ...{ name, command: [name], env: {}, maxConcurrent: null, weight: 1 },
  ...rest,
});

const turns = (strategy: 'none' | 'random' | 'round-robin', agents: readonly ParallelAgent[], provider?: string) =>
  layerConfig([
    {
      values: {
        'defaults.rotation_strategy': strategy,
        'parallel.agents': agents,
        ...(provider === undefined ? {} : { 'defaults.provider': provider }),
      },
      providers: {},
    },
  ]);

const three = [agent('a'), agent('b', { maxConcurrent: 2 }), agent('c', { maxConcurrent: 1 })];
const full = new Map([
  ['b', 2],
  ['c', 1],
]);

test.each<[string, Partial<ProviderWish> & Pick<ProviderWish, 'config'>, object]>([
  ['the first turn is the first one’s', { config: turns('round-robin', three) }, { name: 'a', after: null }],
  [
    'turns win over the default',
    { config: turns('round-robin', three, 'claude'), rotation: { lastIndex: 0, last: 'a' } },
    { name: 'b', why: 'round-robin', after: 'a', passedOver: [] },
  ],
  [
    'who is full is passed over',
    { config: turns('round-robin', three), rotation: { lastIndex: 0, last: 'a' }, busy: full },
    { name: 'a', after: 'a', passedOver: ['b', 'c'] },
  ],
  [
    'one below its limit is not full',
    { config: turns('none', three.slice(1)), busy: new Map([['b', 1]]) },
    { name: 'b' },
  ],
  ['none takes the default', { config: turns('none', three, 'claude') }, { name: 'claude', why: 'default' }],
  ['none without a default takes the first', { config: turns('none', three) }, { name: 'a', why: 'first' }],
  [
    'none without a default takes the first that has room',
    { config: turns('none', three.toReversed()), busy: new Map([['c', 1]]) },
    { name: 'b', why: 'first', passedOver: ['c'] },
  ],
  ['chance may take any', { config: turns('random', three), dice: 0.99 }, { name: 'c', why: 'random' }],
  [
    'chance takes nobody who is full',
    { config: turns('random', three), dice: 0.99, busy: full },
    { name: 'a', passedOver: ['b', 'c'] },
  ],
  ['who goes on keeps his agent', { config: turns('round-robin', three), kept: 'c' }, { name: 'c', why: 'kept' }],
  [
    'an agent that is gone is not kept',
    { config: turns('round-robin', three), kept: 'x' },
    { name: 'a', why: 'round-robin' },
  ],
  ['a spec takes no turn', { config: turns('round-robin', three), spec: 'c', kept: 'a' }, { name: 'c', why: 'spec' }],
])('%s', (_title, wish, choice) => {
  expect(chooseProvider({ ...nobody, ...wish })).toMatchObject({ kind: 'chosen', choice });
});

test('only a turn moves the turns on', () => {
  const rotations = (['round-robin', 'random', 'none'] as const).map((strategy) => {
    const decision = chooseProvider({ ...nobody, config: turns(strategy, three) });
    return decision.kind === 'chosen' ? decision.rotation : decision.kind;
  });
  expect(rotations).toEqual([{ lastIndex: 0, last: 'a' }, null, null]);
});

test.each([
  ['all are', { spec: null }, ['b', 'c']],
  ['the one that was named is', { spec: 'c' }, ['c']],
] as const)('nobody is chosen where %s full', (_title, { spec }, names) => {
  const decision = chooseProvider({ ...nobody, spec, config: turns('round-robin', three.slice(1)), busy: full });
  expect(decision.kind === 'full' ? decision.agents.map(({ name }) => name) : decision).toEqual(names);
});
