import { setTimeout as sleep } from 'node:timers/promises';
import type { Context } from '../../context.ts';
import type { AgentUsage } from '../../core/plan/agent-outcome.ts';
import type { Failure } from '../../core/failure.ts';
import { err, ok, type Result } from '../../core/result.ts';
import type { Store } from '../../io/store/find-store.ts';
import { loadSummaries } from '../../io/store/load-summaries.ts';
import { listAttempts, locateRun } from '../../io/store/run-folder.ts';
import { loadRunRecord, loadRunState } from '../../io/store/run-record.ts';
import { readLogFrom } from '../../io/store/read-log.ts';
import { findSpec } from '../find-spec.ts';
import { openSettledProject } from '../open-settled-project.ts';
import type { Operation } from '../operation.ts';

export interface ShowLogInput {
  /** Short or full id. */
  readonly id: string;
  /** null: the newest. */
  readonly attempt: number | null;
  /** Go on while it runs. */
  readonly follow: boolean;
  /** Gets the text as it is read; it may hold anything that an agent printed. */
  readonly onText: (text: string) => void;
}

export interface ShowLogOutput {
  readonly spec: string;
  readonly attempt: number;
  /** Path of agent.log. */
  readonly file: string;
  readonly bytes: number;
  /** What the attempt's agents used; null: none told. */
  readonly usage: AgentUsage | null;
}

/** What the agent of an attempt printed. Failures: spec-not-found, spec-ambiguous, wrong-state (it never ran), unknown-name (attempt). */
export const showLog: Operation<ShowLogInput, ShowLogOutput> = async (context, input) => {
  const project = await openSettledProject(context);
  if (!project.ok) return project;
  const { store, today } = project.value;
  const found = findSpec(await loadSummaries(store), input.id, today);
  if (!found.ok) return found;
  const { id } = found.value;
  const attempts = listAttempts(store, id);
  const attempt = input.attempt ?? attempts.at(-1);
  if (attempt === undefined) {
    return err({
      kind: 'wrong-state',
      spec: id,
      status: 'never run',
      wanted: 'an attempt',
      next: `chant work ${id}`,
    });
  }
  if (!attempts.includes(attempt)) {
    const known = attempts.map(String);
    return err({
      kind: 'unknown-name',
      what: 'attempt',
      name: String(attempt),
      known,
      suggestion: known.at(-1) ?? null,
    });
  }
  return follow(context, store, { ...input, id, attempt });
};

async function follow(
  context: Context,
  store: Store,
  input: ShowLogInput & { readonly attempt: number },
): Promise<Result<ShowLogOutput, Failure>> {
  const { id, attempt } = input;
  const file = `${locateRun(store, id, attempt)}/agent.log`;
  const decoder = new TextDecoder();
  let bytes = 0;
  for (;;) {
    // Asked before reading: what is written until the run ends is then read in the next round.
    const state = loadRunState(store, id, context.process.hostname);
    const isLive = state?.attempt === attempt && state.phase === 'running';
    for (let chunk = readLogFrom(file, bytes); chunk.length > 0; chunk = readLogFrom(file, bytes)) {
      bytes += chunk.length;
      input.onText(decoder.decode(chunk, { stream: true }));
    }
    if (!input.follow || !isLive) {
      const usage = loadRunRecord(store, id, attempt)?.usage ?? null;
      return ok({ spec: id, attempt, file, bytes, usage });
    }
    if (context.signal.aborted) return err({ kind: 'interrupted', spec: id });
    await sleep(100);
  }
}
