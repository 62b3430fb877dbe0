import type { RunState } from '../lifecycle/run-state.ts';
import type { AgentOutcome, AgentUsage } from './agent-outcome.ts';
import type { Collected } from './collected.ts';
import type { Evidence } from './evidence.ts';
import type { Claimed, Finished, JournalLine, Moving, Pausing, Prepared, Preparing, Step } from './journal.ts';
import type { Verdict } from './verdict.ts';

/** A journal, read: the latest of each thing that it tells. */
export interface RunRecord {
  readonly spec: string;
  readonly attempt: number;
  readonly startedAt: string;
  readonly lastAt: string;
  readonly claimed: Claimed | null;
  readonly preparing: Preparing | null;
  readonly prepared: Prepared | null;
  readonly agentPid: { readonly pid: number; readonly startTime: string | null } | null;
  /** A pause was asked for, and the agent was about to be ended. */
  readonly pausing: Pausing | null;
  /** Who works in the workspace, where a person does. */
  readonly takenOver: { readonly who: string } | null;
  /** What the agent's conversation is known by. */
  readonly session: string | null;
  readonly agent: AgentOutcome | null;
  /** What its agents used, all of them together; null: none told. */
  readonly usage: AgentUsage | null;
  /** The service is waited for, ISO UTC; null: it is not. */
  readonly waitingUntil: string | null;
  readonly collected: Collected | null;
  readonly verdict: Verdict | null;
  readonly evidence: readonly Evidence[];
  readonly halted: { readonly finding: string; readonly newSpec: string } | null;
  readonly moving: Moving | null;
  readonly landed: { readonly target: string; readonly commit: string } | null;
  readonly cleaned: boolean;
  /** null: the run has not come to an end, or has been taken up again since. */
  readonly finished: Finished | null;
  /** Last step that began. */
  readonly step: Step | null;
}

/** Reads a journal's lines from the first to the last; what a later line says replaces an earlier one. */
export function buildRunRecord(spec: string, attempt: number, lines: readonly JournalLine[]): RunRecord {
  let record: RunRecord = { ...empty, spec, attempt, startedAt: lines[0]?.at ?? '', lastAt: lines.at(-1)?.at ?? '' };
  for (const line of lines) record = { ...record, ...readLine(line) };
  return record;
}

const empty: RunRecord = {
  spec: '',
  attempt: 0,
  startedAt: '',
  lastAt: '',
  claimed: null,
  preparing: null,
  prepared: null,
  agentPid: null,
  pausing: null,
  takenOver: null,
  session: null,
  agent: null,
  usage: null,
  waitingUntil: null,
  collected: null,
  verdict: null,
  evidence: [],
  halted: null,
  moving: null,
  landed: null,
  cleaned: false,
  finished: null,
  step: null,
};

function readLine(line: JournalLine): Partial<RunRecord> {
  switch (line.entry) {
    case 'begin':
      // A new judgement or landing: a move that an earlier one announced is not its.
      return {
        step: line.step,
        finished: null,
        ...(line.step === 'judge' || line.step === 'land' ? { moving: null } : {}),
      };
    case 'end':
      return line.step === 'clean' ? { cleaned: true } : {};
    case 'claimed':
      return { claimed: line };
    case 'preparing':
      return { preparing: line, finished: null, moving: null };
    case 'prepared':
      return { prepared: line };
    case 'pausing':
      return { pausing: line };
    case 'taken-over':
      return { takenOver: { who: line.who } };
    case 'session':
      return { session: line.id };
    case 'agent-started':
      return { waitingUntil: null, agentPid: { pid: line.pid, startTime: line.startTime } };
    case 'waiting':
      // The agent's work is not done: who finds the run dead now must not take it for finished.
      return { agent: null, waitingUntil: line.until };
    case 'used':
      return { usage: line.usage };
    case 'agent-ended':
      return {
        agent: line.outcome,
        waitingUntil: null,
        ...(line.outcome.sessionId ? { session: line.outcome.sessionId } : {}),
      };
    case 'collected':
      return { collected: line };
    case 'judged':
      return { verdict: line.verdict, evidence: line.evidence };
    case 'halted':
      return { halted: { finding: line.finding, newSpec: line.newSpec } };
    case 'moving':
      return { moving: line };
    case 'landed':
      return { landed: { target: line.target, commit: line.commit } };
    case 'finished':
      return { finished: line };
    default:
      // A line of a newer version: ignored, as journal.ts promises.
      return {};
  }
}

/** What the record means for the spec's status. `alive`: its lease is held by a living process. */
export function buildRunState(record: RunRecord, alive: boolean): RunState {
  const { finished, claimed } = record;
  return {
    spec: record.spec,
    attempt: record.attempt,
    phase: phaseOf(record, alive),
    reason: finished?.reason ?? null,
    detail: finished?.detail ?? [],
    startedAt: record.startedAt,
    endedAt: finished === null ? null : record.lastAt,
    step: record.step,
    usage: record.usage,
    waitingUntil: record.waitingUntil,
    pinned: record.collected?.snapshot ?? null,
    workspace: finished?.kept === true ? (record.preparing?.workspace ?? null) : null,
    takenOverBy: finished?.kept === true ? (record.takenOver?.who ?? null) : null,
    agent: claimed === null ? null : { name: claimed.provider, choice: claimed.choice ?? null },
    landedCommit: record.landed?.commit ?? null,
    target: record.preparing?.target ?? null,
    ...takenScope(record),
  };
}

/** After a reset, or a halt, the next attempt gets its scope from what the research says then. */
function takenScope({ claimed, finished }: RunRecord): Pick<RunState, 'scope'> {
  const isOver = finished?.outcome === 'reset' || finished?.reason === 'halted';
  return claimed?.scope == null || isOver ? {} : { scope: claimed.scope };
}

function phaseOf(record: RunRecord, alive: boolean): RunState['phase'] {
  if (record.finished === null) return alive ? 'running' : 'interrupted';
  return record.finished.outcome === 'completed' ? 'landed' : record.finished.outcome;
}
