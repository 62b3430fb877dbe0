import { symlinkSync, unlinkSync } from 'node:fs';
import { expect, test } from 'vitest';
import { extractCriteria } from '../../../src/core/spec/extract-criteria.ts';
import { findBox } from '../../../src/core/spec/tick-criteria.ts';
import { tickSpec } from '../../../src/io/store/tick-spec.ts';
import { makeChantRepo } from '../../helper/chant-repo.ts';

const path = '.chant/specs/a.md';
const text = '\uFEFF# Für 😀\n\n## Acceptance Criteria\n\n- [ ] größer\n- [ ] schneller\n';

function boxOf(of: string, index: number): { text: string; offset: number } {
  const criterion = extractCriteria(of)[index];
  const offset = criterion === undefined ? null : findBox(of, criterion);
  if (offset === null) throw new Error('no such box');
  return { text: of, offset };
}

test('two programs that have read the same text tick two boxes, and both stay ticked', () => {
  const repo = makeChantRepo({ [path]: text });
  const boxes = [boxOf(text, 0), boxOf(text, 1)];
  for (const box of boxes) expect(tickSpec(repo.store(), path, box)).toEqual({ ok: true, value: undefined });
  expect(repo.read(path)).toBe(text.replaceAll('[ ]', '[x]'));
});

test('where the box has moved, nothing is written', () => {
  const repo = makeChantRepo({ [path]: `${text.slice(0, 3)}x${text.slice(3)}` });
  expect(tickSpec(repo.store(), path, boxOf(text, 0))).toMatchObject({ failure: { kind: 'file-trouble' } });
  expect(repo.read(path)).toBe(`${text.slice(0, 3)}x${text.slice(3)}`);
});

test('a file that is gone, and a link in its place, are refused', () => {
  const repo = makeChantRepo({ [path]: text, 'other.md': text });
  unlinkSync(`${repo.root}/${path}`);
  expect(tickSpec(repo.store(), path, boxOf(text, 0))).toMatchObject({ failure: { reason: 'ENOENT' } });
  symlinkSync('../../other.md', `${repo.root}/${path}`);
  expect(tickSpec(repo.store(), path, boxOf(text, 0))).toMatchObject({ failure: { reason: 'ELOOP' } });
  expect(repo.read('other.md')).toBe(text);
});
