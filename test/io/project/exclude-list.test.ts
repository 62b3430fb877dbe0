import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { excludeChant, isChantExcluded, locateExcludeList } from '../../../src/io/project/exclude-list.ts';
import { makeChantRepo } from '../../helper/chant-repo.ts';

test('the entry is added once, keeps .chant out of git, and goes again without a trace', () => {
  const repo = makeChantRepo();
  const common = path.join(repo.root, '.git');
  const before = readFileSync(locateExcludeList(common), 'utf8');
  expect(excludeChant(common, true)).toEqual({ ok: true, value: true });
  expect(excludeChant(common, true)).toEqual({ ok: true, value: false });
  expect(isChantExcluded(common)).toEqual({ ok: true, value: true });
  expect(repo.git('status', '--porcelain')).toBe('');
  expect(excludeChant(common, false)).toEqual({ ok: true, value: true });
  expect(readFileSync(locateExcludeList(common), 'utf8')).toBe(before);
});

test('a list without a last line break, and one that is not there, take the entry too', () => {
  const common = path.join(makeChantRepo().root, '.git');
  writeFileSync(locateExcludeList(common), '*.log');
  excludeChant(common, true);
  expect(readFileSync(locateExcludeList(common), 'utf8')).toBe('*.log\n/.chant/\n');
  rmSync(path.join(common, 'info'), { recursive: true });
  expect(isChantExcluded(common)).toEqual({ ok: true, value: false });
  excludeChant(common, true);
  expect(existsSync(locateExcludeList(common))).toBe(true);
});

test.each(['.chant', '.chant/', '/.chant'])('an entry that says %s counts', (entry) => {
  const common = path.join(makeChantRepo().root, '.git');
  writeFileSync(locateExcludeList(common), `${entry}\n`);
  expect(excludeChant(common, true)).toEqual({ ok: true, value: false });
});
