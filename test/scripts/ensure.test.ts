import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { expect, test } from 'vitest';
import { root } from '../architecture/read-tree.ts';

/** Stands in for npm: writes down that it was called, and leaves what npm leaves. */
const fakeNpm = `
const fs = require('fs');
fs.appendFileSync('npm-calls', process.argv.slice(2, 3) + '\\n');
if (fs.existsSync('npm-fails')) { console.error('npm error network unreachable'); process.exit(1); }
fs.mkdirSync('node_modules/rolldown/bin', { recursive: true });
fs.writeFileSync('node_modules/.package-lock.json', '{}');
fs.writeFileSync('node_modules/rolldown/bin/cli.mjs', fs.readFileSync('fake-rolldown.mjs'));
`;

/** Stands in for the bundler: a program that prints its arguments. */
const fakeRolldown = `
import fs from 'node:fs';
fs.appendFileSync('builds', 'built\\n');
const dir = process.argv[process.argv.indexOf('--dir') + 1];
fs.mkdirSync(dir, { recursive: true });
fs.writeFileSync(dir + '/chant.cjs', 'console.log(process.argv.slice(2).join(" ")); process.exitCode = 7;');
for (const name of ['replay-agent', 'embedded-agent']) fs.writeFileSync(dir + '/' + name + '.cjs', '');
`;

/** A small checkout with the real script in it and nothing installed. */
function makeCheckout(node = '>=20.19'): string {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'ensure-'));
  for (const name of ['scripts', 'src']) mkdirSync(path.join(folder, name));
  cpSync(path.join(root, 'scripts/ensure.mjs'), path.join(folder, 'scripts/ensure.mjs'));
  const files = {
    'package.json': JSON.stringify({ engines: { node } }),
    'package-lock.json': '{}',
    'src/main.ts': '',
    'npm.js': fakeNpm,
    'fake-rolldown.mjs': fakeRolldown,
  };
  for (const [name, text] of Object.entries(files)) writeFileSync(path.join(folder, name), text);
  return folder;
}

/** Runs a task of the checkout. */
function run(folder: string, ...args: string[]) {
  const env = { ...process.env, npm_execpath: path.join(folder, 'npm.js'), INIT_CWD: folder };
  return spawnSync(process.execPath, ['scripts/ensure.mjs', ...args], { cwd: folder, encoding: 'utf8', env });
}

const lines = (folder: string, name: string) => readFileSync(path.join(folder, name), 'utf8').trim().split('\n').length;

test('a fresh checkout is installed and built once, and then the task runs with its arguments and its exit status', () => {
  const folder = makeCheckout();
  const first = run(folder, 'demo', 'here', '--pause');
  expect(first.stderr).toBe('Installing what chant is built with (npm ci) ...\nBuilding chant ...\n');
  expect(first.stdout).toBe('demo here --pause\n');
  expect(first.status).toBe(7);
  const second = run(folder, 'demo');
  expect(second.stderr).toBe('');
  expect(lines(folder, 'npm-calls')).toBe(1);
  expect(lines(folder, 'builds')).toBe(1);
});

test('a changed lock file is installed again, and a changed source file is built again', () => {
  const folder = makeCheckout();
  run(folder, 'demo');
  writeFileSync(path.join(folder, 'package-lock.json'), '{ "changed": true }');
  run(folder, 'demo');
  expect(lines(folder, 'npm-calls')).toBe(2);
  const later = new Date(Date.now() + 60_000);
  utimesSync(path.join(folder, 'src/main.ts'), later, later);
  const builds = lines(folder, 'builds');
  run(folder, 'demo');
  expect(lines(folder, 'builds')).toBe(builds + 1);
});

test('a node_modules that somebody installed by hand is taken as it is', () => {
  const folder = makeCheckout();
  spawnSync(process.execPath, ['npm.js', 'by-hand'], { cwd: folder });
  run(folder, 'demo');
  expect(readFileSync(path.join(folder, 'npm-calls'), 'utf8')).toBe('by-hand\n');
});

test('when npm fails, the end of what it said and what to do about it are shown, and nothing is run', () => {
  const folder = makeCheckout();
  writeFileSync(path.join(folder, 'npm-fails'), '');
  const failed = run(folder, 'demo');
  expect(failed.status).toBe(1);
  expect(failed.stderr).toContain('npm error network unreachable');
  expect(failed.stderr).toContain('What usually helps:');
  expect(failed.stdout).toBe('');
  rmSync(path.join(folder, 'npm-fails'));
  expect(run(folder, 'demo').status).toBe(7);
});

test('a Node that is too old is told so', () => {
  const refused = run(makeCheckout('>=99.1'), 'demo');
  expect(refused.status).toBe(1);
  expect(refused.stderr).toContain(`chant needs Node 99.1 or newer; this is Node ${process.versions.node}.`);
});

test('a lock left by a killed installation does not stop the next one', () => {
  const folder = makeCheckout();
  mkdirSync(path.join(folder, '.cache/ensure.lock'), { recursive: true });
  writeFileSync(path.join(folder, '.cache/ensure.lock/pid'), '999999999');
  expect(run(folder, 'demo').status).toBe(7);
});
