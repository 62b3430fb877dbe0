import { expect, test } from 'vitest';
import { loadSpecs } from '../../../src/io/store/load-specs.ts';
import { readSpecDocument } from '../../../src/io/store/read-spec-document.ts';
import { writeSpec } from '../../../src/io/store/write-spec.ts';
import { makeChantRepo } from '../../helper/chant-repo.ts';

const path = '.chant/specs/001-a.md';

test('a spec is replaced when it still says what was expected', () => {
  const repo = makeChantRepo({ [path]: '# Old\n' });
  expect(writeSpec(repo.store(), path, { text: '# New\n', expected: '# Old\n' })).toEqual({
    ok: true,
    value: undefined,
  });
  expect(repo.read(path)).toBe('# New\n');
});

test('what somebody wrote meanwhile stays', () => {
  const repo = makeChantRepo({ [path]: '# Theirs\n' });
  expect(writeSpec(repo.store(), path, { text: '# New\n', expected: '# Old\n' })).toMatchObject({
    failure: { kind: 'file-trouble', action: 'write', path },
  });
  expect(repo.read(path)).toBe('# Theirs\n');
});

test('a document has the whole text, read from the disk', () => {
  const repo = makeChantRepo({ [path]: '---\r\ntype: task\r\n---\r\n# Über\r\n' });
  const [spec] = loadSpecs(repo.store(), { archived: false });
  if (spec === undefined) throw new Error('no spec');
  const document = readSpecDocument(repo.store(), spec);
  expect(document).toMatchObject({ ok: true, value: { text: '---\r\ntype: task\r\n---\r\n# Über\r\n', spec } });
});

test('a document that is gone is a failure', () => {
  const repo = makeChantRepo();
  expect(readSpecDocument(repo.store(), { id: '001-a', path, archived: false })).toMatchObject({
    ok: false,
    failure: { kind: 'file-trouble', action: 'read', path },
  });
});
