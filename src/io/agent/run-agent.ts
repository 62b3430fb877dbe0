import type { AgentEvent, AgentOutcome } from '../../core/plan/agent-outcome.ts';
import { emptyOutcome } from '../../core/plan/empty-outcome.ts';
import { stripControl } from '../../core/strip-control.ts';
import { type BoundedLog, openBoundedLog } from '../process/bounded-log.ts';
import { drain } from '../process/drain.ts';
import { endTree } from '../process/end-tree.ts';
import { type ProcessEnd, type StartedProcess, startProcess } from '../process/start-process.ts';
import { createTailBuffer } from '../process/tail-buffer.ts';
import { waitAtMost } from '../process/wait-at-most.ts';
import { watchFor } from '../process/watch-for.ts';
import { type AgentParts, createAgentParts } from './agent-parts.ts';
import { formatReport } from './format-report.ts';
import { hold } from './hold-conversation.ts';
import type { AgentLink, AgentRequest, Provider } from './provider.ts';
import { createStopSwitch, type StopSwitch } from './stop-switch.ts';
import { createTally, type TallyKeeper } from './tally-reports.ts';
import { createThrottle, type Throttle } from './throttle-events.ts';

export interface AgentDeps {
  /** Aborted to stop the agent: with the reason `'now'` at once, otherwise gently. The reason may become `'now'` later. */
  readonly signal: AbortSignal;
  readonly now: () => number;
  /** At most about a hundred a second; texts are free of control characters. */
  readonly onEvent: (event: AgentEvent) => void;
  /** As soon as its process is there. */
  readonly onStarted: (started: { readonly pid: number; readonly startTime: string | null }) => void;
}

/** One run, while it lasts. */
interface LiveRun {
  readonly provider: Provider;
  readonly request: AgentRequest;
  readonly deps: AgentDeps;
  readonly child: StartedProcess;
  readonly log: BoundedLog;
  /** Gets standard output where it is not for people to read; `log` then gets what it means. */
  readonly wire: BoundedLog;
  readonly limits: StopSwitch;
  readonly tally: TallyKeeper;
  readonly parts: AgentParts;
}

const defaultGraceMs = 5000;
/** Grace when the user asked twice. */
const hurryMs = 300;
/** The pipes of a process end a moment before its exit is known. */
const settleMs = 200;
const stderrBytes = 2048;

/**
 * Has an agent do one run and tells how it came to its end. All of its processes are ended on every path. Never
 * rejects: an agent that cannot be started is an outcome too (`not-started`, the cause in `errors`).
 *
 * `exitCode` and `signal` are both null when a protocol's conversation had come to its end and chant ended a process
 * that did not go by itself.
 */
export async function runAgent(provider: Provider, request: AgentRequest, deps: AgentDeps): Promise<AgentOutcome> {
  const begin = deps.now();
  const throttle = createThrottle(deps.now, deps.onEvent);
  const tally = createTally(deps.now, throttle.take);
  if (deps.signal.aborted) return { ...emptyOutcome('cancelled'), ...tally.result() };
  const log = openBoundedLog(request.logFile, request.logLimitBytes);
  if (!log.ok) return notStarted(tally, `cannot write ${log.failure.path}: ${log.failure.reason}`);
  const started = await startAgent(provider, request);
  if (!started.ok) {
    log.value.close();
    return notStarted(tally, `cannot start ${started.failure.path}: ${started.failure.reason}`);
  }
  const child = started.value;
  const limits = createStopSwitch(request.limits, deps.signal, deps.now);
  const wire =
    provider.speaksTo === 'people'
      ? log
      : openBoundedLog(request.logFile.replace(/(\.log)?$/, '.wire.log'), request.logLimitBytes);
  if (!wire.ok) throw new Error(`a second log in the folder of the first: ${wire.failure.reason}`);
  const parts = createAgentParts({ root: { pid: child.pid, startTime: child.startTime }, token: request.token });
  const run = { provider, request, deps, child, log: log.value, wire: wire.value, limits, tally, parts };
  try {
    deps.onStarted({ pid: child.pid, startTime: child.startTime });
    return { ...(await follow(run, throttle)), ms: deps.now() - begin };
  } finally {
    // Normally nothing is left to do. Where a sink threw, which is a bug, no process may stay.
    limits.release();
    await endTree({ pid: child.pid, startTime: child.startTime, token: request.token, graceMs: 0 });
    log.value.close();
    if (wire.value !== log.value) wire.value.close();
  }
}

function startAgent(provider: Provider, request: AgentRequest): ReturnType<typeof startProcess> {
  const launch = provider.launch(request);
  const env = {
    ...request.env,
    ...launch.env,
    CHANT_SPEC_FILE: request.specFile,
    CHANT_PROMPT_FILE: request.promptFile,
    CHANT_OUTBOX: request.outbox,
    ...(request.model === null ? {} : { CHANT_MODEL: request.model }),
  };
  const { confine, workspace, token } = request;
  const inside = confine === undefined ? { argv: launch.argv, env } : confine({ argv: launch.argv, env });
  return startProcess({ ...inside, cwd: workspace, stdin: 'pipe', token, readsAhead: false });
}

async function follow(run: LiveRun, throttle: Throttle): Promise<AgentOutcome> {
  const { child, request, limits, tally, log, wire, parts } = run;
  const stderr = createTailBuffer(stderrBytes);
  const conversation = hold({
    provider: run.provider,
    request,
    child,
    now: run.deps.now,
    signal: limits.signal,
    heard: (chunk) => {
      limits.heard();
      wire.write(chunk);
    },
    skipped: throttle.skip,
    ask: holdWhileAsking(request, limits),
    report: (report) => {
      if (wire !== log) log.write(Buffer.from(formatReport(report)));
      tally.take(report);
      if (report.kind === 'usage') limits.used(report.usage);
      if (report.kind === 'session') parts.take();
    },
  });
  child.stderr.on('data', (chunk: Buffer) => {
    limits.heard();
    log.write(chunk);
    stderr.push(chunk);
  });
  const { end, leftovers } = await waitAndEnd(run, conversation);
  await drain(child);
  await conversation;
  throttle.flush();
  return {
    ...emptyOutcome(limits.cause() ?? 'exited'),
    limit: limits.limit(),
    ...tally.result(),
    ...end,
    lastMessage: lastMessage(tally.result().lastMessage, isWell(tally, end) ? '' : stderr.take().toString('utf8')),
    leftovers,
    outputBytes: wire.bytes(),
  };
}

/** While a person thinks, neither the silence nor the time of the agent counts. */
function holdWhileAsking({ ask }: AgentRequest, limits: StopSwitch): AgentLink['ask'] {
  if (ask === undefined) return null;
  return async (question) => {
    limits.hold();
    try {
      return await ask(question, limits.signal);
    } finally {
      limits.go();
    }
  };
}

/** Waits for the end of the work or for a cause to stop it, then ends whatever is still there. */
async function waitAndEnd(
  run: LiveRun,
  conversation: Promise<void>,
): Promise<{ end: ProcessEnd; leftovers: string[] }> {
  const { child, limits, request, deps } = run;
  let gone = false;
  const exited = child.ended.then(() => {
    gone = true;
  });
  const protocol = run.provider.conversation.by === 'protocol';
  const broken = new Promise<never>((_, reject) => {
    conversation.catch(reject);
  });
  await Promise.race([protocol ? conversation : exited, limits.stopped, broken]);
  const isHurried = (): boolean => deps.signal.aborted && deps.signal.reason === 'now';
  const hurry = isHurried();
  const graceMs = hurry ? hurryMs : (request.limits.graceMs ?? defaultGraceMs);
  // A protocol may end its turn in good order: its session can be gone on with then.
  if (limits.cause() !== null && protocol && !hurry) {
    const watch = watchFor(isHurried);
    await waitAtMost(graceMs, Promise.race([conversation, exited, watch.seen]));
    watch.stop();
  }
  limits.release();
  if (limits.cause() === null && protocol) await waitAtMost(settleMs, exited);
  const endedByChant = protocol && limits.cause() === null && !gone;
  const { pid, startTime } = child;
  const ended = await endTree({
    ...{ pid, startTime, token: request.token, graceMs, isBoxed: request.confine !== undefined },
    ...(hurry ? {} : { isHurried }),
  });
  const end = await child.ended;
  const own = await run.parts.list();
  const strays = ended.filter((row) => row.pid !== pid && !own.has(row.pid));
  const leftovers = strays.map((row) => stripControl(row.command));
  return { end: endedByChant ? { exitCode: null, signal: null } : end, leftovers };
}

/** Its final event says so, or where there is none its exit status. */
function isWell(tally: TallyKeeper, { exitCode }: ProcessEnd): boolean {
  return tally.result().final?.ok ?? exitCode === 0;
}

/** What it said last; where it failed, what it complained of comes last. */
function lastMessage(said: string, complaint: string): string {
  return [said, stripControl(complaint).trim()]
    .filter((text) => text !== '')
    .join('\n')
    .slice(-4096);
}

function notStarted(tally: TallyKeeper, message: string): AgentOutcome {
  tally.take({ kind: 'error', message, transient: false });
  return { ...emptyOutcome('not-started'), ...tally.result() };
}
