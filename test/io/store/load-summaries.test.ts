import { execFileSync } from 'node:child_process';
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
import { expect, test } from 'vitest';
import { loadStampedSummaries, loadSummaries } from '../../../src/io/store/load-summaries.ts';
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
  return path.join(store.cacheDir, 'specs-5.bin');
}

/** Changes what the cache says about every spec, so that a test sees where a spec comes from. */
function forgeTitles(store: Store): void {
  const text = readFileSync(cacheFile(store), 'latin1');
  writeFileSync(cacheFile(store), text.replaceAll(/"Title (\d+)"/g, '"Cache $1"'), 'latin1');
}

async function titles(store: Store): Promise<string[]> {
  return (await loadSummaries(store)).map((spec) => spec.title);
}

test('a store without folders holds no specs, and no cache is made for a few', async () => {
  const store = makeChantRepo().store();
  expect(await loadSummaries(store)).toEqual([]);
  expect(existsSync(store.cacheDir)).toBe(false);
});

test('what comes from the cache equals what comes from the files', async () => {
  const store = makeMany().store();
  const first = await loadSummaries(store);
  expect(existsSync(cacheFile(store))).toBe(true);
  expect(JSON.stringify(await loadSummaries(store))).toBe(JSON.stringify(first));
  forgeTitles(store);
  expect((await titles(store)).filter((title) => title.startsWith('Cache'))).toHaveLength(60);
});

test('a file that changed is read again, whatever the cache says; one that is gone is gone', async () => {
  const repo = makeMany();
  const store = repo.store();
  await loadSummaries(store);
  forgeTitles(store);
  repo.write('.chant/specs/s003.md', '# Changed');
  rmSync(path.join(repo.root, '.chant/specs/s004.md'));
  const [, , , changed, next] = await titles(store);
  expect([changed, next]).toEqual(['Changed', 'Cache 5']);
});

test('a file of the same size and time that took the place of another is read again', async () => {
  const repo = makeMany();
  const store = repo.store();
  await loadSummaries(store);
  forgeTitles(store);
  const file = path.join(repo.root, '.chant/specs/s003.md');
  const { atime, mtime } = statSync(file);
  writeFileSync(`${file}.new`, readFileSync(file, 'utf8').replace('Title 3', 'Title X'));
  utimesSync(`${file}.new`, atime, mtime);
  renameSync(`${file}.new`, file);
  expect((await titles(store))[3]).toBe('Title X');
});

test('a file that was changed less than two seconds before the cache was written is not taken from it', async () => {
  const repo = makeMany();
  const store = repo.store();
  age(repo, '.chant/specs/s007.md', 0);
  age(repo, '.chant/specs/s008.md', -3600);
  await loadSummaries(store);
  forgeTitles(store);
  expect((await titles(store)).slice(6, 10)).toEqual(['Cache 6', 'Title 7', 'Title 8', 'Cache 9']);
});

test('files that are too fresh to be found in a cache are not a reason to write one', async () => {
  const repo = makeMany(120);
  const store = repo.store();
  for (let n = 0; n < 70; n += 1) age(repo, `.chant/specs/s${String(n).padStart(3, '0')}.md`, 0);
  await loadStampedSummaries(store, Date.now());
  expect(existsSync(cacheFile(store))).toBe(false);
  age(repo, '.chant/specs/s000.md');
  await loadStampedSummaries(store, Date.now());
  expect(existsSync(cacheFile(store))).toBe(true);
});

/** All that may stand in the place of a spec, behind the others by id. */
function addOddPlaces(repo: ChantRepo): void {
  const place = (name: string) => path.join(repo.root, '.chant/specs', `${name}.md`);
  mkdirSync(place('t-folder'));
  execFileSync('mkfifo', [place('t-pipe')]);
  symlinkSync('/nowhere/at/all', place('t-lost'));
  symlinkSync('/dev/null', place('t-device'));
  symlinkSync(place('s001'), place('t-linked'));
  writeFileSync(place('t-bytes'), Buffer.from([0x23, 0x20, 0xff]));
  writeFileSync(place('t-sign'), '# \uFFFD\n');
  writeFileSync(place('t-empty'), '');
  writeFileSync(place('t-large'), `# Large\n${'x'.repeat(100_000)}`);
  writeFileSync(place('t-huge'), `# Huge\n${'x'.repeat(9 * 1024 * 1024)}`);
  writeFileSync(place('t-yaml'), '---\nlabels: &a [b]\ndepends_on: *a\n---\n# Odd\n');
}

test('whatever stands in place of a spec is the same one of many that changed as alone', async () => {
  const many = makeMany();
  const few = makeMany(2);
  for (const repo of [many, few]) addOddPlaces(repo);
  const places = async (repo: ChantRepo) => (await loadSummaries(repo.store())).filter(({ id }) => id.startsWith('t-'));
  const alone = await places(few);
  expect(alone).toHaveLength(11);
  expect(await places(many)).toEqual(alone);
  expect(alone.map(({ id, title, problems }) => `${id}: ${problems[0]?.rule ?? title}`)).toEqual([
    't-bytes: invalid-utf8',
    't-device: unreadable-file',
    't-empty: t-empty',
    't-folder: unreadable-file',
    't-huge: unreadable-file',
    't-large: Large',
    't-linked: Title 1',
    't-lost: unreadable-file',
    't-pipe: unreadable-file',
    't-sign: \uFFFD',
    't-yaml: Odd',
  ]);
});

test.each([
  '',
  '{',
  'null',
  '[]',
  '\0\0\0\0{"kind":"chant-specs","version":3,"dir":"/","ids":[]}',
  '\0\0\0\0{"kind":"other","version":3,"ids":[]}',
])('a cache file that says %j is as good as none', async (text) => {
  const store = makeMany().store();
  const first = JSON.stringify(await loadSummaries(store));
  writeFileSync(cacheFile(store), text);
  expect(JSON.stringify(await loadSummaries(store))).toBe(first);
});

test('the cache of another folder is not used', async () => {
  const store = makeMany().store();
  const other = makeMany().store();
  await loadSummaries(store);
  forgeTitles(store);
  mkdirSync(other.cacheDir, { recursive: true });
  writeFileSync(cacheFile(other), readFileSync(cacheFile(store)));
  expect((await titles(other))[0]).toBe('Title 0');
});

test('git does not see the cache, also where the ignore list of the project does not name it', async () => {
  const repo = makeMany();
  await loadSummaries(repo.store());
  expect(repo.git('status', '--porcelain', '--untracked-files=all')).not.toContain('cache');
});

test('a list with the archive keeps the rows of the others, and the other way round', async () => {
  const repo = makeMany();
  for (let n = 0; n < 60; n += 1) {
    repo.write(`.chant/archive/2026-01-01/a${n}.md`, `# Title 9${n}`);
    age(repo, `.chant/archive/2026-01-01/a${n}.md`);
  }
  const store = repo.store();
  await loadSummaries(store);
  await loadSummaries(store);
  forgeTitles(store);
  const all = await titles(store);
  expect(all.filter((title) => title.startsWith('Cache'))).toHaveLength(120);
});

test('a cache folder that cannot be written to changes nothing', async () => {
  const repo = makeMany();
  repo.write('.chant/cache', 'a file where the folder should be');
  expect(await titles(repo.store())).toHaveLength(60);
});
