import type { Config } from '../../core/config/config.ts';
import type { Failure } from '../../core/failure.ts';
import { err, ok, type Result } from '../../core/result.ts';
import type { Spec } from '../../core/spec/spec.ts';
import type { Repo } from '../../io/git/repo.ts';
import { listRefs } from '../../io/git/for-each-ref.ts';
import { readHeadRef, resolveCommit } from '../../io/git/rev-parse.ts';

export interface Target {
  /** Full ref that the result lands on. */
  readonly ref: string;
  /** Its tip, or the main branch's where it does not exist yet. */
  readonly tip: string;
  readonly exists: boolean;
}

/**
 * The branch that a spec lands on, and the commit that its work starts from.
 * Fails with `unknown-name` when there is no commit to start from, with `bad-argument` when git cannot make the branch.
 */
export async function findTarget(repo: Repo, spec: Spec, config: Config): Promise<Result<Target, Failure>> {
  const main = await findMainBranch(repo, config);
  if (!main.ok) return main;
  const ref = spec.targetBranch === null ? main.value : `refs/heads/${spec.targetBranch}`;
  for (const name of new Set([ref, main.value])) {
    const tip = await resolveCommit(repo, name);
    if (!tip.ok) return tip;
    if (tip.value === null) continue;
    if (name === ref) return ok({ ref, tip: tip.value, exists: true });
    const possible = await refuseUnderBranch(repo, ref);
    return possible.ok ? ok({ ref, tip: tip.value, exists: false }) : possible;
  }
  const name = main.value.replace('refs/heads/', '');
  return err({ kind: 'unknown-name', what: 'branch with a commit', name, known: [], suggestion: null });
}

/** git keeps `a` and `a/b` in the same place: only one of them can be. Better known before the agent works. */
async function refuseUnderBranch(repo: Repo, ref: string): Promise<Result<void, Failure>> {
  const refs = await listRefs(repo, ['refs/heads']);
  if (!refs.ok) return refs;
  const other = [...refs.value.keys()].find((one) => ref.startsWith(`${one}/`) || one.startsWith(`${ref}/`));
  if (other === undefined) return ok(undefined);
  const [value, beside] = [ref, other].map((one) => one.replace('refs/heads/', ''));
  const expected = `a name that git can keep beside the branch ${beside}`;
  return err({ kind: 'bad-argument', argument: 'target_branch', value: value ?? '', expected, suggestion: null });
}

/** `defaults.main_branch`; without it `main` or `master`, and where neither exists the branch that HEAD names. */
export async function findMainBranch(repo: Repo, config: Config): Promise<Result<string, Failure>> {
  if (config.defaults.mainBranch !== null) return ok(`refs/heads/${config.defaults.mainBranch}`);
  const head = await readHeadRef(repo);
  if (!head.ok) return head;
  for (const ref of ['refs/heads/main', 'refs/heads/master']) {
    if (head.value === ref) return ok(ref);
    const tip = await resolveCommit(repo, ref);
    if (!tip.ok) return tip;
    if (tip.value !== null) return ok(ref);
  }
  return ok(head.value ?? 'refs/heads/main');
}
