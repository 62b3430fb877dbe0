import { expect, test } from 'vitest';
import { makeChantRepo } from '../../helper/chant-repo.ts';
import { readLine, runLine } from '../command-line.ts';

const file = '.chant/specs/2026-02-08-001-v7b.md';

test('add prints the id, and writes what the options say', async () => {
  const repo = makeChantRepo();
  const options = ['--label', 'fix', '--label', 'lock', '--target', 'src/store.rs', '--check', 'cargo test'];
  expect(await readLine({ cwd: repo.root }, ['add', 'Fix issue #1234: add locking', ...options])).toBe(
    'Created spec: 2026-02-08-001-v7b\n',
  );
  const text = repo.read(file);
  for (const part of ['# Fix issue #1234: add locking', 'fix', 'lock', 'src/store.rs', 'cargo test']) {
    expect(text).toContain(part);
  }
});

test('words without quotes are one title', async () => {
  const repo = makeChantRepo();
  await readLine({ cwd: repo.root }, ['add', 'Fix', 'the', 'lock']);
  expect(repo.read(file)).toContain('# Fix the lock\n');
});

test('a title that begins with a dash stands behind --', async () => {
  const repo = makeChantRepo();
  await readLine({ cwd: repo.root }, ['add', '--', '--quiet does not hush']);
  expect(repo.read(file)).toContain('# --quiet does not hush');
});

test('--json gives the id and the path', async () => {
  const repo = makeChantRepo();
  const said = JSON.parse(await readLine({ cwd: repo.root }, ['add', 'x', '--json']));
  expect(said).toEqual({ id: '2026-02-08-001-v7b', path: file });
});

test('an unknown type ends with 2 and says what was meant; nothing is created', async () => {
  const repo = makeChantRepo();
  const { exitCode, stdout, stderr } = await runLine({ cwd: repo.root }, ['add', 'x', '--type', 'reserch']);
  expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: '' });
  expect(stderr).toContain("did you mean 'research'?");
  expect(await readLine({ cwd: repo.root }, ['list', '--count'])).toBe('0\n');
});

test('--repo names another repository, relative to where the user stands', async () => {
  const repo = makeChantRepo();
  await readLine({ cwd: `${repo.root}/..` }, ['--repo', 'shop', 'add', 'x']);
  expect(repo.read(file)).toContain('# x');
});
