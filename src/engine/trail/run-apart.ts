import type { Failure } from '../../core/failure.ts';
import { ok, type Result } from '../../core/result.ts';
import type { SpecDocument } from '../../core/spec/spec.ts';
import { forgetWorktree } from '../../io/git/worktree.ts';
import { closeGate } from '../../io/sandbox/network/gates.ts';
import { writeRunFile } from '../../io/store/run-file.ts';
import { plainOptions } from '../recover/rebuild-run.ts';
import type { Site } from '../work/check-ready.ts';
import { equipSession } from '../work/equip-session.ts';
import { guardRepository } from '../work/guard-repository.ts';
import { makeRunFolders } from '../work/make-run-folders.ts';
import { lookAround } from '../work/prepare.ts';
import { removeOrTell } from '../work/remove-checkout.ts';
import type { Run } from '../work/run.ts';

/** Folders of a run apart, and what marks them as its own. */
export interface Scratch {
  readonly workspace: string;
  readonly session: string;
  readonly token: string;
}

export interface ApartRequest {
  readonly document: SpecDocument;
  readonly attempt: number;
  /** Where evidence is kept, absolute; null: nowhere, it goes with the folders. */
  readonly dir: string | null;
  /** Called as soon as there is something that would have to be taken away after a crash. */
  readonly announce?: (scratch: Scratch) => Result<void, Failure>;
}

/** Checkouts that are made in the session folder. */
const checkouts = ['branch', 'before', 'after', 'merged'];

/**
 * Does something with checks as the engine runs them, without a run: in folders of its own, with the repository looked
 * over afterwards, because checks run what an agent wrote. Nothing is written into the run record.
 */
export async function withRunApart<T>(
  site: Site,
  asked: ApartRequest,
  work: (run: Run, session: string) => Promise<Result<T, Failure>>,
): Promise<Result<T, Failure>> {
  const draft = buildRun(site, asked);
  const folders = makeRunFolders(draft);
  if (!folders.ok) return folders;
  const { session } = folders.value;
  const run = { ...draft, dir: asked.dir ?? `${session}/record` };
  const scratch = { ...folders.value, token: run.token };
  let isDone = false;
  try {
    const told = asked.announce?.(scratch) ?? ok(undefined);
    if (!told.ok) return told;
    const result = await workGuarded(run, session, work);
    isDone = result.ok;
    return result;
  } finally {
    await closeGate(session);
    await removeScratch(run, scratch, { isDone });
  }
}

/** Takes the folders away, and git's memory of checkouts in them where work was broken off. */
export async function removeScratch(
  run: Pick<Run, 'context' | 'repo' | 'spec'>,
  { workspace, session }: Scratch,
  { isDone }: { readonly isDone: boolean },
): Promise<void> {
  removeOrTell(run, workspace);
  removeOrTell(run, session);
  if (!isDone) for (const name of checkouts) await forgetWorktree(run.repo, `${session}/${name}`);
}

async function workGuarded<T>(
  run: Run,
  session: string,
  work: (run: Run, session: string) => Promise<Result<T, Failure>>,
): Promise<Result<T, Failure>> {
  const equipped = equipSession(run, session);
  if (!equipped.ok) return equipped;
  const kept = writeRunFile(run.dir, 'evidence/.keep', '');
  if (!kept.ok) return kept;
  const ground = { workspace: run.repo.root, gitDir: run.repo.gitDir, base: 'HEAD', start: 'HEAD', session };
  const before = await lookAround(run, { ...ground, target: 'HEAD', branch: 'HEAD' });
  if (!before.ok) return before;
  const result = await work(run, session);
  const touched = await guardRepository(run, before.value);
  return touched.ok ? result : touched;
}

function buildRun(site: Site, { document, attempt }: ApartRequest): Run {
  const { context, project, repo, confinement } = site;
  const token = context.random.base36(16);
  const { spec, text } = document;
  const holder = { pid: context.process.pid, startTime: null, host: '', since: '', token, agent: null };
  const lease = { file: '', holder };
  const rest = { scope: null, token, lease, options: plainOptions, startedAt: context.clock.now(), dir: '' };
  return { context, project, repo, confinement, spec, text, attempt, ...rest };
}
