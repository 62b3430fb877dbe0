import type { AgentOutcome } from './agent-outcome.ts';

/** Whether the agent had come to its end by itself, so that its result can be judged. */
export function isComplete(agent: AgentOutcome | null): agent is AgentOutcome {
  return agent !== null && agent.ending === 'exited';
}
