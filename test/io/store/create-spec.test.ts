import { execFile } from 'node:child_process';
import { existsSync, readdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';
import { rolldown } from 'rolldown';
import { expect, test } from 'vitest';
import { createSpec, type NewSpec } from '../../../src/io/store/create-spec.ts';
import type { Store } from '../../../src/io/store/find-store.ts';
import { makeChantRepo, makeFolder } from '../../helper/chant-repo.ts';

let next = 0;
/** A new suffix each time, none that begins with 0. */
function random(): string {
  next += 1;
  return (20_000 + next).toString(36).slice(-3);
}

function create(store: Store, spec: Partial<NewSpec> = {}): string {
  const made = createSpec(store, { date: '2026-02-08', prefix: null, random, build: (id) => `# ${id}\n`, ...spec });
  if (!made.ok) throw new Error(JSON.stringify(made.failure));
  return made.value.id;
}

test('the first spec of a day is 001, and its file is whole', () => {
  const repo = makeChantRepo();
  const made = createSpec(repo.store(), {
    date: '2026-02-08',
    prefix: null,
    random: () => 'v7b',
    build: (id) => `# ${id}\n`,
  });
  const file = '.chant/specs/2026-02-08-001-v7b.md';
  expect(made).toEqual({ ok: true, value: { id: '2026-02-08-001-v7b', path: file, text: '# 2026-02-08-001-v7b\n' } });
  expect(repo.read(file)).toBe('# 2026-02-08-001-v7b\n');
  expect(readdirSync(path.join(repo.root, '.chant/specs'))).toEqual(['2026-02-08-001-v7b.md']);
});

test('the sequence goes on behind live specs, archived ones, members and run records', () => {
  const repo = makeChantRepo({ '.chant/specs/2026-02-08-002-aaa.md': '', '.chant/specs/2026-02-07-0zz-aaa.md': '' });
  const store = repo.store();
  expect(create(store)).toMatch(/^2026-02-08-003-/);
  repo.write('.chant/archive/2026-02-08/2026-02-08-00a-bbb.md', '');
  expect(create(store)).toMatch(/^2026-02-08-00b-/);
  repo.write('.chant/runs/2026-02-08-00z-ccc/1/journal.jsonl', '');
  expect(create(store)).toMatch(/^2026-02-08-010-/);
  repo.write('.chant/specs/2026-02-08-01z-ddd.3.md', '');
  expect(create(store)).toMatch(/^2026-02-08-020-/);
});

test('a prefix stands before the date and counts for itself', () => {
  const repo = makeChantRepo({ '.chant/specs/2026-02-08-005-aaa.md': '' });
  expect(create(repo.store(), { prefix: 'web', random: () => 'v7b' })).toBe('web-2026-02-08-001-v7b');
});

test('the id of a spec that was deleted is not given away again on that day', () => {
  const store = makeChantRepo().store();
  const first = create(store);
  rmSync(path.join(store.dir, `specs/${first}.md`));
  expect(create(store)).toMatch(/^2026-02-08-002-/);
});

test('deleting the cache gives no number away that a spec has', () => {
  const store = makeChantRepo().store();
  create(store);
  create(store);
  rmSync(store.cacheDir, { recursive: true });
  expect(create(store)).toMatch(/^2026-02-08-003-/);
});

test('another process that adds specs between any two steps gets other numbers', () => {
  const store = makeChantRepo().store();
  const ids: string[] = [];
  // The suffix is asked for after the number was taken and before the file is made: the worst moment.
  const nested = (depth: number): string => {
    if (depth > 0) ids.push(create(store, { random: () => nested(depth - 1) }));
    return random();
  };
  ids.push(create(store, { random: () => nested(20) }));
  const sequences = new Set(ids.map((id) => id.slice(11, 14)));
  expect(new Set(ids).size).toBe(21);
  expect(sequences.size).toBe(21);
});

test('a suffix that another spec has, or that looks like a sequence, is thrown away', () => {
  const store = makeChantRepo({ '.chant/specs/2026-01-01-001-v7b.md': '' }).store();
  const offers = ['v7b', '010', 'k2m'];
  expect(create(store, { random: () => offers.shift() ?? 'zzz' })).toBe('2026-02-08-001-k2m');
});

test('marks of earlier days are swept away', () => {
  const store = makeChantRepo().store();
  create(store);
  create(store, { date: '2026-02-11' });
  const marks = readdirSync(path.join(store.cacheDir, 'ids')).filter((name) => !name.startsWith('.'));
  expect(marks).toEqual(['2026-02-11-001-000']);
  expect(existsSync(path.join(store.cacheDir, '.gitignore'))).toBe(true);
});

test('a day that is full is a failure', () => {
  const store = makeChantRepo({ '.chant/specs/2026-02-08-zzz-aaa.md': '' }).store();
  const made = createSpec(store, { date: '2026-02-08', prefix: null, random, build: () => '' });
  expect(made).toMatchObject({ ok: false, failure: { kind: 'file-trouble', action: 'create' } });
});

test('processes that add specs at the same time get distinct ids and numbers, and whole files', async () => {
  const program = path.join(makeFolder(), 'create-specs.cjs');
  const input = new URL('../../fixtures/store/create-specs.ts', import.meta.url).pathname;
  const bundle = await rolldown({ input, platform: 'node' });
  await bundle.write({ file: program, format: 'cjs' });
  const repo = makeChantRepo();
  const runs = Array.from({ length: 4 }, () => promisify(execFile)(process.execPath, [program, repo.root, '25']));
  const ids = (await Promise.all(runs)).flatMap((run) => run.stdout.trim().split('\n'));
  expect(new Set(ids).size).toBe(100);
  expect(new Set(ids.map((id) => id.slice(11, 14))).size).toBe(100);
  expect(readdirSync(path.join(repo.root, '.chant/specs')).sort()).toEqual(ids.map((id) => `${id}.md`).sort());
  for (const id of ids) expect(repo.read(`.chant/specs/${id}.md`)).toBe(`# ${id}\n`.repeat(1000));
});
