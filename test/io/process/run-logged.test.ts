import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { isProcessAlive } from '../../../src/io/process/process-identity.ts';
import { type LoggedOptions, type LoggedResult, runLogged } from '../../../src/io/process/run-logged.ts';

const folder = mkdtempSync(join(tmpdir(), 'chant-run-logged-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
let runs = 0;

async function run(
  command: LoggedOptions['run'],
  over: Partial<LoggedOptions> = {},
): Promise<LoggedResult & { log: string }> {
  runs += 1;
  const logFile = join(folder, `${runs}.log`);
  const result = await runLogged({
    run: command,
    cwd: folder,
    env: { PATH: process.env['PATH'] },
    logFile,
    maxLogBytes: 1_000_000,
    timeoutMs: 20_000,
    signal: new AbortController().signal,
    token: `${folder}-${runs}`,
    now: () => performance.now(),
    graceMs: 200,
    ...over,
  });
  const log = result.ended === 'not-started' ? '' : readFileSync(logFile, 'utf8');
  return { ...result, log };
}

describe('runLogged', () => {
  it('gives the exit status, and both outputs merged in the log and the tail', async () => {
    const result = await run('echo out; echo err >&2; exit 4');
    expect(result).toMatchObject({
      ended: 'exited',
      exitCode: 4,
      signal: null,
      bytes: 8,
      leftovers: [],
      trouble: null,
    });
    expect(result.log.split('\n').sort()).toEqual(['', 'err', 'out']);
    expect(result.tail).toHaveLength(8);
    expect(result.ms).toBeGreaterThan(0);
  });

  it('keeps the start of a long output in the log and the end of it in the tail', async () => {
    const result = await run('i=0; while [ $i -lt 20000 ]; do echo "line $i"; i=$((i+1)); done', { maxLogBytes: 1000 });
    expect(result.tail).toHaveLength(4096);
    expect(result.tail.toString().endsWith('line 19999\n')).toBe(true);
    expect(result.log.startsWith('line 0\n')).toBe(true);
    expect(result.log).toContain(`[${result.bytes - 1000} more bytes were left out]`);
  });

  it('makes the log readable by its owner only', async () => {
    await run('true');
    expect(statSync(join(folder, `${runs}.log`)).mode & 0o077).toBe(0);
  });

  it('has no input', async () => {
    expect(await run('cat')).toMatchObject({ ended: 'exited', exitCode: 0, bytes: 0 });
  });

  it('ends what a command left in the background, though it holds the pipes', async () => {
    const result = await run('sleep 60 & echo $!');
    expect(result).toMatchObject({ ended: 'exited', exitCode: 0 });
    expect(result.leftovers).toMatchObject([{ pid: Number(result.log) }]);
    expect(isProcessAlive({ pid: Number(result.log), startTime: null })).toBe(false);
  });

  it('ends what left the session', async () => {
    const result = await run('setsid sh -c "echo \\$\\$; exec sleep 60" & sleep 0.2');
    expect(result.leftovers).toMatchObject([{ pid: Number(result.log) }]);
  });

  it('ends the whole tree when the time is up', async () => {
    const result = await run('sleep 60 & echo $!; sleep 60', { timeoutMs: 150 });
    expect(result).toMatchObject({ ended: 'timeout', exitCode: null, signal: 'SIGTERM' });
  });

  it('ends the whole tree when it is cancelled, also where TERM is not heard', async () => {
    const controller = new AbortController();
    const running = run('trap "" TERM; sleep 60; sleep 60', { signal: controller.signal });
    setTimeout(() => controller.abort(), 100);
    expect(await running).toMatchObject({ ended: 'cancelled', exitCode: null });
  });

  it.each([
    ['a program that is not there', ['no-such-program'], {}, { path: 'no-such-program', reason: 'ENOENT' }],
    ['a log that cannot be written', 'true', { logFile: '/no/such/log' }, { path: '/no/such/log', reason: 'ENOENT' }],
  ])('is not started with %s', async (_, command, over, trouble) => {
    expect(await run(command, over)).toMatchObject({ ended: 'not-started', exitCode: null, trouble });
  });
});
