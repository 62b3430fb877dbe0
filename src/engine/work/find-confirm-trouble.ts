import type { Collected } from '../../core/plan/collected.ts';
import type { Failure } from '../../core/failure.ts';
import { ok, type Result } from '../../core/result.ts';
import { readSpecDocument } from '../../io/store/read-spec-document.ts';
import { readConfirmable } from './read-confirmable.ts';
import type { Run } from './run.ts';

/**
 * Why the confirmation that a spec asks for does not count. It is looked up in the spec as the user has it now: it
 * comes after the run, and the copy in the workspace was the agent's to write.
 */
export async function findConfirmTrouble(run: Run, collected: Collected): Promise<Result<readonly string[], Failure>> {
  if (!run.spec.confirm.required) return ok([]);
  const confirmable = await readConfirmable(run, run.spec, collected);
  if (!confirmable.ok) return confirmable;
  const now = readSpecDocument(run.project.store, run.spec);
  if (!now.ok) return now;
  const { by, of } = now.value.spec.confirm;
  const { document, fingerprint } = confirmable.value;
  if (by !== null && of === fingerprint) return ok([]);
  const what = document ?? 'the result';
  return ok([by === null ? `nobody has confirmed ${what} yet` : `${by} has confirmed an earlier version of ${what}`]);
}
