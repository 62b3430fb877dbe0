import { describe, expect, test } from 'vitest';
import { renderFailure, renderFailureJson, wordFailure } from '../../../src/cli/render/failure.ts';
import { failures } from '../failures.ts';

describe('every failure', () => {
  test.each(Object.values(failures))('$kind says what happened, why, and what to do next', (failure) => {
    const { what, why, next } = wordFailure(failure);
    for (const line of [what, ...why, ...next]) {
      expect(line.trim()).not.toBe('');
      expect(line).not.toMatch(/undefined|null|\[object/);
    }
    expect(why.length).toBeGreaterThan(0);
    expect(next.length).toBeGreaterThan(0);
  });

  test.each(Object.values(failures))('$kind as JSON carries its data, its message and what to do', (failure) => {
    const { error } = JSON.parse(renderFailureJson(failure));
    expect(error).toMatchObject({ ...failure, message: wordFailure(failure).what, next: wordFailure(failure).next });
  });
});

test('a run that needs attention names the files and the way on', () => {
  expect(strip(renderFailure(failures['run-ended']))).toMatchInlineSnapshot(`
    "error: 010-v7b needs attention: files outside of the scope were changed (out-of-scope)
      README.md
      src/other.rs
    next: chant land 010 --accept REASON
    "
  `);
});

test('an ambiguous id lists the candidates', () => {
  expect(strip(renderFailure(failures['spec-ambiguous']))).toMatchInlineSnapshot(`
    "error: '010' can be 2 specs
      2026-02-08-010-v7b  Fix the lock
      2026-02-09-010-k2m  Fix the key
    next: write more of the id
    "
  `);
});

function strip(text: string): string {
  return text.replace(/[\ufdd0-\ufdd6]/g, '');
}
