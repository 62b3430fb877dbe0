import { adviseOnOutput } from '../../core/sandbox/advise-sandbox.ts';
import { stripControl } from '../../core/strip-control.ts';
import type { Failure } from '../../core/failure.ts';
import { err, ok, type Result } from '../../core/result.ts';
import type { Place } from '../../io/git/repo.ts';
import { runLogged } from '../../io/process/run-logged.ts';
import { readProjectFile } from '../../io/project/project-files.ts';
import { writeInside } from '../../io/workspace/write-inside.ts';
import { type Confine, confineLine } from './confine.ts';
import type { Run } from './run.ts';

const maxLogBytes = 10 * 1024 * 1024;

/**
 * Makes a fresh checkout usable: copies `workspace.include` in and runs the commands of `workspace.setup`.
 * Fails with `run-ended` (setup-failed) when a command does not exit with 0.
 */
export async function equipCheckout(
  run: Run,
  checkout: {
    readonly place: Place;
    readonly env: Readonly<Record<string, string>>;
    readonly confine: Confine | null;
  },
): Promise<Result<void, Failure>> {
  const { context, project, spec } = run;
  const { include, setup } = project.config.workspace;
  for (const path of include) {
    const file = readProjectFile({ root: project.store.root, chantDir: project.store.dir }, path);
    if (file === null) continue;
    const written = writeInside(checkout.place.workTree, path, { data: file.data });
    if (!written.ok) return written;
  }
  for (const command of setup) {
    const result = await runLogged({
      ...confineLine(checkout.confine, command, checkout.env),
      cwd: checkout.place.workTree,
      logFile: `${run.dir}/setup.log`,
      maxLogBytes,
      timeoutMs: project.config.limits.timeoutMs,
      signal: context.signal,
      token: run.token,
      now: () => context.clock.now(),
    });
    context.emit({ kind: 'setup-ran', spec: spec.id, command, exitCode: result.exitCode, ms: result.ms });
    if (result.ended === 'cancelled') return err({ kind: 'interrupted', spec: spec.id });
    if (result.ended !== 'exited' || result.exitCode !== 0) {
      const tail = stripControl(result.tail.toString('utf8')).split('\n').slice(-12);
      return err(
        setupFailed(run, [
          `${command}: ${result.ended === 'exited' ? `status ${result.exitCode}` : result.ended}`,
          ...tail,
          ...(checkout.confine === null ? [] : adviseOnOutput(result.exitCode, tail.join('\n'))),
        ]),
      );
    }
  }
  return ok(undefined);
}

function setupFailed(run: Run, detail: readonly string[]): Failure {
  return {
    kind: 'run-ended',
    spec: run.spec.id,
    attempt: run.attempt,
    outcome: 'failed',
    reason: 'setup-failed',
    detail,
    next: ['correct `workspace.setup` in .chant/config.md', `chant work ${run.spec.id}`],
  };
}
