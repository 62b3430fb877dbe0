import type { AgentOutcome } from './agent-outcome.ts';

/** The outcome of an agent of which nothing was seen but how it ended. */
export function emptyOutcome(ending: AgentOutcome['ending']): AgentOutcome {
  return {
    ending,
    limit: null,
    exitCode: null,
    signal: null,
    final: null,
    denied: [],
    errors: [],
    trouble: null,
    usage: null,
    sessionId: null,
    lastMessage: '',
    ms: 0,
    leftovers: [],
    outputBytes: 0,
  };
}
