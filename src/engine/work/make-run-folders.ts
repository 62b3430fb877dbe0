import { formatWorkspaceName } from '../../core/plan/workspace-name.ts';
import type { Failure } from '../../core/failure.ts';
import { ok, type Result } from '../../core/result.ts';
import { makeWorkspace, type WorkspaceFolders } from '../../io/workspace/make-workspace.ts';
import type { Run } from './run.ts';

/** Makes a run's workspace and session folder, under the temp folder, marked as its own. */
export function makeRunFolders(
  { context, spec, token }: Run,
  announce: (folders: WorkspaceFolders) => Result<void, Failure> = () => ok(undefined),
): Result<WorkspaceFolders, Failure> {
  const tmp = context.env['TMPDIR'] || '/tmp';
  const random = (): string => context.random.base36(4);
  return makeWorkspace(tmp, formatWorkspaceName(spec.id), { owner: token, random, announce });
}
