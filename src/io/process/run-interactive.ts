import { spawn } from 'node:child_process';
import { constants } from 'node:os';
import type { FileTrouble } from '../../core/failure.ts';
import { err, ok, type Result } from '../../core/result.ts';
import { type Environment, spawnTrouble } from './start-process.ts';

export interface InteractiveOptions {
  readonly argv: readonly string[];
  readonly cwd: string;
  readonly env: Environment;
}

/**
 * Hands its own streams to a program (the user's editor) and waits for it. Gives its exit status, 128 and the signal's
 * number where one ended it; fails with `file-trouble` when it cannot be started.
 */
export function runInteractive(options: InteractiveOptions): Promise<Result<number, FileTrouble>> {
  const [program = '', ...args] = options.argv;
  return new Promise((resolve) => {
    try {
      const child = spawn(program, args, { cwd: options.cwd, env: options.env, stdio: 'inherit' });
      child.once('error', (error) => resolve(err(spawnTrouble(options, error))));
      child.once('exit', (exitCode, signal) => {
        resolve(ok(exitCode ?? 128 + (signal === null ? 0 : constants.signals[signal])));
      });
    } catch (error) {
      resolve(err(spawnTrouble(options, error)));
    }
  });
}
