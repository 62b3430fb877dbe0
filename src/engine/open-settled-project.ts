import type { Context } from '../context.ts';
import type { Failure } from '../core/failure.ts';
import type { Result } from '../core/result.ts';
import { findInside } from './find-inside.ts';
import { openProject, type Project } from './open-project.ts';
import { findDeadLeases } from './recover/find-dead-leases.ts';

/**
 * As openProject, for whoever looks at runs: what killed chants have left is put in order first. Inside a workspace
 * that is not done: an agent looks, and changes nothing.
 */
export async function openSettledProject(context: Context): Promise<Result<Project, Failure>> {
  const project = await openProject(context);
  if (!project.ok || findInside(context) !== null) return project;
  const dead = findDeadLeases(project.value.store, context.process.hostname);
  if (dead === null) return project;
  // Loaded only now: commands that look at healthy runs start faster without it.
  const { settleRuns } = await import('./recover/settle-runs.ts');
  const settled = await settleRuns(context, project.value, dead);
  return settled.ok ? project : settled;
}
