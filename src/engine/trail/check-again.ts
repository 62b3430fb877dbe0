import { buildProof, type Proof } from '../../core/plan/proof.ts';
import type { Failure } from '../../core/failure.ts';
import { ok, type Result } from '../../core/result.ts';
import { resolveCommit } from '../../io/git/rev-parse.ts';
import { closeGate } from '../../io/sandbox/network/gates.ts';
import { writeRunFile } from '../../io/store/run-file.ts';
import { listChecks } from '../work/check-ready.ts';
import { runChecks } from '../work/run-checks.ts';
import type { Landed } from './read-landed.ts';
import { withRunApart } from './run-apart.ts';
import type { Trail } from './trail.ts';

/**
 * Runs the checks of a landed spec on the branch as it is now. A check that is meant to fail has done its work with the
 * fix, and is not asked again. Nothing is written into the run record.
 */
export async function checkAgain({ site }: Trail, landed: Landed): Promise<Result<readonly Proof[], Failure>> {
  const { document } = landed;
  const checks = listChecks(document.spec, site.project.config).filter((check) => check.after === 'pass');
  const commit = await resolveCommit(site.repo, landed.target ?? 'HEAD');
  if (!commit.ok) return commit;
  if (commit.value === null || checks.length === 0) return ok([]);
  const draft = buildRun(trail, landed);
  const folders = makeRunFolders(draft);
  if (!folders.ok) return folders;
  const { session, workspace } = folders.value;
  const run = { ...draft, dir: `${session}/record` };
  try {
    const seen = await runGuarded(run, { checks, side: 'after', commit: commit.value, shownAs: commit.value, session });
    return seen.ok ? ok(seen.value.map(buildProof)) : seen;
  } finally {
    await closeGate(session);
    removeOrTell(run, workspace);
    removeOrTell(run, session);
  }
}

async function runGuarded(
  run: Run,
  input: Parameters<typeof runChecks>[1],
): Promise<Result<readonly Evidence[], Failure>> {
  const equipped = equipSession(run, input.session);
  if (!equipped.ok) return equipped;
  const kept = writeRunFile(run.dir, 'evidence/.keep', '');
  if (!kept.ok) return kept;
  const { commit, session } = input;
  const ground = { workspace: run.repo.root, gitDir: run.repo.gitDir, base: commit, start: commit, session };
  const before = await lookAround(run, { ...ground, target: 'HEAD', branch: 'HEAD' });
  if (!before.ok) return before;
  const seen = await runChecks(run, input);
  const touched = await guardRepository(run, before.value);
  return touched.ok ? seen : touched;
}

function buildRun(trail: Trail, landed: Landed): Run {
  const { context, project, repo, confinement } = trail.site;
  const token = context.random.base36(16);
  const { spec, text } = landed.document;
  const lease = { file: '', holder: { pid: context.process.pid, startTime: null, host: '', since: '', token } };
  const attempt = landed.record?.attempt ?? 1;
  const rest = { token, lease, options: plainOptions, startedAt: context.clock.now(), dir: '' };
  return { context, project, repo, confinement, spec, text, attempt, ...rest };
}
