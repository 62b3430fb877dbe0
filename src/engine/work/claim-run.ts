import type { ProviderChoice } from '../../core/config/choose-provider.ts';
import type { Failure } from '../../core/failure.ts';
import { ok, type Result } from '../../core/result.ts';
import type { Lease } from '../../io/store/lease.ts';
import { createAttempt, locateRun } from '../../io/store/run-folder.ts';
import { writeRunFile } from '../../io/store/run-file.ts';
import type { Ready, Site } from './check-ready.ts';
import { type Run, type RunOptions, writeJournal } from './run.ts';

export interface ClaimInput {
  readonly ready: Pick<Ready, 'document' | 'scope' | 'providerName' | 'skipped'>;
  /** Why it is this agent; null: no agent works. */
  readonly choice: ProviderChoice | null;
  readonly lease: Lease;
  readonly options: RunOptions;
  /** A workspace that is gone on in bears the mark of the run that made it, and its commits do; null: there is none. */
  readonly token: string | null;
}

/** Opens the run record. From here on the run has a number, and whatever happens is written down. Failure: file-trouble. */
export function claimRun(site: Site, asked: ClaimInput): Result<Run, Failure> {
  const { context, project } = site;
  const { ready, lease, options } = asked;
  const { scope } = ready;
  const choice = asked.choice === null ? {} : { choice: asked.choice };
  const { spec, text } = ready.document;
  const attempt = createAttempt(project.store, spec.id);
  if (!attempt.ok) return attempt;
  const dir = locateRun(project.store, spec.id, attempt.value);
  const token = asked.token ?? context.random.base36(16);
  const run: Run = {
    ...site,
    spec,
    text,
    scope: scope === null ? null : { from: scope.from, files: scope.files },
    attempt: attempt.value,
    dir,
    token,
    lease,
    options,
    startedAt: context.clock.now(),
  };
  writeJournal(run, { entry: 'begin', step: 'claim' });
  const kept = writeRunFile(dir, 'spec.md', text);
  if (!kept.ok) return kept;
  writeJournal(run, {
    entry: 'claimed',
    spec: spec.id,
    attempt: run.attempt,
    title: spec.title,
    token,
    provider: ready.providerName,
    ...choice,
    skipped: ready.skipped,
    land: options.land,
    scope: run.scope,
  });
  const { title } = spec;
  context.emit({ kind: 'run-started', spec: spec.id, attempt: run.attempt, title, resumed: false, ...choice });
  tellScope(run, ready.scope);
  writeJournal(run, { entry: 'end', step: 'claim' });
  return ok(run);
}

function tellScope({ context, spec }: Run, scope: Ready['scope']): void {
  if (scope === null) return;
  const not = scope.left.map((one) => `; left out: ${one.path} (${one.why})`).join('');
  const message = `its scope is what ${scope.from} lists: ${scope.files.join(', ')}${not}`;
  context.emit({ kind: 'warning', spec: spec.id, message });
}
