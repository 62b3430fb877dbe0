import type { AgentOutcome } from '../plan/agent-outcome.ts';
import type { Evidence } from '../plan/evidence.ts';

/** What programs say that miss something, or may not write it, or cannot reach it. */
const signs =
  /\b(ENOENT|EROFS|EACCES|ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ENETUNREACH)\b|no such file|not found|cannot find|can't find|permission denied|read-only file system|could not resolve|network is unreachable|connection refused|unauthori[sz]ed|not (logged|signed) in|please (log|sign) in|\blogin\b|\b40[137]\b/i;

/** Statuses of a shell for a program that is not there or may not be run. */
const missing = [126, 127];

const advice = [
  'this ran in a sandbox, where HOME is empty but for what chant knows and you name',
  'name what is missing: `workspace.expose`, `workspace.writable`, `workspace.network` (docs/sandbox.md); `workspace.sandbox: none` does without',
];

/** What to tell of a command that failed in a sandbox: nothing, where what it said does not look as if that mattered. */
export function adviseOnOutput(exitCode: number | null, output: string): readonly string[] {
  return (exitCode !== null && missing.includes(exitCode)) || signs.test(output) ? advice : [];
}

/** The same for an agent that failed by itself. */
export function adviseOnAgent(agent: AgentOutcome): readonly string[] {
  if (agent.ending !== 'exited' && agent.ending !== 'not-started') return [];
  if (agent.trouble?.cause === 'key') return advice;
  return adviseOnOutput(agent.exitCode, [...agent.errors, agent.lastMessage].join('\n'));
}

/** The same for checks: of those that ended otherwise than expected. */
export function adviseOnChecks(evidence: readonly Evidence[]): readonly string[] {
  const failed = evidence.filter((one) => !one.held && one.expected === 'pass');
  return failed.some((one) => adviseOnOutput(one.exitCode, one.tail).length > 0) ? advice : [];
}
