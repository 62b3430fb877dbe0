import type { Config } from '../../core/config/config.ts';
import type { Failure } from '../../core/failure.ts';
import { err, ok, type Result } from '../../core/result.ts';
import type { Spec } from '../../core/spec/spec.ts';
import type { Repo } from '../../io/git/repo.ts';
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
 * Fails with `unknown-name` when there is no commit to start from.
 */
export async function findTarget(repo: Repo, spec: Spec, config: Config): Promise<Result<Target, Failure>> {
  const main = await findMainBranch(repo, config);
  if (!main.ok) return main;
  const ref = spec.targetBranch === null ? main.value : `refs/heads/${spec.targetBranch}`;
  for (const name of new Set([ref, main.value])) {
    const tip = await resolveCommit(repo, name);
    if (!tip.ok) return tip;
    if (tip.value !== null) return ok({ ref, tip: tip.value, exists: name === ref });
  }
  const name = main.value.replace('refs/heads/', '');
  return err({ kind: 'unknown-name', what: 'branch with a commit', name, known: [], suggestion: null });
}

/** `defaults.main_branch`; without it `main` or `master`, and where neither exists the branch that HEAD names. */
async function findMainBranch(repo: Repo, config: Config): Promise<Result<string, Failure>> {
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
