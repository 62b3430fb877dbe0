import path from 'node:path';
import type { Context } from '../context.ts';
import { readInside } from '../io/workspace/read-inside.ts';
import { findWorkspace } from '../io/workspace/find-workspace.ts';

/** The run that whoever calls chant belongs to: an agent, or what an agent wrote. */
export interface Inside {
  /** How chant knows: by the environment that it gave the agent, or by where the caller stands. */
  readonly by: 'environment' | 'place';
  /** Absolute; null where only the environment tells, and does not tell where. */
  readonly workspace: string | null;
  readonly session: string | null;
  /** Folder for what the agent has to say, absolute. */
  readonly outbox: string | null;
  /** Full id of the spec that the run works on. */
  readonly spec: string | null;
}

/** Name of the file of a session folder that names the run's spec. */
export const sessionSpecFile = 'spec';

/**
 * Finds the run that the caller is inside of; null for everybody else. The place is asked as well as the environment,
 * because an agent may unset a variable. Where both tell, the environment's word on the workspace counts: an agent
 * that stands in another checkout still means its own.
 */
export function findInside(context: Pick<Context, 'cwd' | 'repo' | 'env'>): Inside | null {
  const { cwd, repo, env } = context;
  const isTold = env['CHANT_WORKTREE'] === '1';
  const told = isTold ? absolute(env['CHANT_WORKTREE_PATH']) : null;
  const stood = findWorkspace(cwd) ?? (repo === null ? null : findWorkspace(repo));
  if (!isTold && stood === null) return null;
  const folders = (told === null ? null : findWorkspace(told)) ?? stood;
  const session = folders?.session ?? null;
  return {
    by: isTold ? 'environment' : 'place',
    workspace: told ?? folders?.workspace ?? null,
    session,
    outbox: (isTold ? absolute(env['CHANT_OUTBOX']) : null) ?? (session === null ? null : `${session}/outbox`),
    spec: (isTold ? env['CHANT_SPEC_ID'] : undefined) ?? readSpec(session),
  };
}

function absolute(folder: string | undefined): string | null {
  return folder !== undefined && path.isAbsolute(folder) ? folder : null;
}

function readSpec(session: string | null): string | null {
  const text = session === null ? null : readInside(session, sessionSpecFile, 1024);
  return text?.toString('utf8').trim() || null;
}
