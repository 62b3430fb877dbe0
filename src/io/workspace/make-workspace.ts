import fs from 'node:fs';
import path from 'node:path';
import type { Failure } from '../../core/failure.ts';
import { err, ok, type Result } from '../../core/result.ts';

/** Where a run works, and the folder beside it for what the agent and chant hand each other. */
export interface WorkspaceFolders {
  /** Empty; becomes the checked-out tree. */
  readonly workspace: string;
  /** Holds the outbox, the prompt, the agent's git configuration and its `chant`. */
  readonly session: string;
}

/**
 * Makes two fresh folders under `tmp`, for nobody else to read. A name that is taken is never reused: a random
 * suffix makes another.
 */
export function makeWorkspace(tmp: string, name: string, random: () => string): Result<WorkspaceFolders, Failure> {
  for (let tries = 0; tries < 100; tries++) {
    const workspace = path.join(fs.realpathSync(tmp), tries === 0 ? name : `${name}-${random()}`);
    const session = `${workspace}.session`;
    try {
      fs.mkdirSync(session, { mode: 0o700 });
    } catch (cause) {
      if (isTaken(cause)) continue;
      return trouble(session, cause);
    }
    try {
      fs.mkdirSync(workspace, { mode: 0o700 });
      return ok({ workspace, session });
    } catch (cause) {
      fs.rmdirSync(session);
      if (!isTaken(cause)) return trouble(workspace, cause);
    }
  }
  return err({ kind: 'file-trouble', action: 'create', path: path.join(tmp, name), reason: 'every name was taken' });
}

function isTaken(cause: unknown): boolean {
  return cause instanceof Error && 'code' in cause && cause.code === 'EEXIST';
}

function trouble(folder: string, cause: unknown): Result<never, Failure> {
  const reason = cause instanceof Error && 'code' in cause ? String(cause.code) : String(cause);
  return err({ kind: 'file-trouble', action: 'create', path: folder, reason });
}
