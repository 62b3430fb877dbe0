import { existsSync } from 'node:fs';
import path from 'node:path';
import picomatch from 'picomatch';
import { expect, test } from 'vitest';
import { pureTests } from '../../vitest.config.ts';
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

/** What a test that shares its process with others may not do: start, listen, write, or change what all of them see. */
const traces = [
  /^import .* from 'node:(?!(?:path|url|crypto|fs)')/m,
  /^import \{[^}]*\b(?!read|exists)\w+(?=[ ,])[^}]*\} from 'node:fs'/m,
  /helper\/(?!fake-context)/,
  /\bprocess\.(?:on|once|chdir|exit)\b|\bvi\./,
];

test('tests that share a process with others start no program, write no file and change nothing of the process', () => {
  const isShared = picomatch(pureTests);
  const shared = tests.filter((file) => isShared(file));
  expect(shared.length).toBeGreaterThan(100);
  expect(shared.filter((file) => traces.some((trace) => trace.test(textOf(file))))).toEqual([]);
});
