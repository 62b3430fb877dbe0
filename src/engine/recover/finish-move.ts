import type { RunRecord } from '../../core/plan/run-record.ts';
import type { Failure } from '../../core/failure.ts';
import { ok, type Result } from '../../core/result.ts';
import { readBytesAt } from '../../io/git/cat-file.ts';
import { isAncestor } from '../../io/git/merge-base.ts';
import { resolveCommit } from '../../io/git/rev-parse.ts';
import { readRunFile } from '../../io/store/run-file.ts';
import { landingTexts } from '../land/landing-texts.ts';
import { deliver } from '../land/deliver.ts';
import { type Move, moveTarget, takeBackOutcome } from '../land/move-target.ts';
import { type Run, writeJournal } from '../work/run.ts';

/**
 * Brings a landing to its end that had announced its move: the commit was complete, judged and tested. False: there
 * was none, or the target has moved elsewhere; then the landing begins again with the next `chant work`.
 */
export async function finishMove(run: Run, record: RunRecord): Promise<Result<boolean, Failure>> {
  const { moving, collected, prepared, verdict } = record;
  if (moving === null || collected === null || prepared === null || verdict?.outcome !== 'land') return ok(false);
  const tip = await resolveCommit(run.repo, moving.target);
  if (!tip.ok) return tip;
  const contained = tip.value === null ? ok(false) : await isAncestor(run.repo, moving.to, tip.value);
  if (!contained.ok) return contained;
  if (!contained.value) {
    const moved = await moveAgain(run, { ...moving, workspace: record.preparing?.workspace ?? '', tip: tip.value });
    if (!moved.ok || !moved.value) return moved;
  }
  const own = readRunFile(run.dir, landingTexts.own)?.toString('utf8') ?? null;
  const delivered = deliver(run, { collected, carried: prepared.carried }, own);
  if (!delivered.ok) return delivered;
  writeJournal(run, { entry: 'landed', target: moving.target, commit: moving.to });
  return ok(true);
}

async function moveAgain(
  run: Run,
  moving: Omit<Move, 'specText'> & { readonly tip: string | null },
): Promise<Result<boolean, Failure>> {
  const outcome = await readBytesAt(run.repo, moving.to, run.spec.path);
  if (!outcome.ok) return outcome;
  const after = outcome.value?.toString('utf8') ?? null;
  // What its owner wrote then; whatever he wrote since is neither landed over nor taken back.
  const before = readRunFile(run.dir, landingTexts.before)?.toString('utf8') ?? run.text;
  const specText = after === null ? null : { before, after };
  if (moving.tip === moving.from) {
    const moved = await moveTarget(run, { ...moving, specText });
    if (moved.ok && moved.value.kind === 'moved') return ok(true);
  }
  const back = specText === null ? ok(undefined) : await takeBackOutcome(run, specText, run.repo.root);
  return back.ok ? ok(false) : back;
}
