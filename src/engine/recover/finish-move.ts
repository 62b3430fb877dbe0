import type { RunRecord } from '../../core/plan/run-record.ts';
import type { Failure } from '../../core/failure.ts';
import { ok, type Result } from '../../core/result.ts';
import { readBytesAt } from '../../io/git/cat-file.ts';
import { isAncestor } from '../../io/git/merge-base.ts';
import { resolveCommit } from '../../io/git/rev-parse.ts';
import { readSpecDocument } from '../../io/store/read-spec-document.ts';
import { deliver } from '../land/deliver.ts';
import { moveTarget, takeBackOutcome } from '../land/move-target.ts';
import { type Run, writeJournal } from '../work/run.ts';

/**
 * Brings a landing to its end that had announced its move: the commit was complete, judged and tested. False: there
 * was none, or the target has moved elsewhere; then the landing begins again with the next `chant work`.
 */
export async function finishMove(run: Run, record: RunRecord): Promise<Result<boolean, Failure>> {
  const { moving, collected, prepared, preparing } = record;
  if (moving === null || collected === null || prepared === null || preparing === null) return ok(false);
  const tip = await resolveCommit(run.repo, moving.target);
  if (!tip.ok) return tip;
  const contained = tip.value === null ? ok(false) : await isAncestor(run.repo, moving.to, tip.value);
  if (!contained.ok) return contained;
  if (!contained.value) {
    const moved = await moveAgain(run, { ...moving, tip: tip.value, workspace: preparing.workspace });
    if (!moved.ok || !moved.value) return moved;
  }
  const delivered = deliver(run, { collected, carried: prepared.carried }, null);
  if (!delivered.ok) return delivered;
  writeJournal(run, { entry: 'landed', target: moving.target, commit: moving.to });
  return ok(true);
}

async function moveAgain(
  run: Run,
  moving: {
    readonly target: string;
    readonly from: string | null;
    readonly to: string;
    readonly tip: string | null;
    readonly workspace: string;
  },
): Promise<Result<boolean, Failure>> {
  const outcome = await readBytesAt(run.repo, moving.to, run.spec.path);
  if (!outcome.ok) return outcome;
  const now = readSpecDocument(run.project.store, run.spec);
  if (!now.ok) return now;
  const after = outcome.value?.toString('utf8') ?? null;
  if (moving.tip === moving.from) {
    const specText = after === null ? null : { before: now.value.text, after };
    const moved = await moveTarget(run, { ...moving, specText });
    if (moved.ok && moved.value.kind === 'moved') return ok(true);
  }
  // It did not land after all. What the spec said when it was carried in is what its owner wrote.
  const back = after === null ? ok(undefined) : await takeBackOutcome(run, { before: run.text, after }, run.repo.root);
  return back.ok ? ok(false) : back;
}
