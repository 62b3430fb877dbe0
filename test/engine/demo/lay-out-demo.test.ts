import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { expect, test } from 'vitest';
import type { Context } from '../../../src/context.ts';
import { type Demo, layOutDemo } from '../../../src/engine/demo/lay-out-demo.ts';
import { lintSpecs } from '../../../src/engine/operations/lint-specs.ts';
import { makeContext } from '../../helper/fake-context.ts';

/** The world of a test: six specs need six random ends of their ids. */
function makeWorld(cwd: string): Context {
  return makeContext({ cwd, env: process.env, random: ['a1b', 'c2d', 'e3f', 'g4h', 'i5j', 'k6l'] }).context;
}

function git(cwd: string, ...args: string[]): string {
  return execFileSync('git', args, { cwd, encoding: 'utf8' }).trim();
}

async function layOut(dir: string | null, cwd = mkdtempSync(path.join(os.tmpdir(), 'cwd-'))): Promise<Demo> {
  const demo = await layOutDemo(makeWorld(cwd), dir);
  if (!demo.ok) throw new Error(JSON.stringify(demo.failure));
  return demo.value;
}

test('a clone, its upstream and its fork stand side by side, and know only what they should', async () => {
  const cwd = mkdtempSync(path.join(os.tmpdir(), 'cwd-'));
  const { places } = await layOut('a demo', cwd);
  expect(readdirSync(path.join(cwd, 'a demo')).sort()).toEqual([
    'fork.git',
    'issue-1234.md',
    'project',
    'sessions',
    'upstream.git',
  ]);
  const { project, upstream, fork } = places;
  expect(git(project, 'remote', '-v').split('\n').sort()).toEqual(
    [
      ...['(fetch)', '(push)'].map((way) => `origin\t${fork} ${way}`),
      ...['(fetch)', '(push)'].map((way) => `upstream\t${upstream} ${way}`),
    ].sort(),
  );
  for (const remote of ['origin', 'upstream']) {
    expect(git(project, 'rev-list', '--count', `${remote}/main..main`)).toBe('1');
  }
  for (const bare of [upstream, fork]) {
    expect(git(bare, 'rev-parse', '--is-bare-repository')).toBe('true');
    expect(git(bare, 'for-each-ref', '--format=%(refname)')).toBe('refs/heads/main');
    expect(git(bare, 'ls-tree', '-r', '--name-only', 'main')).not.toContain('.chant');
  }
  expect(git(project, 'status', '--porcelain')).toBe('');
});

test('six specs are created, each waits for the one before, and lint finds no error in them', async () => {
  const { context, places, specs } = await layOut(null);
  const texts = specs.map(({ id }) => readFileSync(path.join(places.project, '.chant', 'specs', `${id}.md`), 'utf8'));
  expect(texts).toHaveLength(6);
  expect(texts[0]).not.toContain('depends_on');
  for (const [index, { id }] of specs.slice(0, -1).entries()) {
    const needs = /^depends_on:((?:\s*- .*| .*)*)/m.exec(texts[index + 1] ?? '')?.[1];
    expect(needs).toContain(id.slice('YYYY-MM-DD-'.length));
  }
  const lint = await lintSpecs(context, { ids: [] });
  expect(lint.ok && lint.value.problems.filter((problem) => problem.severity === 'error')).toEqual([]);
});

test('it needs neither an identity nor a key of the user', async () => {
  const home = mkdtempSync(path.join(os.tmpdir(), 'home-'));
  writeFileSync(path.join(home, '.gitconfig'), '[commit]\n\tgpgSign = true\n[gpg]\n\tprogram = /nowhere\n');
  const before = process.env['GIT_CONFIG_GLOBAL'];
  process.env['GIT_CONFIG_GLOBAL'] = path.join(home, '.gitconfig');
  try {
    const { places } = await layOut(null);
    expect(git(places.project, 'log', '--format=%an')).toBe('Demo\nDemo');
  } finally {
    process.env['GIT_CONFIG_GLOBAL'] = before;
  }
});

test('a folder with something in it is refused', async () => {
  const cwd = mkdtempSync(path.join(os.tmpdir(), 'cwd-'));
  mkdirSync(path.join(cwd, 'full', 'thing'), { recursive: true });
  expect(await layOutDemo(makeWorld(cwd), 'full')).toMatchObject({ ok: false, failure: { kind: 'bad-argument' } });
});
