import type { AgentEvent, AgentOutcome } from '../plan/agent-outcome.ts';
import type { Halt } from '../plan/collected.ts';
import type { Session, SessionAction, SessionContent, SessionMode, SessionStep } from './session.ts';

/** An event, and when it came: milliseconds since the start of the agent. */
export interface TimedEvent {
  readonly at: number;
  readonly event: AgentEvent;
}

/** A file that the run changed, as it was afterwards; null when it was deleted. */
interface SessionFile {
  readonly path: string;
  readonly after: { readonly content: SessionContent; readonly mode: SessionMode } | null;
}

export interface SessionFacts {
  readonly title: string;
  readonly provider: string;
  readonly events: readonly TimedEvent[];
  readonly files: readonly SessionFile[];
  /** Texts of the criteria that the agent ticked. */
  readonly ticks: readonly string[];
  readonly halt: Halt | null;
  readonly outcome: AgentOutcome;
}

/**
 * Builds a session that comes to the same result when it is played: what the agent said and did at its time, each
 * changed file at the last time that the agent spoke of it (else at the end), then ticks, halt and exit status.
 */
export function buildSession(facts: SessionFacts): Session {
  const told = facts.events.flatMap(({ at, event }): SessionStep[] => {
    const action = actionOf(event);
    return action === null ? [] : [{ ...action, at }];
  });
  const endAt = Math.max(facts.outcome.ms, facts.events.at(-1)?.at ?? 0);
  const written = facts.files.map(
    (file): SessionStep => ({ ...writing(file), at: lastMention(facts.events, file.path) ?? endAt }),
  );
  const ending: SessionAction[] = [
    ...facts.ticks.map((criterion): SessionAction => ({ kind: 'ticked', criterion })),
    ...(facts.halt === null ? [] : [{ kind: 'halt', ...facts.halt } as const]),
    { kind: 'end', exit: exitOf(facts.outcome) },
  ];
  const steps = [...told, ...written].sort((a, b) => a.at - b.at);
  const { title, provider } = facts;
  return { title, provider, steps: [...steps, ...ending.map((action) => ({ ...action, at: endAt }))] };
}

function actionOf(event: AgentEvent): SessionAction | null {
  // What a person allowed is played without him.
  if (event.kind === 'session' || event.kind === 'allowed') return null;
  // Trouble that passed had no effect on the result.
  if (event.kind === 'error') return event.transient ? null : { kind: 'error', message: event.message };
  return event;
}

function writing({ path, after }: SessionFile): SessionAction {
  return after === null ? { kind: 'deleted', path } : { kind: 'wrote', path, ...after };
}

function lastMention(events: readonly TimedEvent[], path: string): number | null {
  return events.findLast(({ event }) => event.kind === 'did' && event.path === path)?.at ?? null;
}

/** An agent that failed in any way is played as one that exits with an error. */
function exitOf(outcome: AgentOutcome): number {
  if (outcome.ending !== 'exited' || outcome.final?.ok === false) return outcome.exitCode || 1;
  return outcome.final?.ok === true ? 0 : (outcome.exitCode ?? 1);
}
