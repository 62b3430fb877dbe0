import {
  appendFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
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
import type { JournalEntry } from '../../../src/core/plan/journal.ts';
import type { ListSpecsInput } from '../../../src/engine/list-limits.ts';
import { listAsText } from '../../../src/engine/operations/list-as-text.ts';
import { listSpecs, type ListSpecsOutput } from '../../../src/engine/operations/list-specs.ts';
import { processStartTime } from '../../../src/io/process/process-identity.ts';
import { appendJournal } from '../../../src/io/store/journal.ts';
import { type ChantRepo, makeChantRepo, makeFolder } from '../../helper/chant-repo.ts';
import { type FakeWorld, makeContext } from '../../helper/fake-context.ts';

const all: ListSpecsInput = {
  ...{ status: [], type: [], labels: [], ready: false, blocked: false, archived: false, query: null, whole: false },
};
const render = ({ rows }: ListSpecsOutput): string =>
  rows.map(({ spec, status, bad }) => `${spec.id} ${status} ${bad} ${spec.title}\n`).join('');

/** One for all, so that no midnight falls between two lists. */
const now = Date.now();
const specs = '.chant/specs';
const day = '.chant/archive/2026-01-01';

/** Sixty specs and some in the archive, all of them an hour old; the third waits for one of the archive. */
function makeMany(): ChantRepo {
  const repo = makeChantRepo({ '.chant/config.md': '', 'config/empty': '' });
  for (let n = 10; n < 70; n += 1) repo.write(`${specs}/s${n}.md`, `---\nstatus: pending\n---\n# Title ${n}\n`);
  repo.write(`${specs}/s12.md`, '---\ndepends_on: [a11]\n---\n# Title 12\n');
  for (const id of ['a10', 'a11']) repo.write(`${day}/${id}.md`, '# Title\n');
  const outside = path.join(makeFolder(), 'linked.md');
  writeFileSync(outside, '# Title linked\n');
  symlinkSync(outside, path.join(repo.root, specs, 's70.md'));
  age(outside);
  for (const folder of [specs, day]) {
    for (const name of readdirSync(path.join(repo.root, folder))) age(path.join(repo.root, folder, name));
  }
  for (const folder of [specs, day, '.chant/archive']) age(path.join(repo.root, folder));
  return repo;
}

function age(place: string, seconds = 3600): void {
  const then = Math.floor(Date.now() / 1000) - seconds;
  utimesSync(place, then, then);
}

interface Asked extends FakeWorld {
  readonly view?: string;
  readonly input?: Partial<ListSpecsInput>;
}

async function list(repo: ChantRepo, { view = '100', input = {}, ...world }: Asked = {}): Promise<string> {
  const { context } = makeContext({ cwd: repo.root, now, ...world });
  const listed = await listAsText(context, { ...all, ...input, render, view });
  if (!listed.ok) throw new Error(JSON.stringify(listed.failure));
  return listed.value;
}

async function listAnew(repo: ChantRepo, { input = {}, ...world }: Asked = {}): Promise<string> {
  const listed = await listSpecs(makeContext({ cwd: repo.root, now, ...world }).context, {
    ...all,
    ...input,
  });
  if (!listed.ok) throw new Error(JSON.stringify(listed.failure));
  return render(listed.value);
}

function locateKept(repo: ChantRepo): string {
  return path.join(repo.store().cacheDir, 'list-1.bin');
}

/** Changes what was kept, so that a test sees where a list comes from. */
function forge(repo: ChantRepo): void {
  const text = readFileSync(locateKept(repo), 'latin1');
  writeFileSync(locateKept(repo), text.replaceAll('Title', 'Kept!'), 'latin1');
}

/** A list that was kept and would be given back. */
async function makeKept(): Promise<ChantRepo> {
  const repo = makeMany();
  await list(repo);
  forge(repo);
  return repo;
}

test('a list is given back as it was made, as long as nothing has changed', async () => {
  const repo = makeMany();
  const first = await list(repo);
  expect(first).toBe(await listAnew(repo));
  expect(await list(repo)).toBe(first);
  forge(repo);
  expect(await list(repo)).toBe(first.replaceAll('Title', 'Kept!'));
});

/** Writes the same number of other letters into a file and sets its times back. */
function editUnseen(file: string): void {
  const { atime, mtime } = statSync(file);
  writeFileSync(file, readFileSync(file, 'utf8').replace('Title', 'Other'));
  utimesSync(file, atime, mtime);
}

test.each<[string, (root: string) => void]>([
  ['edited in place', (root) => appendFileSync(`${root}/${specs}/s11.md`, '\n# No title\n')],
  ['edited in place without another size or time', (root) => editUnseen(`${root}/${specs}/s11.md`)],
  ['replaced by one of the same size and time', (root) => replaceUnseen(`${root}/${specs}/s11.md`)],
  ['added', (root) => writeFileSync(`${root}/${specs}/s99.md`, '# New\n')],
  ['removed', (root) => rmSync(`${root}/${specs}/s11.md`)],
  ['renamed', (root) => renameSync(`${root}/${specs}/s11.md`, `${root}/${specs}/s98.md`)],
  ['archived', (root) => renameSync(`${root}/${specs}/s11.md`, `${root}/${day}/s11.md`)],
  ['archived on a new day', (root) => archiveAnew(root, 's11.md')],
  ['taken out of the archive', (root) => renameSync(`${root}/${day}/a10.md`, `${root}/${specs}/a10.md`)],
  ['lost from the archive while another waits for it', (root) => rmSync(`${root}/${day}/a11.md`)],
  [
    'approved or not in its file',
    (root) => writeFileSync(`${root}/${specs}/s11.md`, '---\napproval: true\n---\n# T\n'),
  ],
  ['a link whose target was edited', (root) => appendFileSync(`${root}/${specs}/s70.md`, '---')],
])('a spec that was %s is listed as it is now', async (_, change) => {
  const repo = await makeKept();
  change(repo.root);
  const listed = await list(repo);
  expect(listed).toBe(await listAnew(repo));
  expect(listed).not.toContain('Kept!');
});

function replaceUnseen(file: string): void {
  const { atime, mtime } = statSync(file);
  writeFileSync(`${file}.new`, readFileSync(file, 'utf8').replace('Title', 'Other'));
  utimesSync(`${file}.new`, atime, mtime);
  const folder = path.dirname(file);
  const times = statSync(folder);
  renameSync(`${file}.new`, file);
  utimesSync(folder, times.atime, times.mtime);
}

function archiveAnew(root: string, name: string): void {
  mkdirSync(`${root}/.chant/archive/2026-01-02`);
  renameSync(`${root}/${specs}/${name}`, `${root}/.chant/archive/2026-01-02/${name}`);
}

const fresh: readonly (readonly [string, string, number])[] = [
  ['a file', `${specs}/s11.md`, 0],
  ['a file that says it is of tomorrow', `${specs}/s11.md`, -86_400],
  ['a folder', specs, 0],
  ['a folder of the archive', day, 0],
];

test.each(fresh)('%s that was touched less than two seconds before is looked at again', async (_, place, seconds) => {
  const repo = makeMany();
  age(path.join(repo.root, place), seconds);
  // A clock that is ahead of the file system's takes everything for old, and keeps what cannot be trusted.
  const ahead = { now: now + 2 * 86_400_000 };
  await list(repo, ahead);
  forge(repo);
  expect(await list(repo, ahead)).not.toContain('Kept!');
});

test.each(fresh)('where %s was touched that shortly before, no list is kept', async (_, place, seconds) => {
  const repo = makeMany();
  age(path.join(repo.root, place), seconds);
  await list(repo);
  expect(existsSync(locateKept(repo))).toBe(false);
  age(path.join(repo.root, place));
  await list(repo);
  expect(existsSync(locateKept(repo))).toBe(true);
});

const at = '2026-02-08T12:00:00Z';

/** What a run of s11 writes, and whether a living process holds its lease. */
function run(repo: ChantRepo, entries: readonly JournalEntry[], held: boolean): void {
  const folder = path.join(repo.root, '.chant/runs/s11/1');
  rmSync(path.dirname(folder), { recursive: true, force: true });
  for (const entry of entries) appendJournal(folder, { ...entry, at });
  const startTime = processStartTime(process.pid);
  const holder = { pid: process.pid, startTime, host: 'testhost', since: at, token: 'x' };
  rmSync(path.join(repo.root, '.chant/runs/.leases'), { recursive: true, force: true });
  if (held) repo.write('.chant/runs/.leases/s11', JSON.stringify(holder));
}

const claimed: JournalEntry = {
  ...{ entry: 'claimed', spec: 's11', attempt: 1, title: 'T', token: 'x', provider: 'mine', skipped: [], land: true },
};
const finish = (outcome: 'failed' | 'paused' | 'needs_attention' | 'completed' | 'reset'): JournalEntry => {
  return { entry: 'finished', outcome, reason: null, detail: [] };
};

test('a run that starts, pauses, goes on, fails, needs attention, lands or is reset is listed at once', async () => {
  const repo = await makeKept();
  const states = [
    ['in_progress', [claimed], true],
    ['paused', [claimed, finish('paused')], false],
    ['in_progress', [claimed], true],
    ['failed', [claimed, finish('failed')], false],
    ['needs_attention', [claimed, finish('needs_attention')], false],
    ['completed', [claimed, finish('completed')], false],
    ['ready', [claimed, finish('reset')], false],
  ] as const;
  for (const [status, entries, held] of states) {
    run(repo, entries, held);
    expect(await list(repo)).toContain(`s11 ${status} false Title 11\n`);
    forge(repo);
    expect(await list(repo)).toContain(`s11 ${status} false Kept! 11\n`);
  }
});

test('a configuration that asks for approval changes the list, wherever it stands', async () => {
  const asks = '---\napproval: { required: true }\n---\n';
  const own = await makeKept();
  own.write('.chant/config.md', asks);
  expect(await list(own)).toContain('s11 blocked false Title 11\n');
  const users = await makeKept();
  users.write('config/chant/config.md', asks);
  const env = { XDG_CONFIG_HOME: path.join(users.root, 'config') };
  expect(await list(users, { env })).toContain('s11 blocked false Title 11\n');
});

test.each<[string, Asked]>([
  ['width', { view: '80' }],
  ['day', { now: Date.UTC(2026, 1, 10, 12) }],
  ['version of chant', { version: '1.2.4' }],
  ['place of the program', { assets: { main: import.meta.filename } }],
])('with another %s the list is made anew', async (_, asked) => {
  expect(await list(await makeKept(), asked)).not.toContain('Kept!');
});

test('a program that was built anew makes its list anew', async () => {
  const repo = makeMany();
  repo.write('chant.cjs', '');
  const world = { assets: { main: path.join(repo.root, 'chant.cjs') } };
  await list(repo, world);
  forge(repo);
  expect(await list(repo, world)).toContain('Kept!');
  repo.write('chant.cjs', '//');
  expect(await list(repo, world)).not.toContain('Kept!');
});

test.each<Partial<ListSpecsInput>>([{ archived: true }, { status: ['ready'] }, { query: 'title' }])(
  'a list with %j is not what was kept, and is not kept',
  async (input) => {
    const repo = await makeKept();
    expect(await list(repo, { input })).toBe(await listAnew(repo, { input }));
    expect(await list(repo)).toContain('Kept!');
  },
);

test.each<[string, (bytes: Buffer) => Buffer]>([
  ['empty', () => Buffer.alloc(0)],
  ['cut', (bytes) => bytes.subarray(0, bytes.length - 100)],
  ['cut in its head', (bytes) => bytes.subarray(0, 100)],
  ['longer', (bytes) => Buffer.concat([bytes, Buffer.from('more\n')])],
  ['zeros at its end', (bytes) => Buffer.concat([bytes.subarray(0, -100), Buffer.alloc(100)])],
  ['zeros', (bytes) => Buffer.alloc(bytes.length)],
  ['of another version', (bytes) => edit(bytes, '"version":1', '"version":0')],
  ['of another program', (bytes) => edit(bytes, '"kind":"chant-kept-text"', '"kind":"other-kept-text"')],
  ['without its folders', (bytes) => edit(bytes, '"folders":[', '"fol":[],"x":[')],
  ['without the names of a folder', (bytes) => edit(bytes, '"ids":', '"idz":')],
  ['without one of its names', (bytes) => edit(bytes, 's10/s11', 's10011')],
])('a kept list that is %s is as good as none', async (_, spoil) => {
  const repo = await makeKept();
  writeFileSync(locateKept(repo), spoil(readFileSync(locateKept(repo))));
  expect(await list(repo)).toBe(await listAnew(repo));
});

function edit(bytes: Buffer, from: string, to: string): Buffer {
  const text = bytes.toString('latin1');
  expect(text).toContain(from);
  return Buffer.from(text.replace(from, to.padEnd(from.length)), 'latin1');
}

test('what was kept of another project is not used', async () => {
  const [one, other] = [await makeKept(), makeMany()];
  mkdirSync(other.store().cacheDir, { recursive: true });
  writeFileSync(locateKept(other), readFileSync(locateKept(one)));
  expect(await list(other)).not.toContain('Kept!');
});

test('few specs are not kept, and a folder that cannot be written to changes nothing', async () => {
  const few = makeChantRepo({ '.chant/config.md': '', [`${specs}/s10.md`]: '# Title\n' });
  expect(await list(few)).toBe('s10 ready false Title\n');
  expect(existsSync(few.store().cacheDir)).toBe(false);
  const repo = makeMany();
  repo.write('.chant/cache', 'a file where the folder should be');
  expect(await list(repo)).toBe(await listAnew(repo));
});
