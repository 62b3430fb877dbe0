import fs from 'node:fs';
import path from 'node:path';
import type { Failure } from '../../core/failure.ts';
import { err, ok, type Result } from '../../core/result.ts';
import { cloneOwnerFile } from '../../core/clone/owner-file.ts';
import { errorReason } from '../process/error-reason.ts';

/** Where a run works, and the folder beside it for what the agent and chant hand each other. */
export interface WorkspaceFolders {
  /** Empty; becomes the checked-out tree. */
  readonly workspace: string;
  /** Holds the outbox, the prompt, the agent's git configuration and its `chant`. */
  readonly session: string;
}

/**
 * Makes two fresh folders under `tmp`, for nobody else to read. A name that is taken is never reused: a random
 * suffix makes another. `announce` is told before anything is there, so that a crash leaves nothing that nobody knows of.
 */
export function makeWorkspace(
  tmp: string,
  name: string,
  asked: {
    readonly owner: string;
    readonly random: () => string;
    readonly announce?: (folders: WorkspaceFolders) => Result<void, Failure>;
  },
): Result<WorkspaceFolders, Failure> {
  const parent = resolveFolder(tmp);
  if (!parent.ok) return parent;
  for (let tries = 0; tries < 100; tries++) {
    const workspace = path.join(parent.value, tries === 0 ? name : `${name}-${asked.random()}`);
    const session = `${workspace}.session`;
    const told = asked.announce?.({ workspace, session }) ?? ok(undefined);
    if (!told.ok) return told;
    try {
      fs.mkdirSync(session, { mode: 0o700 });
      fs.writeFileSync(path.join(session, ownerFile), asked.owner, { mode: 0o400 });
    } catch (cause) {
      if (isTaken(cause)) continue;
      return trouble(session, cause);
    }
    try {
      fs.mkdirSync(workspace, { mode: 0o700 });
      return ok({ workspace, session });
    } catch (cause) {
      fs.rmSync(session, { recursive: true });
      if (!isTaken(cause)) return trouble(workspace, cause);
    }
  }
  return err({ kind: 'file-trouble', action: 'create', path: path.join(tmp, name), reason: 'every name was taken' });
}

/** Says whose a session folder is; only chant makes one. */
export const ownerFile = 'owner';

/**
 * Whether a workspace and its session folder, as a journal names them, are those that the owner made: after a restart
 * of the machine somebody else's may stand in their place. Asked before a recovery takes anything away.
 */
export function isOwnWorkspace(folders: WorkspaceFolders, owner: string, commonDir: string): boolean {
  if (folders.session !== `${folders.workspace}.session` || !path.basename(folders.workspace).startsWith('chant-'))
    return false;
  const said = readIfThere(path.join(folders.session, ownerFile));
  if (said !== null) return said === owner;
  // The agent may have removed the session folder: then the clone's mark tells, or the worktree's link into this repository.
  if (readIfThere(path.join(folders.workspace, '.git', cloneOwnerFile)) === owner) return true;
  return readIfThere(path.join(folders.workspace, '.git'))?.startsWith(`gitdir: ${commonDir}/worktrees/`) ?? false;
}

function readIfThere(file: string): string | null {
  try {
    return fs.readFileSync(file, 'utf8');
  } catch {
    return null;
  }
}

function resolveFolder(folder: string): Result<string, Failure> {
  try {
    return ok(fs.realpathSync(folder));
  } catch (cause) {
    return trouble(folder, cause);
  }
}

function isTaken(cause: unknown): boolean {
  return errorReason(cause) === 'EEXIST';
}

function trouble(folder: string, cause: unknown): Result<never, Failure> {
  const reason = errorReason(cause);
  return err({ kind: 'file-trouble', action: 'create', path: folder, reason });
}
