import {
  chmodSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { createFileAtomic, writeFileAtomic } from '../../../src/io/store/atomic-write.ts';
import { makeFolder } from '../../helper/chant-repo.ts';

test('replacing keeps the mode and leaves nothing else behind', () => {
  const folder = makeFolder();
  const file = path.join(folder, 'a.md');
  writeFileSync(file, 'old');
  chmodSync(file, 0o640);
  expect(writeFileAtomic(file, 'new')).toEqual({ ok: true, value: undefined });
  expect(readFileSync(file, 'utf8')).toBe('new');
  expect(statSync(file).mode & 0o777).toBe(0o640);
  expect(readdirSync(folder)).toEqual(['a.md']);
});

test('whoever has the old file open goes on reading the old text', () => {
  const file = path.join(makeFolder(), 'a.md');
  writeFileSync(file, 'old');
  const before = statSync(file).ino;
  writeFileAtomic(file, 'new');
  expect(statSync(file).ino).not.toBe(before);
});

test('a symlink stays a symlink and its target gets the text', () => {
  const folder = makeFolder();
  mkdirSync(path.join(folder, 'real'));
  const target = path.join(folder, 'real/a.md');
  const link = path.join(folder, 'a.md');
  writeFileSync(target, 'old');
  symlinkSync('real/a.md', link);
  writeFileAtomic(link, 'new');
  expect(lstatSync(link).isSymbolicLink()).toBe(true);
  expect(readFileSync(target, 'utf8')).toBe('new');
  expect(readdirSync(path.join(folder, 'real'))).toEqual(['a.md']);
});

test('of two that create one name the first gets it, and the second changes nothing', () => {
  const file = path.join(makeFolder(), 'deep/er/a.md');
  expect(createFileAtomic(file, 'first')).toEqual({ ok: true, value: true });
  expect(createFileAtomic(file, 'second')).toEqual({ ok: true, value: false });
  expect(readFileSync(file, 'utf8')).toBe('first');
  expect(readdirSync(path.dirname(file))).toEqual(['a.md']);
});

test('a folder in the way is a failure with the word of the system, and no temporary file stays', () => {
  const folder = makeFolder();
  mkdirSync(path.join(folder, 'a.md'));
  expect(writeFileAtomic(path.join(folder, 'a.md'), 'x')).toMatchObject({
    ok: false,
    failure: { kind: 'file-trouble' },
  });
  expect(writeFileAtomic(path.join(folder, 'gone/a.md'), 'x')).toMatchObject({ failure: { reason: 'ENOENT' } });
  expect(readdirSync(folder)).toEqual(['a.md']);
});
