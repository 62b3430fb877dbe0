import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { expect, test } from 'vitest';
import { copyShipped, makeDemoFolder, readShipped, writeDemoFile } from '../../../src/io/assets/demo-folder.ts';

const folder = (): string => mkdtempSync(path.join(os.tmpdir(), 'place-'));

test('without a name a fresh folder is made under the temp folder, another one each time', () => {
  const [one, two] = [makeDemoFolder(null), makeDemoFolder(null)];
  expect(one).toMatchObject({ ok: true });
  expect(one).not.toEqual(two);
  expect(readdirSync(one.ok ? one.value : '')).toEqual([]);
});

test('a folder that is not there is made, one that is empty is taken', () => {
  const dir = path.join(folder(), 'a', 'b');
  expect(makeDemoFolder(dir)).toMatchObject({ ok: true });
  expect(makeDemoFolder(dir)).toMatchObject({ ok: true });
});

test('a folder with something in it is refused, and stays as it is', () => {
  const dir = folder();
  writeFileSync(path.join(dir, 'mine.txt'), 'mine');
  expect(makeDemoFolder(dir)).toMatchObject({ ok: false, failure: { kind: 'bad-argument', value: dir } });
  expect(readdirSync(dir)).toEqual(['mine.txt']);
});

test('a name that belongs to a file is refused', () => {
  const file = path.join(folder(), 'file');
  writeFileSync(file, '');
  expect(makeDemoFolder(file)).toMatchObject({ ok: false, failure: { kind: 'file-trouble', reason: 'EEXIST' } });
});

test('a copy holds folders that begin with a dot', () => {
  const from = folder();
  mkdirSync(path.join(from, '.chant'));
  writeFileSync(path.join(from, '.chant', 'config.md'), 'text');
  const to = path.join(folder(), 'copy');
  expect(copyShipped(from, to)).toEqual({ ok: true, value: undefined });
  expect(readFileSync(path.join(to, '.chant', 'config.md'), 'utf8')).toBe('text');
});

test('what cannot be read, copied or written is named', () => {
  const gone = path.join(folder(), 'gone');
  expect(readShipped(gone)).toMatchObject({ failure: { kind: 'file-trouble', path: gone, reason: 'ENOENT' } });
  expect(copyShipped(gone, path.join(folder(), 'x'))).toMatchObject({ failure: { reason: 'ENOENT' } });
  writeFileSync(gone, '');
  expect(writeDemoFile(path.join(gone, 'below'), '')).toMatchObject({ ok: false });
  expect(existsSync(path.join(gone, 'below'))).toBe(false);
});
