import { chmodSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { makeChantRepo, makeFolder } from '../../helper/chant-repo.ts';
import { runLine } from '../command-line.ts';

const env = { ...process.env };

test('doctor tells what is there, changes nothing, and ends with 0 where runs would succeed', async () => {
  const repo = makeChantRepo();
  const before = readdirSync(repo.root, { recursive: true });
  const { exitCode, stdout, stderr } = await runLine({ cwd: repo.root, env }, ['doctor']);
  expect([exitCode, stderr]).toEqual([0, '']);
  expect(stdout).toMatch(/^✓ Node \d+/);
  expect(stdout).toMatch(/✓ git \d+/);
  expect(stdout).toContain('✓ git knows who you are');
  expect(stdout).toContain('✓ no run was left in the middle');
  expect(readdirSync(repo.root, { recursive: true })).toEqual(before);
});

test('doctor works outside of any project', async () => {
  const { exitCode, stdout } = await runLine({ cwd: makeFolder(), env }, ['doctor', '--json']);
  expect(exitCode).toBe(0);
  const { findings } = JSON.parse(stdout) as { readonly findings: readonly { readonly about: string }[] };
  expect(findings.map(({ about }) => about)).toEqual(['node', 'git', 'sandbox', 'temp']);
});

test('doctor says what to do about an old git, a temp folder that is not there and a wrong configuration, and ends with 1', async () => {
  const repo = makeChantRepo({ '.chant/config.md': '---\nchekcs: [x]\n---\n' });
  const bin = join(makeFolder(), 'bin');
  mkdirSync(bin);
  writeFileSync(join(bin, 'git'), '#!/bin/sh\necho git version 2.20.1\n');
  chmodSync(join(bin, 'git'), 0o755);
  const world = { cwd: repo.root, env: { ...env, PATH: bin, TMPDIR: '/not/there' } };
  const { exitCode, stdout } = await runLine(world, ['doctor']);
  expect(exitCode).toBe(1);
  expect(stdout).toContain('✗ git 2.20.1 is too old: 2.36 is needed\n    next: install a newer one');
  expect(stdout).toContain('✗ nothing can be written into the temp folder, /not/there (ENOENT)');
  expect(stdout).toContain('✗ mistakes in the configuration: 1\n    next: chant config --validate');
  expect(stdout).toMatch(/! no sandbox: .*\n {4}next: /);
});

test('doctor names a run whose chant was killed', async () => {
  const repo = makeChantRepo({
    '.chant/specs/2026-02-08-010-v7b.md': '# A\n',
    '.chant/runs/.leases/2026-02-08-010-v7b': JSON.stringify({
      ...{ pid: 999_999_999, startTime: '1', host: 'testhost', since: '2026-02-08T12:00:00Z', token: 't' },
    }),
  });
  const { exitCode, stdout } = await runLine({ cwd: repo.root, env }, ['doctor']);
  expect(exitCode).toBe(0);
  expect(stdout).toContain('! left in the middle by a chant that was killed: 010-v7b\n    next: chant status');
});
