import type { RunRecord } from '../../core/plan/run-record.ts';
import type { Failure } from '../../core/failure.ts';
import { ok, type Result } from '../../core/result.ts';
import { readBytesAt } from '../../io/git/cat-file.ts';
import { isAncestor } from '../../io/git/merge-base.ts';
import { resolveCommit } from '../../io/git/rev-parse.ts';
import { stageFile } from '../../io/git/update-index.ts';
import { readSpecDocument } from '../../io/store/read-spec-document.ts';
import { writeSpec } from '../../io/store/write-spec.ts';
import { deliver } from '../land/deliver.ts';
import { moveTarget } from '../land/move-target.ts';
import { type Run, writeJournal } from '../work/run.ts';

/**
 * Brings a landing to its end that had announced its move: the commit was complete, judged and tested. False: there
 * was none, or the target has moved elsewhere; then the landing begins again with the next `chant work`.
 */
export async function finishMove(run: Run, record: RunRecord): Promise<Result<boolean, Failure>> {
  const { moving, collected, prepared } = record;
  if (moving === null || collected === null || prepared === null) return ok(false);
  const tip = await resolveCommit(run.repo, moving.target);
  if (!tip.ok) return tip;
  const contained = tip.value === null ? ok(false) : await isAncestor(run.repo, moving.to, tip.value);
  if (!contained.ok) return contained;
  if (!contained.value) {
    const moved = await moveAgain(run, { ...moving, tip: tip.value });
    if (!moved.ok || !moved.value) return moved;
  }
  const delivered = deliver(run, { collected, carried: prepared.carried }, null);
  if (!delivered.ok) return delivered;
  writeJournal(run, { entry: 'landed', target: moving.target, commit: moving.to });
  return ok(true);
}

async function moveAgain(
  run: Run,
  moving: { readonly target: string; readonly from: string | null; readonly to: string; readonly tip: string | null },
): Promise<Result<boolean, Failure>> {
  const document = readSpecDocument(run.project.store, run.spec);
  if (!document.ok) return document;
  const then = await readBytesAt(run.repo, moving.to, run.spec.path);
  if (!then.ok) return then;
  const outcome = then.value?.toString('utf8') ?? null;
  const now = document.value.text;
  if (moving.tip === moving.from) {
    const specText = outcome === null ? null : { now, then: outcome };
    const moved = await moveTarget(run, { ...moving, specText });
    if (!moved.ok || moved.value.kind === 'moved') return moved.ok ? ok(true) : moved;
  }
  // It did not land after all: the user's copy of the spec must not say that it did.
  return outcome === now ? takeBack(run, outcome) : ok(false);
}

async function takeBack(run: Run, outcome: string): Promise<Result<boolean, Failure>> {
  const written = writeSpec(run.project.store, run.spec.path, { text: run.text, expected: outcome });
  if (!written.ok) return written;
  const staged = await stageFile(run.repo, run.repo.root, run.spec.path);
  return staged.ok ? ok(false) : staged;
}
