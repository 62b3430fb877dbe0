import type { Failure } from '../../core/failure.ts';
import type { Result } from '../../core/result.ts';
import type { SpecDocument } from '../../core/spec/spec.ts';
import { forgetWorktree } from '../../io/git/worktree.ts';
import { closeGate } from '../../io/sandbox/network/gates.ts';
import { acquireLease, type Lease, noteScratch, releaseLease, type Scratch } from '../../io/store/lease.ts';
import { writeRunFile } from '../../io/store/run-file.ts';
import { openApartLease } from '../../io/store/run-folder.ts';
import { plainOptions } from '../recover/rebuild-run.ts';
import type { Site } from '../work/check-ready.ts';
import { equipSession } from '../work/equip-session.ts';
import { guardRepository } from '../work/guard-repository.ts';
import { makeRunFolders } from '../work/make-run-folders.ts';
import { lookAround } from '../work/prepare.ts';
import { removeOrTell } from '../work/remove-checkout.ts';
import type { Run } from '../work/run.ts';

export interface ApartRequest {
  readonly document: SpecDocument;
  readonly attempt: number;
  /** Where evidence is kept, absolute; null: nowhere, it goes with the folders. */
  readonly dir: string | null;
}

/** Checkouts that are made in the session folder. */
const checkouts = ['branch', 'before', 'after', 'merged'];

/**
 * Does something with checks as the engine runs them, without a run: in folders of its own, with the repository looked
 * over afterwards, because checks run what an agent wrote. Nothing is written into the run record; a lease names the
 * folders while they are there, so that the next command takes them away where this one is killed.
 */
export async function withRunApart<T>(
  site: Site,
  asked: ApartRequest,
  work: (run: Run, session: string) => Promise<Result<T, Failure>>,
): Promise<Result<T, Failure>> {
  const draft = buildRun(site, asked);
  const lease = acquireApart(site, draft);
  if (!lease.ok) return lease;
  const name = { spec: draft.spec.id, owner: draft.token };
  const folders = makeRunFolders(draft, (made) => noteScratch(lease.value, { ...name, ...made }));
  if (!folders.ok) {
    releaseLease(lease.value);
    return folders;
  }
  const { session } = folders.value;
  const run = { ...draft, dir: asked.dir ?? `${session}/record` };
  let isDone = false;
  try {
    const result = await workGuarded(run, session, work);
    isDone = result.ok;
    return result;
  } finally {
    await closeGate(session);
    await removeScratch(site, { ...name, ...folders.value }, { isDone });
    releaseLease(lease.value);
  }
}

/** A lease that nobody else asks for: it says who is at work, and where. */
function acquireApart({ context, project }: Site, { spec, token }: Run): Result<Lease, Failure> {
  const { pid, hostname: host } = context.process;
  const now = new Date(context.clock.now()).toISOString();
  const place = openApartLease(project.store, token);
  return place.ok ? acquireLease({ file: place.value, what: spec.id, pid, host, now, token }) : place;
}

/** Takes the folders away, and git's memory of checkouts in them where work was broken off. */
export async function removeScratch(
  { context, repo }: Pick<Site, 'context' | 'repo'>,
  { spec, workspace, session }: Scratch,
  { isDone }: { readonly isDone: boolean },
): Promise<void> {
  const of = { context, spec: { id: spec } };
  removeOrTell(of, workspace);
  removeOrTell(of, session);
  if (!isDone) for (const name of checkouts) await forgetWorktree(repo, `${session}/${name}`);
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
