import { spawn } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { isProcessAlive, processStartTime } from '../../../src/io/process/process-identity.ts';

describe('process identity', () => {
  it('knows itself, each time by the same start time', () => {
    const startTime = processStartTime(process.pid);
    expect(startTime).not.toBeNull();
    expect(processStartTime(process.pid)).toBe(startTime);
    expect(isProcessAlive({ pid: process.pid, startTime })).toBe(true);
    expect(isProcessAlive({ pid: process.pid, startTime: null })).toBe(true);
  });

  it('takes a process with another start time for somebody else', () => {
    expect(isProcessAlive({ pid: process.pid, startTime: '1' })).toBe(false);
  });

  it('takes a process that has ended for dead', async () => {
    const child = spawn('true');
    const { pid = 0 } = child;
    await new Promise((resolve) => child.once('exit', resolve));
    expect(isProcessAlive({ pid, startTime: null })).toBe(false);
    expect(processStartTime(pid)).toBeNull();
  });

  it.each([0, -1])('takes no process for alive whose pid is %i', (pid) => {
    expect(isProcessAlive({ pid, startTime: null })).toBe(false);
  });

  it.skipIf(process.platform !== 'linux')('takes a zombie for dead', async () => {
    // The shell becomes a program that never waits for the child that it left.
    const child = spawn('sh', ['-c', 'sh -c "echo \\$\\$" & exec sleep 60'], { stdio: ['ignore', 'pipe', 'ignore'] });
    const line = await new Promise<string>((resolve) =>
      child.stdout.once('data', (data: Buffer) => resolve(String(data))),
    );
    const identity = { pid: Number(line), startTime: null };
    await expect.poll(() => isProcessAlive(identity), { interval: 10, timeout: 5000 }).toBe(false);
    expect(() => process.kill(identity.pid, 0)).not.toThrow();
    child.kill('SIGKILL');
  });
});
