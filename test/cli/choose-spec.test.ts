import { expect, test } from 'vitest';
import { type Chooser, chooseSpec } from '../../src/cli/choose-spec.ts';
import { err, ok } from '../../src/core/result.ts';
import { makeContext } from '../helper/fake-context.ts';
import { failures } from './failures.ts';

const parsed = { args: {}, values: {}, flags: {}, json: false, quiet: false };
const ambiguous = failures['spec-ambiguous'];
const chosen = '2026-02-09-010-k2m';

async function ask(options: { interactive: boolean; ids?: readonly string[]; choose?: Chooser; json?: boolean }) {
  const { context } = makeContext({ terminal: { interactive: options.interactive } });
  const tried: (readonly string[])[] = [];
  const result = await chooseSpec(
    context,
    { ...parsed, json: options.json ?? false },
    {
      ids: options.ids ?? ['v7b', '010'],
      run: async (ids) => {
        tried.push(ids);
        return ids.includes('010') || options.ids ? err(ambiguous) : ok('done');
      },
      choose: options.choose ?? (async () => chosen),
    },
  );
  return { result, tried };
}

test('at a terminal the user chooses, and the command runs with the chosen id', async () => {
  const { result, tried } = await ask({ interactive: true });
  expect(result).toEqual(ok('done'));
  expect(tried).toEqual([
    ['v7b', '010'],
    ['v7b', chosen],
  ]);
});

test('a user who chooses none is interrupted', async () => {
  const { result } = await ask({ interactive: true, choose: async () => null });
  expect(result).toEqual(err({ kind: 'interrupted', spec: null }));
});

test.each([
  ['without a terminal', { interactive: false }],
  ['with --json', { interactive: true, json: true }],
  ['where the ambiguous id stands in a file', { interactive: true, ids: ['v7b'] }],
])('%s the failure stays, with its candidates', async (_title, options) => {
  const { result, tried } = await ask(options);
  expect(result).toEqual(err(ambiguous));
  expect(tried).toHaveLength(1);
});
