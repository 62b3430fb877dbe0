import { expect, test } from 'vitest';
import type { AgentOutcome } from '../../../../src/core/plan/agent-outcome.ts';
import type { Collected } from '../../../../src/core/plan/collected.ts';
import { emptyOutcome } from '../../../../src/core/plan/empty-outcome.ts';
import { agentGate } from '../../../../src/core/plan/gates/agent.ts';
import { parseTrouble } from '../../../../src/core/plan/parse-trouble.ts';
import { parseSpec } from '../../../../src/core/spec/parse-spec.ts';

const well = { ...emptyOutcome('exited'), exitCode: 0, ms: 1 };
const nothing: Collected = {
  work: 'a'.repeat(40),
  snapshot: 'a'.repeat(40),
  changes: [],
  carriedOut: {},
  specText: '',
  halt: null,
  output: null,
  touched: [],
  protectedChanged: [],
  present: [],
};
const change = { path: 'a', status: 'added', mode: '100644', linkTarget: null } as const;
const spec = parseSpec({ id: 'x', path: '.chant/specs/x.md', archived: false, text: '# X\n' });

function judge(agent: Partial<AgentOutcome>, collected: Partial<Collected> = {}): readonly string[] {
  return agentGate.judge({
    spec,
    agent: { ...well, ...agent },
    collected: { ...nothing, ...collected },
    claimed: [],
    evidence: [],
    schemaTrouble: null,
    outlineTrouble: [],
    confirmTrouble: [],
    strictSchema: false,
    tampering: [],
    accepted: [],
  });
}

/** An agent that gave up with what its service said. */
function gaveUp(message: string): Partial<AgentOutcome> {
  const { cause = 'other', transient } = parseTrouble(message);
  const trouble = { cause, message, transient, retryAt: null };
  return { final: { ok: false, message }, errors: [message], trouble };
}

/** An agent that was gone in the middle of its turn. */
const message = 'the agent ended before it had answered';
const gone: Partial<AgentOutcome> = {
  final: { ok: false, message },
  errors: [message],
  trouble: { cause: 'other', message, transient: false, retryAt: null },
};

const goOn = 'chant work x --continue';

test.each<[string, Partial<AgentOutcome>, readonly string[]]>([
  [
    'a wrong key',
    gaveUp('API Error: 401 invalid x-api-key'),
    ['the key or the sign-in was refused: API Error: 401', 'sign the agent in'],
  ],
  [
    'a wrong key, told by an exit status',
    { ...gaveUp('401 Unauthorized'), final: null, exitCode: 1 },
    ['the sign-in was refused', 'sign the agent in', 'exit status 1'],
  ],
  [
    'a wrong key, after which it exits 0 without a final event',
    { ...gaveUp('401 Unauthorized'), final: null },
    ['was refused: 401', 'sign the agent in'],
  ],
  ['a rate limit', gaveUp('429 Too Many Requests'), ['the rate limit was reached: 429', 'try again later']],
  ['an overload', gaveUp('529 Overloaded'), ['the service is overloaded: 529', 'try again later']],
  [
    'a stream that was cut',
    gaveUp('stream disconnected before completion'),
    ['the connection to the service broke', 'try again'],
  ],
  ['500 for ever', gaveUp('API Error: 500'), ['the service failed: API Error: 500', 'try again later']],
  ['an error of no known kind', gaveUp('it exploded'), ['it exploded']],
  [
    'tools that were denied, and nothing done',
    { denied: ['Write a.txt'] },
    ['the agent was refused what it needed', 'denied: Write a.txt'],
  ],
  [
    'a silence',
    { ending: 'stalled', limit: { key: 'limits.stall', figure: 300_000, configured: 300_000 } },
    ['silent for too long', 'limits.stall: 5m of 5m', goOn],
  ],
  [
    'a time-out',
    { ending: 'timeout', limit: { key: 'limits.timeout', figure: 1500, configured: 1500 } },
    ['the time limit', 'limits.timeout: 1500ms of 1500ms', goOn],
  ],
  [
    'too high a cost',
    { ending: 'cost', limit: { key: 'limits.cost_usd', figure: 5.02, configured: 5 } },
    ['the cost limit', 'limits.cost_usd: $5.02 of $5.00', goOn],
  ],
  [
    'too many tokens on one day',
    { ending: 'tokens', limit: { key: 'limits.day.tokens', figure: 1_000_001, configured: 1e6 } },
    ['the token limit', 'limits.day.tokens: 1,000,001 tokens of 1,000,000 tokens', goOn],
  ],
  ['a signal', { exitCode: null, signal: 'SIGKILL' }, ['the agent was ended by SIGKILL']],
  ['an exit status', { exitCode: 3 }, ['the agent exited with status 3']],
  ['an exit status that stands for a signal', { exitCode: 143 }, ['exited with status 143, as after SIGTERM']],
  ['an exit status that stands for none', { exitCode: 145 }, ['the agent exited with status 145']],
  [
    'a signal in the middle of a turn',
    { ...gone, exitCode: null, signal: 'SIGKILL' },
    ['the agent was ended by SIGKILL', message],
  ],
  [
    'an exit status that stands for a signal in the middle of a turn',
    { ...gone, exitCode: 137 },
    [message, 'exit status 137, as after SIGKILL'],
  ],
  [
    'a signal after which it exits 0, telling that it was stopped',
    { final: { ok: false, message: 'error_during_execution' } },
    ['error_during_execution'],
  ],
  ['a stop by the user', { ending: 'cancelled' }, ['the run was stopped']],
  [
    'a program that is not there',
    { ending: 'not-started', errors: ['cannot start nope: ENOENT'] },
    ['could not be started', 'cannot start nope: ENOENT'],
  ],
])('%s is a failure that names itself, and says each thing once', (_, outcome, lines) => {
  const told = judge(outcome);
  expect(told).toHaveLength(lines.length);
  for (const [index, line] of lines.entries()) expect(told[index]).toContain(line);
});

test.each<[string, Partial<AgentOutcome>, Partial<Collected>]>([
  ['an exit status of 0', {}, {}],
  ['a final event that says so, whatever the exit status', { final: { ok: true, message: null }, exitCode: 1 }, {}],
  [
    'a permission that was denied, where something was done all the same',
    { denied: ['Bash rm'] },
    { changes: [change] },
  ],
  ['a halt, whatever the exit status', { exitCode: 3 }, { halt: { reason: 'no', finding: 'no' } }],
])('%s holds', (_, outcome, collected) => {
  expect(judge(outcome, collected)).toEqual([]);
});
