import type {
  AgentErrorEvent,
  AgentEvent,
  AgentOutcome,
  AgentTrouble,
  AgentUsage,
} from '../../core/plan/agent-outcome.ts';
import { parseTrouble } from '../../core/plan/parse-trouble.ts';
import { cleanEvent } from './clean-event.ts';
import type { AgentReport } from './provider.ts';

/** What an agent's reports add up to. */
export type Tally = Pick<
  AgentOutcome,
  'final' | 'denied' | 'errors' | 'trouble' | 'usage' | 'sessionId' | 'lastMessage'
>;

export interface TallyKeeper {
  take(report: AgentReport): void;
  result(): Tally;
}

/** Nothing that an agent says may grow without a limit. */
const maxEntries = 100;
const maxMessage = 4096;

/** Starts a tally; every event goes on to `emit`, cleaned. `now`: milliseconds since 1970. */
export function createTally(now: () => number, emit: (event: AgentEvent) => void): TallyKeeper {
  let final: Tally['final'] = null;
  let usage: AgentUsage | null = null;
  let sessionId: string | null = null;
  let errors: AgentTrouble[] = [];
  const denied: string[] = [];
  const said = createTailText(maxMessage);
  const note = (event: AgentEvent): void => {
    if (event.kind === 'said') said.add(event.text);
    if (event.kind === 'denied' && denied.length < maxEntries) denied.push(event.what);
    // The last is the one that tells, so the first ones go.
    if (event.kind === 'error') errors = [...errors.slice(1 - maxEntries), buildTrouble(event, now())];
    if (event.kind === 'session') sessionId = event.id;
    if (event.kind === 'usage') usage = mergeUsage(usage, event.usage);
    // Something better came: the trouble passed.
    if (event.kind === 'did') errors = errors.filter((error) => !error.transient);
  };
  return {
    take(report) {
      if (report.kind === 'final') {
        final = { ok: report.ok, message: report.message };
        if (report.ok) errors = errors.filter((error) => !error.transient);
        return;
      }
      for (const event of cleanEvent(report)) {
        note(event);
        emit(event);
      }
    },
    result: () => ({
      final,
      denied,
      errors: errors.map((error) => error.message),
      trouble: findTrouble(final, errors, now()),
      usage,
      sessionId,
      lastMessage: said.text(),
    }),
  };
}

/** With the time at which the service says that it will serve again. */
function buildTrouble(event: AgentErrorEvent, now: number): AgentTrouble {
  const { message, transient, retryAfterMs } = event;
  const retryAt = event.retryAt ?? (retryAfterMs === undefined ? null : now + retryAfterMs);
  return { cause: event.cause ?? parseTrouble(message).cause ?? 'other', message, transient, retryAt };
}

/** A turn that ended in good order did not fail by an error that it told of on the way. */
function findTrouble(final: Tally['final'], errors: readonly AgentTrouble[], now: number): AgentTrouble | null {
  if (final?.ok === true) return null;
  const last = errors.at(-1);
  if (last !== undefined) return last;
  return final === null || final.message === null ? null : buildTrouble(parseTrouble(final.message), now);
}

/** Usage is told as totals; a report without a price does not take back an earlier one. */
function mergeUsage(before: AgentUsage | null, now: AgentUsage): AgentUsage {
  return { ...now, costUsd: now.costUsd ?? before?.costUsd ?? null };
}

/** The last lines of a talk, in constant memory. */
function createTailText(limit: number): { add(line: string): void; text(): string } {
  let lines: string[] = [];
  let size = 0;
  const text = (): string => lines.join('\n').slice(-limit);
  return {
    add(line) {
      lines.push(line);
      size += line.length + 1;
      if (size <= limit * 4) return;
      lines = [text()];
      size = limit;
    },
    text,
  };
}
