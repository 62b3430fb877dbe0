import { judgeRef, type MovedRef, type RefAction } from '../../core/guard/judge-refs.ts';
import type { Failure } from '../../core/failure.ts';
import type { Touched } from '../../core/plan/collected.ts';
import { baseRefs } from '../../core/plan/workspace-name.ts';
import { findTampering } from '../../core/plan/tampering.ts';
import { assertNever } from '../../core/assert-never.ts';
import { ok, type Result } from '../../core/result.ts';
import { listTips, type RefTip } from '../../io/git/for-each-ref.ts';
import { restoreGuardedFiles } from '../../io/git/guarded-files.ts';
import { readReflog } from '../../io/git/reflog.ts';
import { type CheckoutState, readCheckoutState } from '../../io/git/status.ts';
import { deleteRef, moveRef } from '../../io/git/update-ref.ts';
import { guardStash, stashRef } from './guard-stash.ts';
import { keepCommit } from './keep-commit.ts';
import type { Before } from './prepare.ts';
import { readOwnSpec } from './read-own-spec.ts';
import { formatAgentIdentity, type Run } from './run.ts';

/**
 * Compares the repository with what it was before the agent ran, puts back what the agent can be seen to have
 * changed, and names the rest. Files come first, and without git: afterwards git may run again.
 */
export async function guardRepository(run: Run, before: Before): Promise<Result<readonly Touched[], Failure>> {
  if (before.sealed === true) return ok([]);
  const files = guardFiles(run, before);
  const [tips, now] = await Promise.all([listTips(run.repo), readCheckoutState(run.repo)]);
  if (!tips.ok) return tips;
  if (!now.ok) return now;
  const refs = await guardRefs(run, before, tips.value);
  if (!refs.ok) return refs;
  const known = before.until === null ? before.stash : [];
  const stash = known.length > 0 || tips.value.has(stashRef) ? await guardStash(run, known) : ok([]);
  if (!stash.ok) return stash;
  const head = await guardHead(run, before.checkout, now.value);
  if (!head.ok) return head;
  // After a crash nobody knows how long ago, the user has gone on: his files say nothing of the agent.
  const checkout = before.until === null ? [...compareCheckouts(before.checkout, now.value), ...compareSpec(run)] : [];
  return ok([...files, ...refs.value, ...stash.value, ...head.value, ...checkout]);
}

/** The part that must come before git is run at all after an agent. */
export function guardFiles(run: Run, before: Before): readonly Touched[] {
  const suffix = `chant-kept-${run.spec.id}-${run.attempt}`;
  return restoreGuardedFiles(before.files, { suffix, folder: `${run.dir}/replaced`, until: before.until });
}

async function guardRefs(
  run: Run,
  before: Before,
  now: ReadonlyMap<string, RefTip>,
): Promise<Result<readonly Touched[], Failure>> {
  const touched: Touched[] = [];
  for (const ref of new Set([...Object.keys(before.refs), ...now.keys()])) {
    const change = { ref, before: before.refs[ref] ?? null, now: now.get(ref)?.commit ?? null };
    if (change.before === change.now || ref === stashRef || isOwn(change, run)) continue;
    if (change.now === null && before.until !== null) continue;
    const moved = await describeMove(run, change, now.get(ref)?.committer ?? null);
    if (!moved.ok) return moved;
    const done = await applyAction(run, judgeRef(moved.value, formatAgentIdentity(run.token).email), moved.value);
    if (!done.ok) return done;
    if (done.value !== null) touched.push(done.value);
  }
  return ok(touched);
}

/** Branches of runs and pins are chant's own: each run looks after its own. But no run ever takes a pin away. */
function isOwn({ ref, now }: Pick<MovedRef, 'ref' | 'now'>, run: Run): boolean {
  if (ref.startsWith(baseRefs)) return true;
  if (ref.startsWith('refs/chant/')) return now !== null;
  return ref.startsWith(`refs/heads/${run.project.config.defaults.branchPrefix}`);
}

async function describeMove(
  run: Run,
  change: Pick<MovedRef, 'ref' | 'before' | 'now'>,
  committer: string | null,
): Promise<Result<MovedRef, Failure>> {
  const madeByAgent = committer === formatAgentIdentity(run.token).email;
  // A fetch of the user's moves a thousand of the others; only branches have logs that are worth a process each.
  if (change.now === null || (!madeByAgent && !change.ref.startsWith('refs/heads/')))
    return ok({ ...change, log: [], madeByAgent });
  const log = await readReflog(run.repo, change.ref, 50);
  return log.ok ? ok({ ...change, log: log.value, madeByAgent }) : log;
}

async function applyAction(run: Run, action: RefAction, moved: MovedRef): Promise<Result<Touched | null, Failure>> {
  const { repo, spec } = run;
  if (action.kind === 'leave') return ok(null);
  const touched = { what: 'ref', name: action.ref, byAgent: true } as const;
  if (action.kind === 'report')
    return ok({ ...touched, restored: false, detail: 'moved by the agent, and by somebody since' });
  if (moved.now !== null) {
    const kept = await keepCommit(run, action.ref.replace(/^refs\//, '').replaceAll('/', '-'), moved.now);
    if (!kept.ok) return kept;
  }
  switch (action.kind) {
    case 'restore': {
      const back = await moveRef(repo, {
        ref: action.ref,
        to: action.to,
        from: action.from,
        why: `chant: put back after ${spec.id}`,
      });
      if (!back.ok) return back;
      const detail =
        moved.now === null ? 'was deleted during the run' : `was moved to ${moved.now.slice(0, 12)} by the agent`;
      return ok({ ...touched, restored: back.value, detail });
    }
    case 'remove': {
      const gone = await deleteRef(repo, action.ref, action.from);
      // A new branch is nobody's loss; many agents make one. It is told, and does not stop the run.
      const byAgent = action.ref.startsWith('refs/replace/');
      return gone.ok ? ok({ ...touched, byAgent, restored: gone.value, detail: 'was made by the agent' }) : gone;
    }
    default:
      return assertNever(action);
  }
}

/** Did the agent switch the user's checkout? Its files moved with it, so it is told and left for the user. */
async function guardHead(
  run: Run,
  before: CheckoutState,
  now: CheckoutState,
): Promise<Result<readonly Touched[], Failure>> {
  if (before.head === now.head) return ok([]);
  const log = await readReflog(run.repo, 'HEAD', 20);
  if (!log.ok) return log;
  const { email } = formatAgentIdentity(run.token);
  if (!log.value.some((entry) => entry.email === email)) return ok([]);
  const detail = `the checkout was switched from ${before.head} to ${now.head} by the agent`;
  return ok([{ what: 'head', name: 'HEAD', byAgent: true, restored: false, detail }]);
}

/** Changed files of the checkout that no commit and no switch of the user explains. */
function compareCheckouts(before: CheckoutState, now: CheckoutState): readonly Touched[] {
  const appeared = Object.keys(now.dirty).filter((file) => before.dirty[file] !== now.dirty[file]);
  const same = before.headCommit === now.headCommit && before.head === now.head;
  const gone = same ? Object.keys(before.dirty).filter((file) => !(file in now.dirty)) : [];
  return [...appeared, ...gone].map(changedInCheckout);
}

/** The user's copy of the spec, where it asks for something else now. Its words are its owner's to change at any time. */
function compareSpec(run: Run): readonly Touched[] {
  const now = readOwnSpec(run);
  return findTampering(run.spec, now.ok ? now.value.whole.spec : null).length === 0
    ? []
    : [changedInCheckout(run.spec.path)];
}

function changedInCheckout(name: string): Touched {
  const detail = 'changed in your checkout while the agent ran';
  return { what: 'checkout', name, byAgent: false, restored: false, detail };
}
