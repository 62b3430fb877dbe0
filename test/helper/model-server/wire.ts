import type { Usage } from './script.ts';

/** One wire format: how a client asks a model, and how a model answers. */
export interface Wire {
  readonly name: 'anthropic' | 'responses' | 'chat' | 'gemini';
  /** Whether this is a request for an answer, by its path. */
  asks(path: string): boolean;
  read(body: unknown, path: string): Asked;
  /** The whole answer as one JSON value. */
  whole(answer: Told): unknown;
  /** The answer as server-sent events, in order. */
  events(answer: Told): readonly SentEvent[];
  /** The body of an answer that tells of an error. */
  trouble(status: number, message: string): unknown;
  /** The status that means "too many others ask". */
  readonly overloaded: number;
}

/** A request for an answer, in words that all wires share. */
export interface Asked {
  readonly model: string;
  readonly stream: boolean;
  readonly system: string;
  readonly tools: readonly OfferedTool[];
  readonly turns: readonly Turn[];
  /** JSON Schema that the answer itself must fit; absent: it is a text. */
  readonly answerSchema?: unknown;
}

/** One piece of the conversation so far. */
export interface Turn {
  readonly by: 'user' | 'model' | 'tool';
  /** What was said; of a tool what it gave back; of a tool call its arguments as JSON. */
  readonly text: string;
  /** Name of the tool, in a call of it. */
  readonly call?: string;
}

export interface OfferedTool {
  readonly name: string;
  /** JSON Schema of its arguments. */
  readonly schema: unknown;
  /** It takes free text instead of arguments. */
  readonly isFree: boolean;
  readonly namespace?: string;
}

/** An answer, ready to be put into the words of a wire. */
export interface Told {
  readonly id: string;
  readonly model: string;
  readonly say: string | null;
  readonly calls: readonly ToolUse[];
  readonly usage: Usage;
}

export interface ToolUse {
  readonly id: string;
  readonly name: string;
  readonly namespace?: string;
  /** Arguments, or the text for a tool that takes free text. */
  readonly input: Readonly<Record<string, unknown>> | string;
}

export interface SentEvent {
  /** Name of the event; null where the wire names none. */
  readonly name: string | null;
  readonly data: unknown;
}

/** Cuts a text into the pieces in which a model would send it. */
export function pieces(text: string): readonly string[] {
  return text.match(/[\s\S]{1,12}/g) ?? [];
}

/** Text of a content that is a string or a list of parts with `text`. */
export function joinText(content: unknown): string {
  if (typeof content === 'string') return content;
  if (!Array.isArray(content)) return content === undefined || content === null ? '' : JSON.stringify(content);
  return content
    .map((part: unknown) =>
      typeof part === 'object' && part !== null && 'text' in part ? String(part.text) : JSON.stringify(part),
    )
    .join('\n');
}
