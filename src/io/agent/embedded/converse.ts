import type { LanguageModel, ModelMessage, ToolCallPart, ToolModelMessage, ToolSet } from 'ai';
import { priceRequest, type RequestTokens } from '../../../core/model/model-price.ts';
import type { AgentReport } from '../provider.ts';
import { type Answer, askModel } from './ask-model.ts';
import type { Brief } from './brief.ts';
import type { Desk } from './desk.ts';
import { formatInstructions } from './instructions.ts';
import type { AgentTool } from './tools/tool.ts';
import { isBegun, wordTrouble } from './word-trouble.ts';

/** One conversation: what it is about, who takes part, and where its messages go. */
export interface Talk {
  readonly brief: Brief;
  readonly model: LanguageModel;
  readonly tools: readonly AgentTool[];
  readonly toolSet: ToolSet;
  readonly desk: Desk;
  readonly messages: ModelMessage[];
  report(report: AgentReport): void;
  /** Keeps the messages as they stand. */
  save(): void;
  readonly now: () => number;
  /** Resolves early, and does not reject, when the agent is to stop. */
  sleep(ms: number): Promise<void>;
}

/** A service that is in trouble is asked so often again for one answer, unless it wants more time than this. */
const retries = 2;
const firstPauseMs = 1000;
const longestPauseMs = 20_000;
/** How often in a row an answer may be cut off by the model's own limit. */
const cuts = 3;

/**
 * Lets the model work until it has nothing more to do. Ends with a `final` report, except where the agent was told to
 * stop. True: it ended well.
 */
export async function converse(talk: Talk): Promise<boolean> {
  const end = (ok: boolean, message: string | null): boolean => {
    talk.report({ kind: 'final', ok, message });
    return ok;
  };
  const bill = createBill(talk);
  let cut = 0;
  for (let step = 0; step < talk.brief.maxSteps; step += 1) {
    const answer = await askPatiently(talk);
    if (answer.kind === 'stopped') return false;
    if (answer.kind === 'failed') return end(false, wordTrouble(answer.error, talk.brief, talk.now()).message);
    bill(answer.tokens);
    talk.messages.push(...answer.messages);
    talk.save();
    const calls = openCalls(talk.messages);
    if (calls.length > 0) {
      const ended = await useTools(talk, calls);
      if (talk.desk.signal.aborted) return false;
      if (ended) return end(true, null);
      continue;
    }
    if (answer.finish === 'stop') return end(true, null);
    // A call that did not fit the tool was answered by the library.
    if (answer.finish === 'tool-calls') continue;
    if (answer.finish !== 'length') return end(false, wordFinish(answer.finish));
    cut += 1;
    if (cut > cuts) return end(false, 'the answers of the model were cut off at its output limit again and again');
    talk.messages.push({ role: 'user', content: 'Your answer was cut off. Go on, in smaller pieces.' });
  }
  return end(false, `the agent was stopped after ${talk.brief.maxSteps} requests (max_steps of its provider)`);
}

function wordFinish(finish: string): string {
  if (finish === 'content-filter') return 'the model refused to go on';
  return `the model stopped for a reason that it did not give (${finish})`;
}

/** Asks again where nothing of the answer had come, so that nothing is paid for twice. */
async function askPatiently(talk: Talk): Promise<Answer> {
  for (let tries = 0; ; tries += 1) {
    const answer = await askModel({
      model: talk.model,
      instructions: formatInstructions(talk.brief),
      messages: talk.messages,
      tools: talk.toolSet,
      signal: talk.desk.signal,
      heard: talk.desk.alive,
      said: (text) => talk.report({ kind: 'said', text }),
    });
    if (answer.kind !== 'failed') return answer;
    const trouble = wordTrouble(answer.error, talk.brief, talk.now());
    talk.report(trouble);
    const pause = trouble.retryAfterMs ?? firstPauseMs * 4 ** tries;
    if (!trouble.transient || answer.begun || isBegun(answer.error) || tries >= retries || pause > longestPauseMs)
      return answer;
    await talk.sleep(pause);
    if (talk.desk.signal.aborted) return { kind: 'stopped' };
  }
}

/** Calls of tools at the end of a conversation that nobody has answered yet. */
export function openCalls(messages: readonly ModelMessage[]): readonly ToolCallPart[] {
  const last = messages.findLastIndex((message) => message.role === 'assistant');
  const message = messages[last];
  if (message?.role !== 'assistant' || typeof message.content === 'string') return [];
  const answered = new Set(
    messages
      .slice(last + 1)
      .flatMap((one) => (one.role === 'tool' ? one.content : []))
      .flatMap((part) => (part.type === 'tool-result' ? [part.toolCallId] : [])),
  );
  return message.content.filter((part) => part.type === 'tool-call').filter((part) => !answered.has(part.toolCallId));
}

/** The answer to a call. */
export function answerCall(call: ToolCallPart, text: string): ToolModelMessage {
  const { toolCallId, toolName } = call;
  return {
    role: 'tool',
    content: [{ type: 'tool-result', toolCallId, toolName, output: { type: 'text', value: text } }],
  };
}

/** Uses the tools, one after the other; true: one of them ended the conversation. */
async function useTools(talk: Talk, calls: readonly ToolCallPart[]): Promise<boolean> {
  for (const call of calls) {
    if (talk.desk.signal.aborted) return false;
    const tool = talk.tools.find((one) => one.name === call.toolName);
    const answer = await useTool(tool, call, talk.desk);
    if (answer.report !== null) talk.report(answer.report);
    talk.messages.push(answerCall(call, answer.text));
    talk.save();
    if (answer.ends === true) return true;
  }
  return false;
}

async function useTool(
  tool: AgentTool | undefined,
  call: ToolCallPart,
  desk: Desk,
): Promise<Awaited<ReturnType<AgentTool['use']>>> {
  if (tool === undefined) return { text: `Not done: there is no tool ${call.toolName}.`, report: null };
  try {
    return await tool.use(call.input, desk);
  } catch (error) {
    // The disk said no, or a file changed its kind in between.
    return { text: `Not done: ${error instanceof Error ? error.message : String(error)}.`, report: null };
  }
}

/** Sums up what the requests used, and reports it. */
function createBill(talk: Talk): (tokens: RequestTokens) => void {
  const { price } = talk.brief;
  let input = 0;
  let cached = 0;
  let output = 0;
  let cost = 0;
  return (tokens) => {
    input += tokens.fresh + tokens.cacheRead + tokens.cacheWrite;
    cached += tokens.cacheRead;
    output += tokens.output;
    if (price !== null) cost += priceRequest(price, tokens);
    const costUsd = price === null ? null : cost;
    talk.report({
      kind: 'usage',
      usage: { inputTokens: input, cachedInputTokens: cached, outputTokens: output, costUsd },
    });
  };
}
