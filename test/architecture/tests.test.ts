import { existsSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { filesUnder, root, textOf } from './read-tree.ts';

const own = 'test/architecture/tests.test.ts';
const tests = filesUnder('test').filter((file) => file.endsWith('.test.ts') && file !== own);

test('no test is left out, or left alone, without a comment that says why', () => {
  const silenced = tests.flatMap((file) => {
    const lines = textOf(file).split('\n');
    return lines.flatMap((line, index) => {
      if (!/\b(test|it|describe)\.(skip|only|todo)\b(?!If)/.test(line)) return [];
      return /\/\//.test(`${lines[index - 1] ?? ''}${line}`) ? [] : [`${file}:${index + 1}`];
    });
  });
  expect(silenced).toEqual([]);
});

test('every test of a source file stands where the source file stands', () => {
  const mirrored = tests.filter((file) => /^test\/(core|io|engine|cli|mcp|web)\//.test(file));
  const orphans = mirrored.filter((file) => {
    const folder = path.dirname(file).replace(/^test\//, 'src/');
    const source = file.replace(/^test\//, 'src/').replace(/\.test\.ts$/, '.ts');
    return !existsSync(path.join(root, source)) && !existsSync(path.join(root, folder));
  });
  expect(orphans).toEqual([]);
});
