import { spawnSync } from 'node:child_process';
import { mkdirSync, readdirSync, rmSync, statfsSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';

/*
 * Imported by the configuration of `npm test`. Nearly all of the tests make repositories and forget them; in memory that
 * takes a quarter less time than on a disk. Where there is little room (a container has 64 MB there unless told
 * otherwise), where nothing may be written or run, where there is no such place, and where somebody has named a temp
 * folder, nothing changes. The soak works on the disk.
 */

const place = '/dev/shm';
const kind = 'chant-tests-';
const enoughBytes = 4 * 1024 ** 3;
const hourMs = 60 * 60 * 1000;

if (process.env['TMPDIR'] === undefined && hasRoom()) {
  for (const name of readdirSync(place)) if (isLeft(name)) remove(path.join(place, name));
  const folder = path.join(place, `${kind}${process.pid}`);
  process.on('exit', () => remove(folder));
  if (runsPrograms(folder)) process.env['TMPDIR'] = folder;
}

/** Makes the folder and sees whether programs run there: containers often forbid it. */
function runsPrograms(folder: string): boolean {
  try {
    mkdirSync(folder, { recursive: true });
    const program = path.join(folder, 'program');
    writeFileSync(program, '#!/bin/sh\n', { mode: 0o755 });
    const { status } = spawnSync(program);
    rmSync(program);
    return status === 0;
  } catch {
    return false;
  }
}

function hasRoom(): boolean {
  try {
    const { bavail, bsize } = statfsSync(place);
    return bavail * bsize >= enoughBytes;
  } catch {
    return false;
  }
}

/** Whether it is of tests that were killed: what lies in memory is not swept at the next start of the machine alone. */
function isLeft(name: string): boolean {
  if (!name.startsWith(kind)) return false;
  try {
    if (Date.now() - statSync(path.join(place, name)).mtimeMs < hourMs) return false;
    process.kill(Number(name.slice(kind.length)), 0);
    return false;
  } catch (cause) {
    return cause instanceof Error && 'code' in cause && cause.code === 'ESRCH';
  }
}

/** Best effort: it may be somebody else's, or hold a folder that nobody may write. */
function remove(folder: string): void {
  try {
    rmSync(folder, { recursive: true, force: true });
  } catch {}
}
