import { assertNever } from '../../assert-never.ts';
import type { AgentOutcome } from '../agent-outcome.ts';
import { formatLimit } from '../format-limit.ts';
import type { Gate } from '../gate.ts';
import { nameExitSignal } from '../name-exit-signal.ts';
import type { RunFacts } from '../run-facts.ts';
import { troubleAdvice, troubleTexts } from '../trouble-texts.ts';
import { workGate } from './work.ts';

/** Did the agent come to an end of its own, without an error? Says nothing of whether the work is right. */
export const agentGate: Gate = {
  name: 'agent',
  reason: 'agent-failed',
  otherwise: 'failed',
  judge: (facts) => {
    const { agent, collected } = facts;
    if (facts.byPerson === true) return [];
    const cause = causeOf(facts);
    // An agent that halted has stopped on purpose: its exit status says nothing more.
    if (cause === null || (collected.halt !== null && agent.ending === 'exited')) return [];
    const told = cause.flatMap((line) => (line === null ? [] : [line]));
    const more = [...agent.errors, ...listDenied(agent)].filter((line) => !told.some((one) => one.includes(line)));
    return [...told, ...more];
  },
  warn: ({ agent, byPerson }) => [
    ...(byPerson === true ? ['a person has finished the work by hand'] : listDenied(agent)),
    ...agent.leftovers.map((command) => `left running, ended by chant: ${command}`),
  ],
};

function listDenied(agent: AgentOutcome): readonly string[] {
  return agent.denied.map((what) => `denied: ${what}`);
}

/** What it ended by and what to do about it; null: it came to its end by itself. */
function causeOf(facts: RunFacts): readonly (string | null)[] | null {
  const { agent } = facts;
  switch (agent.ending) {
    case 'not-started':
      return ['the agent could not be started'];
    case 'timeout':
      return ['the time limit was reached', ...adviseLimit(facts)];
    case 'stalled':
      return ['the agent was silent for too long', ...adviseLimit(facts)];
    case 'cost':
      return ['the cost limit was reached', ...adviseLimit(facts)];
    case 'tokens':
      return ['the token limit was reached', ...adviseLimit(facts)];
    case 'cancelled':
      return ['the run was stopped'];
    case 'exited':
      return causeOfExit(facts);
    default:
      return assertNever(agent.ending);
  }
}

function adviseLimit({ agent, spec }: RunFacts): readonly (string | null)[] {
  if (!agent.limit) return [];
  return [
    formatLimit(agent.limit),
    `raise ${agent.limit.key} in .chant/config.md, then go on: chant work ${spec.id} --continue`,
  ];
}

function causeOfExit(facts: RunFacts): readonly (string | null)[] | null {
  const { agent } = facts;
  const trouble = agent.trouble ?? null;
  const about =
    trouble === null || trouble.cause === 'other'
      ? []
      : [`${troubleTexts[trouble.cause]}: ${trouble.message}`, troubleAdvice[trouble.cause]];
  const failed =
    agent.final !== null && !agent.final.ok ? (agent.final.message ?? 'the agent reported an error') : null;
  const said = about.length > 0 || failed === null ? about : [failed];
  if (agent.signal !== null) return [`the agent was ended by ${agent.signal}`, ...said];
  const signal = nameExitSignal(agent.exitCode);
  if (failed !== null) return signal === null ? said : [...said, `exit status ${agent.exitCode}, as after ${signal}`];
  // A protocol's final event outweighs the status of a process that chant itself had to end.
  if (agent.final === null && agent.exitCode !== 0) {
    const after = signal === null ? '' : `, as after ${signal}`;
    return about.length > 0
      ? [...about, `exit status ${agent.exitCode}${after}`]
      : [`the agent exited with status ${agent.exitCode}${after}`];
  }
  // Some clients exit 0 after an error of the service, and after they were refused what they needed.
  if (agent.final === null && trouble !== null) return about.length > 0 ? about : [trouble.message];
  const isIdle = agent.denied.length > 0 && workGate.judge(facts).length > 0;
  return isIdle ? ['the agent was refused what it needed, and changed nothing'] : null;
}
