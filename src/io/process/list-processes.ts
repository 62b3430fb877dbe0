import { readdirSync, readFileSync } from 'node:fs';
import { parsePsLine } from './parse-ps-line.ts';
import { readProcStat } from './process-identity.ts';
import type { ProcessRow } from './process-row.ts';
import { runCommand } from './run-command.ts';
import { runTokenName } from './run-token.ts';

/** All processes that live now; zombies are left out. Empty on a system that chant cannot ask. */
export async function listProcesses(): Promise<readonly ProcessRow[]> {
  if (process.platform === 'linux') return allPids().flatMap(linuxRow);
  const lines = await ps(['-axo', 'pid=,ppid=,pgid=,stat=,lstart=,command=']);
  return lines.flatMap((line) => parsePsLine(line) ?? []);
}

/** Pids of the living processes that carry the token in their environment; only those of this user can be looked into. */
export async function findProcessesByToken(token: string): Promise<readonly number[]> {
  const entry = `${runTokenName}=${token}`;
  if (process.platform === 'linux') return allPids().filter((pid) => environmentHolds(pid, entry));
  // `-E` appends the environment to the command.
  const lines = await ps(['-axwwE', '-o', 'pid=,command=']);
  return lines.filter((line) => `${line} `.includes(` ${entry} `)).map((line) => Number.parseInt(line, 10));
}

function allPids(): readonly number[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number);
}

function linuxRow(pid: number): readonly ProcessRow[] {
  const stat = readProcStat(pid);
  if (stat === null) return [];
  const { startTime, parent, group, session, name } = stat;
  return [{ pid, startTime, parent, group, session, command: linuxCommand(pid) ?? `[${name}]` }];
}

function linuxCommand(pid: number): string | null {
  const text = readProc(pid, 'cmdline')?.replaceAll('\0', ' ').trim() ?? '';
  return text === '' ? null : text.slice(0, 200);
}

function environmentHolds(pid: number, entry: string): boolean {
  return `\0${readProc(pid, 'environ') ?? ''}`.includes(`\0${entry}\0`);
}

/** Null where the process is gone or belongs to somebody else. */
function readProc(pid: number, file: 'cmdline' | 'environ'): string | null {
  try {
    return readFileSync(`/proc/${pid}/${file}`, 'latin1');
  } catch {
    return null;
  }
}

async function ps(args: readonly string[]): Promise<readonly string[]> {
  const env = { LC_ALL: 'C', PATH: '/bin:/usr/bin' };
  const result = await runCommand({
    argv: ['ps', ...args],
    cwd: '/',
    env,
    maxBytes: 64 * 1024 * 1024,
    timeoutMs: 10_000,
  });
  return result.exitCode === 0 ? result.stdout.toString('utf8').split('\n') : [];
}
