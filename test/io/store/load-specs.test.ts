import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { execFileSync } from 'node:child_process';
import { expect, test } from 'vitest';
import { loadSpecs } from '../../../src/io/store/load-specs.ts';
import { loadSummaries } from '../../../src/io/store/load-summaries.ts';
import type { SpecSummary } from '../../../src/core/spec/spec.ts';
import { makeChantRepo } from '../../helper/chant-repo.ts';

test('specs come by id, with those of the archive where asked for', () => {
  const repo = makeChantRepo({
    '.chant/specs/2026-02-08-010-v7b.md': '# Fix',
    '.chant/specs/2026-02-08-010-v7b.10.md': '# Ten',
    '.chant/specs/2026-02-08-010-v7b.2.md': '# Two',
    '.chant/specs/notes.txt': 'no spec',
    '.chant/specs/.hidden.md': 'no spec',
    '.chant/archive/2026-02-01/001-old.md': '# Old',
    '.chant/archive/other/x.md': '# No day',
  });
  const store = repo.store();
  expect(loadSpecs(store, { archived: false }).map((spec) => spec.id)).toEqual([
    '2026-02-08-010-v7b',
    '2026-02-08-010-v7b.2',
    '2026-02-08-010-v7b.10',
  ]);
  const [old] = loadSpecs(store, { archived: true });
  expect(old).toMatchObject({
    id: '001-old',
    archived: true,
    path: '.chant/archive/2026-02-01/001-old.md',
    title: 'Old',
  });
});

test('no file is dropped: a folder, a link to nowhere, a pipe and bytes that are no text are bad specs', async () => {
  const repo = makeChantRepo({ '.chant/specs/good.md': '# Good' });
  const specs = path.join(repo.root, '.chant/specs');
  mkdirSync(path.join(specs, 'a-folder.md'));
  symlinkSync('/nowhere/at/all', path.join(specs, 'b-link.md'));
  symlinkSync('c-loop.md', path.join(specs, 'c-loop.md'));
  execFileSync('mkfifo', [path.join(specs, 'd-pipe.md')]);
  writeFileSync(path.join(specs, 'e-bytes.md'), Buffer.from([0x23, 0x20, 0xff, 0xfe]));
  const problemsOf = (specs: readonly SpecSummary[]) =>
    specs.map((spec) => [spec.id, spec.problems.map(({ rule, severity, file }) => `${severity} ${rule} ${file}`)]);
  const problems = problemsOf(loadSpecs(repo.store(), { archived: false }));
  expect(problemsOf(await loadSummaries(repo.store()))).toEqual(problems);
  expect(problems).toEqual([
    ['a-folder', ['error unreadable-file .chant/specs/a-folder.md']],
    ['b-link', ['error unreadable-file .chant/specs/b-link.md']],
    ['c-loop', ['error unreadable-file .chant/specs/c-loop.md']],
    ['d-pipe', ['error unreadable-file .chant/specs/d-pipe.md']],
    ['e-bytes', ['error invalid-utf8 .chant/specs/e-bytes.md']],
    ['good', []],
  ]);
});

test.each([0, 20, 65_535, 65_536, 65_537, 300_000])('a spec of %i bytes is read to its end', async (size) => {
  const title = '# Größe\n';
  const text = `${'\n'.repeat(Math.max(0, size - Buffer.byteLength(title)))}${title}`.slice(0, size);
  const repo = makeChantRepo({ '.chant/specs/before.md': `# ${'x'.repeat(1000)}`, '.chant/specs/sized.md': text });
  const titles = (await loadSummaries(repo.store())).map((spec) => spec.title);
  expect(titles[1]).toBe(size === 0 ? 'sized' : 'Größe');
});
