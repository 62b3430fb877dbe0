import type { AgentEvent, AgentOutcome, AgentUsage } from '../../core/plan/agent-outcome.ts';
import { cleanEvent } from './clean-event.ts';
import type { AgentReport } from './provider.ts';

/** What an agent's reports add up to. */
export type Tally = Pick<AgentOutcome, 'final' | 'denied' | 'errors' | 'usage' | 'sessionId' | 'lastMessage'>;

export interface TallyKeeper {
  take(report: AgentReport): void;
  result(): Tally;
}

/** Nothing that an agent says may grow without a limit. */
const maxEntries = 100;
const maxMessage = 4096;

/** Starts a tally; every event goes on to `emit`, cleaned. */
export function createTally(emit: (event: AgentEvent) => void): TallyKeeper {
  let final: Tally['final'] = null;
  let usage: AgentUsage | null = null;
  let sessionId: string | null = null;
  let errors: { message: string; transient: boolean }[] = [];
  const denied: string[] = [];
  const said = createTailText(maxMessage);
  const note = (event: AgentEvent): void => {
    if (event.kind === 'said') said.add(event.text);
    if (event.kind === 'denied' && denied.length < maxEntries) denied.push(event.what);
    if (event.kind === 'error' && errors.length < maxEntries) errors.push(event);
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
      usage,
      sessionId,
      lastMessage: said.text(),
    }),
  };
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
