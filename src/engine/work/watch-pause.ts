import type { Pausing } from '../../core/plan/journal.ts';
import { watchFor } from '../../io/process/watch-for.ts';
import { readPauseRequest, removePauseRequest } from '../../io/store/pause-request.ts';
import { type Run, writeJournal } from './run.ts';

/** Looks, as long as a run has an agent to come or at work, whether somebody asks for a pause. */
export interface PauseWatch {
  readonly run: Run;
  /** The same run; its signal is aborted by a request, too. */
  readonly watched: Run;
  /** Who asked; null: nobody. */
  asked(): Pausing | null;
  /** To be called on every path. */
  release(): void;
}

/** Begins to look. A request is written into the journal as soon as it is seen, and taken away: that is the answer. */
export function watchPause(run: Run): PauseWatch {
  const { context, project, spec, lease } = run;
  const controller = new AbortController();
  let asked: Pausing | null = null;
  // A second Ctrl-C has to be seen although the first one, or a request, has aborted already.
  Object.defineProperty(controller.signal, 'reason', {
    get: () => (context.signal.aborted ? (context.signal.reason as unknown) : 'pause'),
  });
  const stop = (): void => controller.abort();
  context.signal.addEventListener('abort', stop);
  if (context.signal.aborted) stop();
  const look = watchFor(() => {
    const request = readPauseRequest(project.store, spec.id, lease.holder.token);
    // Whoever was quicker decides what becomes of the workspace.
    if (request === null || controller.signal.aborted) return false;
    asked = { entry: 'pausing', by: request.by, who: request.who };
    writeJournal(run, asked);
    removePauseRequest(project.store, spec.id);
    stop();
    return true;
  });
  return {
    run,
    watched: { ...run, context: { ...context, signal: controller.signal } },
    asked: () => asked,
    release: () => {
      look.stop();
      context.signal.removeEventListener('abort', stop);
    },
  };
}
