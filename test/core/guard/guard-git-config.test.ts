import fc from 'fast-check';
import { expect, test } from 'vitest';
import { guardGitConfig } from '../../../src/core/guard/guard-git-config.ts';
import { parseGitConfig } from '../../../src/core/guard/parse-git-config.ts';

const before = '[core]\n\tbare = false\n[remote "origin"]\n\turl = a\n';

test('a file that did not change stays, byte for byte', () => {
  expect(guardGitConfig(before, before)).toEqual({ text: before, restored: [], noticed: [] });
});

test("a key of every day is the user's, and stays", () => {
  const now = `${before}[branch "topic"]\n\tremote = origin\n`;
  expect(guardGitConfig(before, now)).toEqual({ text: now, restored: [], noticed: ['branch.topic.remote'] });
});

const guarded = [
  '[core]\n\tfsmonitor = x\n',
  '[core]\n\thooksPath = x\n',
  '[core]\n\tsshCommand = x\n',
  '[filter "x"]\n\tclean = x\n',
  '[diff "x"]\n\tcommand = x\n',
  '[diff "x"]\n\ttextconv = x\n',
  '[merge "x"]\n\tdriver = x\n',
  '[credential]\n\thelper = x\n',
  '[include]\n\tpath = x\n',
  '[includeIf "gitdir:/"]\n\tpath = x\n',
  '[alias]\n\tst = !x\n',
  '[remote "origin"]\n\tuploadpack = x\n',
  '[url "x"]\n\tinsteadOf = a\n',
  '[submodule "x"]\n\tupdate = !x\n',
  '[branch "x"]\n\tmergeoptions = x\n',
  '[user][core] fsmonitor = x\n',
  '[core]\n# \\\n\tfsmonitor = x\n',
  'something that git may read\n',
];

test.each(guarded)('%j is taken out, and the file is as it was', (added) => {
  const result = guardGitConfig(before, before + added);
  expect(result.text).toBe(before);
  expect(result.restored).toHaveLength(1);
});

test('a guarded key that is gone or changed comes back, and what the user added beside it stays', () => {
  const now = '[core]\n\tbare = true\n[remote "origin"]\n\turl = a\n[branch "topic"]\n\tremote = origin\n';
  const { text, restored, noticed } = guardGitConfig(before, now);
  expect([restored, noticed]).toEqual([['core.bare'], ['branch.topic.remote']]);
  expect(valuesOf(text)).toMatchObject({ 'core.bare': ['false'], 'branch.topic.remote': ['origin'] });
});

function valuesOf(text: string): Record<string, string[]> {
  const values: Record<string, string[]> = {};
  for (const { key, value } of parseGitConfig(text)) values[key] = [...(values[key] ?? []), value];
  return values;
}

const keys = [
  'core.bare',
  'core.fsmonitor',
  'filter.x.clean',
  'alias.st',
  'remote.origin.url',
  'branch.a"b.merge',
  'branch.c\\d.remote',
];
const isEveryday = (key: string) => /^(remote|branch)\./.test(key);

function format(entries: readonly (readonly [string, string])[]): string {
  return entries
    .map(([key, value]) => {
      const parts = key.split('.');
      const middle = parts.slice(1, -1).join('.').replace(/["\\]/g, '\\$&');
      return `[${parts[0]}${middle === '' ? '' : ` "${middle}"`}]\n\t${parts.at(-1)} = ${value}\n`;
    })
    .join('');
}

const config = fc
  .array(fc.tuple(fc.constantFrom(...keys), fc.constantFrom('1', '2', '3')), { maxLength: 8 })
  .map(format);

test('whatever changed: guarded keys are as before, and keys of every day are as the user has them now', () => {
  fc.assert(
    fc.property(config, config, (was, now) => {
      const result = valuesOf(guardGitConfig(was, now).text);
      for (const key of keys) expect(result[key]).toEqual(valuesOf(isEveryday(key) ? now : was)[key]);
    }),
    { numRuns: 500 },
  );
});
