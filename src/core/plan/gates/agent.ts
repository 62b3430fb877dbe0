import { assertNever } from '../../assert-never.ts';
import type { AgentOutcome } from '../agent-outcome.ts';
import type { Gate } from '../gate.ts';

/** Did the agent come to an end of its own, without an error? Says nothing of whether the work is right. */
export const agentGate: Gate = {
  name: 'agent',
  reason: 'agent-failed',
  otherwise: 'failed',
  judge: ({ agent, collected }) => {
    const cause = causeOf(agent);
    // An agent that halted has stopped on purpose: its exit status says nothing more.
    if (cause === null || (collected.halt !== null && agent.ending === 'exited')) return [];
    return [cause, ...agent.errors, ...agent.denied.map((what) => `denied: ${what}`)];
  },
  warn: ({ agent }) => [
    ...agent.denied.map((what) => `denied: ${what}`),
    ...agent.leftovers.map((command) => `left running, ended by chant: ${command}`),
  ],
};

function causeOf(agent: AgentOutcome): string | null {
  switch (agent.ending) {
    case 'not-started':
      return 'the agent could not be started';
    case 'timeout':
      return 'the time limit was reached';
    case 'stalled':
      return 'the agent was silent for too long';
    case 'cost':
      return 'the cost limit was reached';
    case 'tokens':
      return 'the token limit was reached';
    case 'cancelled':
      return 'the run was stopped';
    case 'exited':
      return causeOfExit(agent);
    default:
      return assertNever(agent.ending);
  }
}

function causeOfExit(agent: AgentOutcome): string | null {
  if (agent.final !== null && !agent.final.ok) return agent.final.message ?? 'the agent reported an error';
  if (agent.signal !== null) return `the agent was ended by ${agent.signal}`;
  // A protocol's final event outweighs the status of a process that chant itself had to end.
  if (agent.final === null && agent.exitCode !== 0) return `the agent exited with status ${agent.exitCode}`;
  return null;
}
