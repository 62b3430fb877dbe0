import {
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { execFileSync } from 'node:child_process';
import { expect, test } from 'vitest';
import { loadSpecs } from '../../../src/io/store/load-specs.ts';
import type { Store } from '../../../src/io/store/find-store.ts';
import { type ChantRepo, makeChantRepo } from '../../helper/chant-repo.ts';

const long =
  'type: task\nlabels: [a]\ndepends_on: [x]\nchecks: [npm test]\napproval: {required: true, status: approved, by: Ada}\nodd: {a: [1]}';

/** Enough files for the cache to be worth writing, all of them an hour old. */
function makeMany(count = 60): ChantRepo {
  const repo = makeChantRepo();
  for (let n = 0; n < count; n += 1) {
    const name = `.chant/specs/s${String(n).padStart(3, '0')}.md`;
    repo.write(name, `---\n${n % 2 === 0 ? long : ''}\n---\n# Title ${n}\n\n## Acceptance Criteria\n\n- [ ] one\n`);
    age(repo, name);
  }
  return repo;
}

function age(repo: ChantRepo, file: string, seconds = 3600): void {
  const then = Date.now() / 1000 - seconds;
  utimesSync(path.join(repo.root, file), then, then);
}

function cacheFile(store: Store): string {
  return path.join(store.cacheDir, 'specs-2.json');
}

/** Changes what the cache says about every spec, so that a test sees where a spec comes from. */
function forgeTitles(store: Store): void {
  const text = readFileSync(cacheFile(store), 'utf8');
  writeFileSync(cacheFile(store), text.replaceAll(/"Title (\d+)"/g, '"From cache $1"'));
}

function titles(store: Store): string[] {
  return loadSpecs(store, { archived: false }).map((spec) => spec.title);
}

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

test('no file is dropped: a folder, a link to nowhere, a pipe and bytes that are no text are bad specs', () => {
  const repo = makeChantRepo({ '.chant/specs/good.md': '# Good' });
  const specs = path.join(repo.root, '.chant/specs');
  mkdirSync(path.join(specs, 'a-folder.md'));
  symlinkSync('/nowhere/at/all', path.join(specs, 'b-link.md'));
  symlinkSync('c-loop.md', path.join(specs, 'c-loop.md'));
  execFileSync('mkfifo', [path.join(specs, 'd-pipe.md')]);
  writeFileSync(path.join(specs, 'e-bytes.md'), Buffer.from([0x23, 0x20, 0xff, 0xfe]));
  const loaded = loadSpecs(repo.store(), { archived: false });
  const problems = loaded.map((spec) => [
    spec.id,
    spec.problems.map(({ rule, severity, file }) => `${severity} ${rule} ${file}`),
  ]);
  expect(problems).toEqual([
    ['a-folder', ['error unreadable-file .chant/specs/a-folder.md']],
    ['b-link', ['error unreadable-file .chant/specs/b-link.md']],
    ['c-loop', ['error unreadable-file .chant/specs/c-loop.md']],
    ['d-pipe', ['error unreadable-file .chant/specs/d-pipe.md']],
    ['e-bytes', ['error invalid-utf8 .chant/specs/e-bytes.md']],
    ['good', []],
  ]);
});

test('a store without folders holds no specs, and no cache is made for a few', () => {
  const store = makeChantRepo().store();
  expect(loadSpecs(store, { archived: true })).toEqual([]);
  expect(existsSync(store.cacheDir)).toBe(false);
});

test('what comes from the cache equals what comes from the files', () => {
  const store = makeMany().store();
  const first = loadSpecs(store, { archived: false });
  expect(existsSync(cacheFile(store))).toBe(true);
  expect(JSON.stringify(loadSpecs(store, { archived: false }))).toBe(JSON.stringify(first));
  forgeTitles(store);
  expect(titles(store).filter((title) => title.startsWith('From cache'))).toHaveLength(60);
});

test('a file that changed is read again, whatever the cache says; one that is gone is gone', () => {
  const repo = makeMany();
  const store = repo.store();
  loadSpecs(store, { archived: false });
  forgeTitles(store);
  repo.write('.chant/specs/s003.md', '# Changed');
  rmSync(path.join(repo.root, '.chant/specs/s004.md'));
  const [, , , changed, next] = titles(store);
  expect([changed, next]).toEqual(['Changed', 'From cache 5']);
});

test('a file of the same size and time that took the place of another is read again', () => {
  const repo = makeMany();
  const store = repo.store();
  loadSpecs(store, { archived: false });
  forgeTitles(store);
  const file = path.join(repo.root, '.chant/specs/s003.md');
  const { atime, mtime } = statSync(file);
  writeFileSync(`${file}.new`, readFileSync(file, 'utf8').replace('Title 3', 'Title X'));
  utimesSync(`${file}.new`, atime, mtime);
  renameSync(`${file}.new`, file);
  expect(titles(store)[3]).toBe('Title X');
});

test('a file that was changed less than two seconds before the cache was written is not taken from it', () => {
  const repo = makeMany();
  const store = repo.store();
  age(repo, '.chant/specs/s007.md', 0);
  age(repo, '.chant/specs/s008.md', -3600);
  loadSpecs(store, { archived: false });
  forgeTitles(store);
  expect(titles(store).slice(6, 10)).toEqual(['From cache 6', 'Title 7', 'Title 8', 'From cache 9']);
});

test.each([
  '',
  '{',
  'null',
  '[]',
  '{"kind":"chant-specs","version":2,"dir":"/","paths":[]}',
  '{"kind":"other","version":2,"paths":[],"stamps":[],"keyLines":[],"specs":[]}',
])('a cache file that says %j is as good as none', (text) => {
  const store = makeMany().store();
  const first = JSON.stringify(loadSpecs(store, { archived: false }));
  writeFileSync(cacheFile(store), text);
  expect(JSON.stringify(loadSpecs(store, { archived: false }))).toBe(first);
});

test('the cache of another folder is not used', () => {
  const store = makeMany().store();
  const other = makeMany().store();
  loadSpecs(store, { archived: false });
  forgeTitles(store);
  mkdirSync(other.cacheDir, { recursive: true });
  writeFileSync(cacheFile(other), readFileSync(cacheFile(store)));
  expect(titles(other)[0]).toBe('Title 0');
});

test('git does not see the cache, also where the ignore list of the project does not name it', () => {
  const repo = makeMany();
  loadSpecs(repo.store(), { archived: false });
  expect(repo.git('status', '--porcelain', '--untracked-files=all')).not.toContain('cache');
});

test('a list with the archive keeps the rows of the others, and the other way round', () => {
  const repo = makeMany();
  for (let n = 0; n < 60; n += 1) {
    repo.write(`.chant/archive/2026-01-01/a${n}.md`, `# Title 9${n}`);
    age(repo, `.chant/archive/2026-01-01/a${n}.md`);
  }
  const store = repo.store();
  loadSpecs(store, { archived: true });
  loadSpecs(store, { archived: false });
  forgeTitles(store);
  const all = loadSpecs(store, { archived: true }).map((spec) => spec.title);
  expect(all.filter((title) => title.startsWith('From cache'))).toHaveLength(120);
});

test('a cache folder that cannot be written to changes nothing', () => {
  const repo = makeMany();
  repo.write('.chant/cache', 'a file where the folder should be');
  expect(titles(repo.store())).toHaveLength(60);
});
