import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { endTree } from '../../../src/io/process/end-tree.ts';
import { findProcessesByToken } from '../../../src/io/process/list-processes.ts';
import { isProcessAlive } from '../../../src/io/process/process-identity.ts';
import { type StartedProcess, startProcess } from '../../../src/io/process/start-process.ts';

const agent = fileURLToPath(new URL('../../fixtures/agents/command-agent.mjs', import.meta.url));
let tokens = 0;

/** A started scenario that has said its first line. */
async function start(scenario: string): Promise<{ child: StartedProcess; token: string; line: string }> {
  tokens += 1;
  const token = `end-tree-${process.pid}-${tokens}`;
  const env = { PATH: process.env['PATH'] };
  const started = await startProcess({
    argv: [process.execPath, agent, scenario],
    cwd: '/',
    env,
    stdin: 'ignore',
    token,
  });
  if (!started.ok) throw new Error(started.failure.reason);
  const child = started.value;
  const line = await new Promise<string>((resolve) =>
    child.stdout.once('data', (data: Buffer) => resolve(String(data))),
  );
  return { child, token, line };
}

describe('endTree', () => {
  it('ends a process that listens to TERM, and names it', async () => {
    const { child, token } = await start('hang');
    const ended = await endTree({ pid: child.pid, startTime: child.startTime, token, graceMs: 5000 });
    expect(ended).toEqual([{ pid: child.pid, command: `${process.execPath} ${agent} hang` }]);
    expect(await child.ended).toEqual({ exitCode: null, signal: 'SIGTERM' });
  });

  it('kills one that does not listen, after the grace', async () => {
    const { child, token } = await start('ignore-term');
    await endTree({ pid: child.pid, startTime: child.startTime, token, graceMs: 50 });
    expect(await child.ended).toEqual({ exitCode: null, signal: 'SIGKILL' });
  });

  it('kills at once without a grace', async () => {
    const { child, token } = await start('hang');
    await endTree({ pid: child.pid, startTime: child.startTime, token, graceMs: 0 });
    expect(await child.ended).toEqual({ exitCode: null, signal: 'SIGKILL' });
  });

  it('finds a daemon by its token after the root has gone, even when only the token is known', async () => {
    const { child, token, line } = await start('daemon');
    await child.ended;
    const daemon = Number(/\d+/.exec(line)?.[0]);
    expect(await findProcessesByToken(token)).toEqual([daemon]);
    expect(await endTree({ pid: 0, startTime: null, token, graceMs: 5000 })).toMatchObject([{ pid: daemon }]);
    expect(isProcessAlive({ pid: daemon, startTime: null })).toBe(false);
  });

  it('leaves a process alone whose pid was used before by the one that is meant', async () => {
    const { child, token } = await start('hang');
    expect(await endTree({ pid: child.pid, startTime: '1', token: 'another', graceMs: 0 })).toEqual([]);
    expect(isProcessAlive({ pid: child.pid, startTime: child.startTime })).toBe(true);
    await endTree({ pid: child.pid, startTime: child.startTime, token, graceMs: 0 });
  });

  it('does nothing to itself and to pid 1', async () => {
    expect(await endTree({ pid: 1, startTime: null, token: null, graceMs: 0 })).toEqual([]);
    expect(await endTree({ pid: 0, startTime: null, token: null, graceMs: 0 })).toEqual([]);
  });

  it('does nothing when all have ended', async () => {
    const { child, token } = await start('complain');
    await child.ended;
    expect(await endTree({ pid: child.pid, startTime: child.startTime, token, graceMs: 5000 })).toEqual([]);
  });
});
