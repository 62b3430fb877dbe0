import { statSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { expectCaught, expectLanded, makeLiar, readPinned } from './liars/liar-rig.ts';

const minutes = 60_000;

test('a gigabyte of output fills neither the disk nor the memory, and the work lands', { timeout: 5 * minutes }, () => {
  const rig = makeLiar("fix; tick; head -c 1073741824 /dev/zero | tr '\\0' 'x'; echo end");
  expectLanded(rig);
  expect(statSync(path.join(rig.root, '.chant/runs', rig.id, '1/agent.log')).size).toBeLessThan(11 * 1024 * 1024);
});

test('millions of short lines with control sequences do not hold the run up', { timeout: 5 * minutes }, () => {
  const rig = makeLiar('fix; tick; yes "$(printf \'\\033[2Jx\\033[0m\')" | head -c 33554432');
  const { output } = expectLanded(rig);
  expect(output).not.toContain('\u001b');
  expect(output.length).toBeLessThan(64 * 1024 * 1024);
});

test('an agent that hangs is ended at its time limit, its work kept', { timeout: minutes }, () => {
  const rig = makeLiar('fix; tick; while :; do echo still here; sleep 0.2; done', {
    config: 'limits: { timeout: 3s }',
  });
  expect(expectCaught(rig, 1, 'agent-failed').detail).toContain('the time limit was reached');
  expect(readPinned(rig, 'src/store.txt')).toBe('writes\nlocked');
});

test('an agent that is silent for too long is ended, its work kept', { timeout: minutes }, () => {
  const rig = makeLiar('fix; tick; sleep 1000', { config: 'limits: { stall: 3s }' });
  expect(expectCaught(rig, 1, 'agent-failed').detail).toContain('silent for too long');
  expect(readPinned(rig, 'src/store.txt')).toBe('writes\nlocked');
});

test('an agent that ignores TERM at its time limit is killed, with its children', { timeout: minutes }, () => {
  const rig = makeLiar(
    `trap "" TERM; fix; tick; setsid sh -c 'trap "" TERM; while :; do sleep 0.1; done' & while :; do echo here; sleep 0.1; done`,
    { config: 'limits: { timeout: 2s }' },
  );
  expect(expectCaught(rig, 1, 'agent-failed').detail).toContain('the time limit was reached');
  expect(readPinned(rig, 'src/store.txt')).toBe('writes\nlocked');
});

test('a check that hangs because of the work has not passed', { timeout: minutes }, () => {
  const rig = makeLiar('echo "while :; do sleep 0.1; done" > src/store.txt; tick', {
    spec: '---\ntarget_files: [src/store.txt]\nchecks: [{ name: test, run: sh src/store.txt, timeout: 2s }]\n---\n\n# Hang\n',
  });
  expect(expectCaught(rig, 1, 'check-failed').detail).toContain('timeout');
});

test('a file of 200 MB is pinned, and lands where the spec allows it', { timeout: 5 * minutes }, () => {
  const rig = makeLiar('head -c 209715200 /dev/urandom > src/store.txt; tick', {
    spec: '---\ntarget_files: [src/store.txt]\n---\n\n# Large\n',
  });
  expectLanded(rig);
  expect(rig.git('cat-file', '-s', 'main:src/store.txt')).toBe('209715200');
});

test('a file of 200 MB outside the scope is pinned and does not land', { timeout: 5 * minutes }, () => {
  const rig = makeLiar('fix; tick; head -c 209715200 /dev/urandom > large.bin');
  expectCaught(rig, 3, 'out-of-scope');
  expect(rig.git('cat-file', '-s', `refs/chant/runs/${rig.id}/1:large.bin`)).toBe('209715200');
});

test('twenty thousand files are pinned', { timeout: 5 * minutes }, () => {
  const rig = makeLiar('fix; tick; mkdir many; cd many; seq 20000 | xargs touch');
  expectCaught(rig, 3, 'out-of-scope');
  expect(rig.git('ls-tree', '-r', '--name-only', `refs/chant/runs/${rig.id}/1`, 'many/').split('\n')).toHaveLength(
    20000,
  );
});

test('a hundred thousand files in the outbox are taken away', { timeout: 5 * minutes }, () => {
  const rig = makeLiar('fix; tick; cd "$CHANT_OUTBOX"; seq 100000 | xargs touch');
  expectLanded(rig);
});
