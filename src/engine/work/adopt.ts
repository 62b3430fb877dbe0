import type { Failure } from '../../core/failure.ts';
import type { Result } from '../../core/result.ts';
import { copyRunFile } from '../../io/store/run-file.ts';
import { locateRun } from '../../io/store/run-folder.ts';
import { removeFolder } from '../../io/workspace/remove-folder.ts';
import { carryIn } from './carry-in.ts';
import type { Ready } from './check-ready.ts';
import { equipSession } from './equip-session.ts';
import { confineAgent, type PreparedRun, readLeftCopy, remember } from './prepare.ts';
import { type Ground, type Run, writeJournal } from './run.ts';
import type { Held, Start } from './start.ts';

/**
 * Goes on in a workspace that was kept: nothing in it is changed but the spec, which says what its owner says now, and
 * inputs that the agent has not touched. The set-up commands do not run again.
 */
export async function adopt(
  run: Run,
  ready: Ready,
  start: Start & { readonly held: Held; readonly from: NonNullable<Start['from']> },
): Promise<Result<PreparedRun, Failure>> {
  const { held, from } = start;
  const { record } = held;
  const was = { ...held.ground, target: ready.target.ref, start: start.start };
  const ground: Ground = { ...was, adopted: record.preparing.adopted ?? record.attempt };
  const { gitDir: _, ...preparing } = ground;
  writeJournal(run, { entry: 'preparing', ...preparing });
  // chant's own index, which no agent has had in its hands.
  copyRunFile(locateRun(run.project.store, run.spec.id, record.attempt), run.dir, 'index');
  const left = { spec: readLeftCopy(run, from), prepared: held.prepared };
  const carried = await carryIn(run, ready.inputs, { ground, left });
  if (!carried.ok) return carried;
  const tools = renewSession(run, ground.session);
  if (!tools.ok) return tools;
  const confined = await confineAgent(run, ground, { again: true });
  if (!confined.ok) return confined;
  return remember(run, ground, { carried: carried.value, confine: confined.value });
}

/** What chant has put into the session folder is put there anew, whatever has become of it; the rest stays. */
function renewSession(run: Run, session: string): Result<void, Failure> {
  for (const name of ['bin', 'gitconfig', 'spec']) removeFolder(`${session}/${name}`);
  return equipSession(run, session);
}
