import type { Context } from '../../context.ts';
import {
  coverAllowed,
  coverRefused,
  describeQuestion,
  type PermissionAnswer,
  type PermissionQuestion,
} from '../../core/plan/permission-question.ts';
import { stripControl } from '../../core/strip-control.ts';
import { type Run, writeJournal } from './run.ts';

/** Asks the person at the terminal for the agents of one run. */
export interface Asker {
  /**
   * One question after the other; what was answered for the rest of the run is not asked again. null: no answer came,
   * because the input ended or the agent is being stopped.
   */
  ask(question: PermissionQuestion, signal: AbortSignal): Promise<PermissionAnswer | null>;
  /** How long the person was waited for, milliseconds: that is not the agent's time. */
  waitedMs(): number;
}

/** null: nobody is there to be asked. */
export function createAsker(run: Run): Asker | null {
  const { person } = run.context;
  if (!('ask' in person)) return null;
  const allowed = new Set<string>();
  const refused = new Set<string>();
  let waitedMs = 0;
  let last: Promise<unknown> = Promise.resolve();
  const answer: Asker['ask'] = async (question, signal) => {
    if (refused.has(coverRefused(question).key)) return 'refuse-run';
    if (allowed.has(coverAllowed(question).key)) return 'allow-run';
    const begin = run.context.clock.now();
    const given = await put(run, question, { ask: person.ask, signal });
    const ms = run.context.clock.now() - begin;
    waitedMs += ms;
    if (given === null) return null;
    if (given === 'allow-run') allowed.add(coverAllowed(question).key);
    if (given === 'refuse-run') refused.add(coverRefused(question).key);
    writeJournal(run, { entry: 'asked', what: stripControl(describeQuestion(question)), answer: given, ms });
    return given;
  };
  return {
    ask: (question, signal) => {
      const next = last.then(() => answer(question, signal));
      last = next.catch(() => undefined);
      return next;
    },
    waitedMs: () => waitedMs,
  };
}

type Ask = Extract<Context['person'], { readonly ask: unknown }>['ask'];

/** For an agent that is being stopped nobody is asked any more. */
async function put(
  { spec }: Run,
  question: PermissionQuestion,
  { ask, signal }: { readonly ask: Ask; readonly signal: AbortSignal },
): Promise<PermissionAnswer | null> {
  return signal.aborted ? null : ask({ spec: spec.id, question, coversAs: coverAllowed(question).kind }, signal);
}
