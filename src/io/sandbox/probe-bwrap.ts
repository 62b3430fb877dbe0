import fs from 'node:fs';
import path from 'node:path';
import { buildBwrapArgv } from '../../core/sandbox/build-bwrap-argv.ts';
import type { Probe } from '../../core/sandbox/plan-confinement.ts';
import { runCommand } from '../process/run-command.ts';
import { closeInherited } from './close-inherited.ts';
import { listSystemMounts } from './list-system-mounts.ts';

const probes = new Map<string, Promise<Probe>>();

/** Tries once in the life of this process whether bubblewrap works here, by having it run `true` as an agent would be run. */
export function probeBwrap(env: Readonly<Record<string, string | undefined>>): Promise<Probe> {
  const search = env['PATH'] ?? '';
  const known = probes.get(search) ?? tryOut(search);
  probes.set(search, known);
  return known;
}

async function tryOut(search: string): Promise<Probe> {
  if (process.platform !== 'linux') return { trouble: `bubblewrap needs Linux, this is ${process.platform}` };
  const bwrap = search
    .split(':')
    .filter((folder) => path.isAbsolute(folder))
    .map((folder) => path.join(folder, 'bwrap'))
    .find(isProgram);
  if (bwrap === undefined)
    return { trouble: 'bwrap is not installed: Debian and Ubuntu have it in the package bubblewrap' };
  const box = { bwrap, mounts: listSystemMounts(), cwd: '/', network: false };
  const result = await runCommand({
    argv: buildBwrapArgv(box, ['true']),
    cwd: '/',
    env: { PATH: '/usr/local/bin:/usr/bin:/bin', LC_ALL: 'C' },
    maxBytes: 65_536,
    timeoutMs: 10_000,
  });
  if (result.exitCode === 0) {
    closeInherited();
    return { bwrap };
  }
  const said = result.stderr.toString('utf8').trim().split('\n')[0] ?? '';
  return { trouble: said || result.spawnError?.reason || `${bwrap} ended with status ${result.exitCode}` };
}

function isProgram(file: string): boolean {
  try {
    fs.accessSync(file, fs.constants.X_OK);
    return fs.statSync(file).isFile();
  } catch {
    return false;
  }
}
