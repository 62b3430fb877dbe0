import type { AgentOutcome } from './agent-outcome.ts';
import { addUsage } from './usage.ts';

/** Two turns of one run as one outcome: how the later one ended, and what both did. */
export function mergeTurns(before: AgentOutcome | null, last: AgentOutcome): AgentOutcome {
  if (before === null) return last;
  return {
    ...last,
    denied: [...new Set([...before.denied, ...last.denied])],
    usage: addUsage(before.usage, last.usage),
    sessionId: last.sessionId ?? before.sessionId,
    lastMessage: last.lastMessage === '' ? before.lastMessage : last.lastMessage,
    ms: before.ms + last.ms,
    leftovers: [...before.leftovers, ...last.leftovers],
    outputBytes: before.outputBytes + last.outputBytes,
  };
}
