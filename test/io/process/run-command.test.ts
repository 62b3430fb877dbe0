import { tmpdir } from 'node:os';
import { describe, expect, it } from 'vitest';
import { type CommandOptions, runCommand } from '../../../src/io/process/run-command.ts';

function run(argv: readonly string[], over: Partial<CommandOptions> = {}): ReturnType<typeof runCommand> {
  return runCommand({ argv, cwd: tmpdir(), env: { PATH: process.env['PATH'] }, maxBytes: 1_000_000, ...over });
}

describe('runCommand', () => {
  it('gives exit status and both outputs as bytes', async () => {
    const result = await run(['sh', '-c', 'printf "a\\377b"; echo no >&2; exit 3']);
    expect(result).toMatchObject({ exitCode: 3, signal: null, truncated: false, timedOut: false, spawnError: null });
    expect(result.stdout).toEqual(Buffer.from([0x61, 0xff, 0x62]));
    expect(result.stderr.toString()).toBe('no\n');
  });

  it('takes its arguments as they are: there is no shell', async () => {
    const result = await run(['echo', '$HOME', ';', 'exit 1']);
    expect(result.stdout.toString()).toBe('$HOME ; exit 1\n');
  });

  it('passes on a large input', async () => {
    const input = Buffer.alloc(900_000, 'x');
    expect((await run(['cat'], { input })).stdout.equals(input)).toBe(true);
  });

  it('does not mind a program that does not read its input', async () => {
    expect(await run(['true'], { input: Buffer.alloc(2_000_000) })).toMatchObject({ exitCode: 0, spawnError: null });
  });

  it('gives only the environment that it was given', async () => {
    const result = await run(['env'], { env: { PATH: process.env['PATH'], ONLY: 'this' } });
    expect(result.stdout.toString().split('\n').sort()).toEqual(['', 'ONLY=this', `PATH=${process.env['PATH']}`]);
  });

  it.each([
    ['a program that is not there', ['no-such-program'], tmpdir(), 'no-such-program', 'ENOENT'],
    ['a folder that is not there', ['true'], '/no/such/folder', '/no/such/folder', 'ENOENT'],
    ['a program that may not be run', ['/dev/null'], tmpdir(), '/dev/null', 'EACCES'],
    ['too many arguments', ['true', 'x'.repeat(3_000_000)], tmpdir(), 'true', 'E2BIG'],
  ])('gives %s as a value', async (_, argv, cwd, path, reason) => {
    const { exitCode, spawnError } = await run(argv, { cwd });
    expect({ exitCode, spawnError }).toEqual({
      exitCode: null,
      spawnError: { kind: 'file-trouble', action: 'run', path, reason },
    });
  });

  it('kills a program that prints more than is wanted, and keeps what fits', async () => {
    const result = await run(['yes'], { maxBytes: 1000 });
    expect(result).toMatchObject({ exitCode: null, truncated: true });
    expect(result.stdout).toHaveLength(1000);
  });

  it('kills a program that takes too long, though its child holds the pipe', async () => {
    const result = await run(['sh', '-c', 'sleep 30 & exec sleep 30'], { timeoutMs: 50 });
    expect(result).toMatchObject({ exitCode: null, signal: 'SIGKILL', timedOut: true });
  });

  it('kills a program when it is aborted', async () => {
    const controller = new AbortController();
    const running = run(['sleep', '30'], { signal: controller.signal });
    controller.abort();
    expect(await running).toMatchObject({ exitCode: null, signal: 'SIGKILL', timedOut: false });
  });
});
