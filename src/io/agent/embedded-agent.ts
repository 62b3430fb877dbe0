import { randomUUID } from 'node:crypto';
import { constants } from 'node:os';
import { setTimeout as sleep } from 'node:timers/promises';
import { type ModelMessage, tool, type ToolSet } from 'ai';
import type { Brief } from './embedded/brief.ts';
import { answerCall, converse, openCalls, type Talk } from './embedded/converse.ts';
import { createModel } from './embedded/create-model.ts';
import { type Desk, setDesk } from './embedded/desk.ts';
import { parseBrief } from './embedded/parse-brief.ts';
import { loadTalk, saveTalk } from './embedded/talk-file.ts';
import { agentTools } from './embedded/tools/tool-list.ts';
import type { AgentReport } from './provider.ts';
import { formatReportLine } from './report-line.ts';

/*
 * The embedded agent: `node embedded-agent.cjs`, in the workspace, with its brief as the one line of its standard
 * input. It is a process like any agent, so limits, signals, logs and a sandbox hold for it too. Exit status: 0 when
 * the model came to an end of its own, 1 when not, 2 where the brief cannot be read, 128 and the number of the signal
 * that told it to stop.
 */

const aliveMs = 2000;

async function main(): Promise<number> {
  const brief = parseBrief(await readInput());
  if (brief === null) {
    process.stderr.write('the brief on standard input cannot be read; this program is started by chant\n');
    return 2;
  }
  // The library would print what it thinks of requests on the stream of reports.
  Object.assign(globalThis, { AI_SDK_LOG_WARNINGS: false });
  const { signal, heard } = listen();
  const isWell = await converse(openTalk(brief, signal));
  return isWell ? 0 : (heard() ?? 1);
}

async function readInput(): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of process.stdin) if (Buffer.isBuffer(chunk)) chunks.push(chunk);
  return Buffer.concat(chunks).toString('utf8');
}

/** Goes on with the earlier conversation where there is one; else begins another, with the prompt. */
function openTalk(brief: Brief, signal: AbortSignal): Talk {
  const report = createReporter(brief.key);
  const desk = setDesk(brief, { env: process.env, signal, alive: createPulse() });
  const earlier = brief.session === null ? null : loadTalk(brief.talks, brief.session);
  const session = earlier === null || brief.session === null ? randomUUID() : brief.session;
  const content = earlier === null ? brief.prompt : (brief.goOn ?? brief.prompt);
  const messages = [...settle(earlier ?? []), { role: 'user' as const, content }];
  const save = (): void => saveTalk(brief.talks, session, messages);
  report({ kind: 'session', id: session });
  save();
  const toolSet: ToolSet = Object.fromEntries(
    agentTools.map(({ name, description, schema }) => [name, tool({ description, inputSchema: schema })]),
  );
  const wait = (ms: number): Promise<void> => sleep(ms, undefined, { signal: desk.signal }).catch(() => undefined);
  return {
    ...{ brief, model: createModel(brief, process.env), tools: agentTools, toolSet, desk, messages, report, save },
    now: () => Date.now(),
    sleep: wait,
  };
}

/** A conversation that was cut in the middle of its tools: nobody knows whether they were used. */
function settle(messages: readonly ModelMessage[]): readonly ModelMessage[] {
  const open = openCalls(messages);
  const text = 'Interrupted before this was over. Look whether it took effect.';
  return [...messages, ...open.map((call) => answerCall(call, text))];
}

/** A service may repeat the key in an error; no line of ours does. */
function createReporter(key: string | null): (report: AgentReport) => void {
  return (report) => {
    const line = formatReportLine(report);
    process.stdout.write(key === null || key === '' ? line : line.replaceAll(key, '***'));
  };
}

/** At most one line in a while, so that silence means silence. */
function createPulse(): Desk['alive'] {
  let last = 0;
  return () => {
    if (Date.now() - last < aliveMs) return;
    last = Date.now();
    process.stdout.write('{"kind":"alive"}\n');
  };
}

/** Aborted by a signal that tells it to stop; `heard` gives the exit status that stands for it. */
function listen(): { readonly signal: AbortSignal; readonly heard: () => number | null } {
  const controller = new AbortController();
  let status: number | null = null;
  for (const name of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const) {
    process.on(name, () => {
      status ??= 128 + constants.signals[name];
      controller.abort();
    });
  }
  return { signal: controller.signal, heard: () => status };
}

main().then(
  (exitCode) => {
    process.exitCode = exitCode;
  },
  (error: unknown) => {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exitCode = 2;
  },
);
