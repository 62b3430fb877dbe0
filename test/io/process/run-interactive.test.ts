import { describe, expect, it } from 'vitest';
import { runInteractive } from '../../../src/io/process/run-interactive.ts';

const env = { PATH: process.env['PATH'] };

describe('runInteractive', () => {
  it('gives the exit status of the program', async () => {
    expect(await runInteractive({ argv: ['sh', '-c', 'exit 3'], cwd: '/', env })).toEqual({ ok: true, value: 3 });
  });

  it('gives 128 and the number of the signal that ended it', async () => {
    expect(await runInteractive({ argv: ['sh', '-c', 'kill -9 $$'], cwd: '/', env })).toEqual({ ok: true, value: 137 });
  });

  it('fails where the program is not there', async () => {
    const failure = { kind: 'file-trouble', action: 'run', path: 'no-such-editor', reason: 'ENOENT' };
    expect(await runInteractive({ argv: ['no-such-editor'], cwd: '/', env })).toEqual({ ok: false, failure });
  });
});
