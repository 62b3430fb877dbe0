import type { ZodMiniType } from 'zod/mini';
import type { ForgeTrouble, Interrupted } from '../../core/failure.ts';
import { readRefusal, type RefusedAnswer } from '../../core/forge/read-refusal.ts';
import { err, ok, type Result } from '../../core/result.ts';
import { stripControl } from '../../core/strip-control.ts';
import { fetchBounded, NoAnswer } from './fetch-bounded.ts';

export interface ConnectionOptions {
  readonly server: string;
  /** `https://api.github.com` */
  readonly apiUrl: string;
  readonly token: string | null;
  /** `chant/0.1.0` */
  readonly userAgent: string;
  readonly signal: AbortSignal;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  /** Waits; ends early, without a word, when the signal says so. */
  readonly wait: (ms: number) => Promise<void>;
}

export interface Question {
  /** `GET /repos/{owner}/{repo}`; what is in braces is taken out of the parameters and escaped. */
  readonly route: string;
  /** For the failure: `read acme/store#1234`. */
  readonly action: string;
  /** The rest of them is the query, or the body of a request that changes something. */
  readonly parameters: Readonly<Record<string, string | number | boolean>>;
}

export interface Answer<T> {
  readonly value: T;
  readonly headers: Readonly<Record<string, string | number | undefined>>;
}

type AskFailure = ForgeTrouble | Interrupted;

/** One way of asking one forge. */
export interface Connection {
  /** Asks, waits out short limits, and parses the answer with the schema. */
  ask<T>(question: Question, schema: ZodMiniType<T>): Promise<Result<Answer<T>, AskFailure>>;
  /** As `ask`, for what may not be there: null. */
  askMaybe<T>(question: Question, schema: ZodMiniType<T>): Promise<Result<Answer<T> | null, AskFailure>>;
}

const bounds = { maxBytes: 32 * 1024 * 1024, timeoutMs: 60_000 };
/** A limit that is over sooner is waited for; one that is not is the user's to wait for. */
const longestWaitMs = 60_000;
/** Waits before a question that changes nothing is asked again after the network, or the forge, broke off. */
const backOffMs = [500, 2000];

/** Opens the way to a forge; the library is loaded now. Nothing is sent yet. */
export async function openConnection(options: ConnectionOptions): Promise<Connection> {
  const { Octokit } = await import('@octokit/core');
  const silent = { debug: () => {}, info: () => {}, warn: () => {}, error: () => {} };
  const octokit = new Octokit({
    baseUrl: options.apiUrl,
    userAgent: options.userAgent,
    log: silent,
    ...(options.token === null ? {} : { auth: options.token }),
    request: {
      log: silent,
      // Its own parser gives up at strings of some megabytes.
      parseSuccessResponseBody: false,
      fetch: (url: string, init: RequestInit) => fetchBounded(url, init, { ...bounds, signal: options.signal }),
    },
  });
  const send: Send = async ({ route, parameters }) => {
    try {
      const { status, headers, data } = await octokit.request(route, { ...parameters });
      return { status, headers, body: await parseBody(data) };
    } catch (error) {
      return readThrown(error);
    }
  };
  const askRaw = (question: Question) => askPatiently(options, send, question);
  return {
    ask: async (question, schema) => {
      const answer = await askRaw(question);
      return answer.ok ? parseAnswer(options, question, { answer: answer.value, schema }) : answer;
    },
    askMaybe: async (question, schema) => {
      const answer = await askRaw(question);
      if (answer.ok) return parseAnswer(options, question, { answer: answer.value, schema });
      const { failure } = answer;
      return failure.kind === 'forge-trouble' && failure.reason === 'not-found' ? ok(null) : answer;
    },
  };
}

/** What a body says; text where it is no JSON. */
async function parseBody(stream: unknown): Promise<unknown> {
  const text = stream instanceof ReadableStream ? await new Response(stream).text() : '';
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

type Send = (question: Question) => Promise<RefusedAnswer | NoAnswer>;

/** The library throws for every answer that is no success, with the answer in the error, and for none at all. */
function readThrown(error: unknown): RefusedAnswer | NoAnswer {
  for (let cause: unknown = error; cause instanceof Error; cause = cause.cause) {
    if (cause instanceof NoAnswer) return cause;
  }
  const answer = error instanceof Error && 'response' in error ? error.response : undefined;
  if (typeof answer === 'object' && answer !== null && 'status' in answer && 'headers' in answer && 'data' in answer) {
    const headers = typeof answer.headers === 'object' && answer.headers !== null ? { ...answer.headers } : {};
    return { status: Number(answer.status), headers, body: answer.data };
  }
  return new NoAnswer('bad-answer', error instanceof Error ? error.message : String(error));
}

async function askPatiently(
  options: ConnectionOptions,
  send: Send,
  question: Question,
): Promise<Result<RefusedAnswer, AskFailure>> {
  const changesNothing = question.route.startsWith('GET ');
  for (let tries = 0; ; tries++) {
    const answer = await send(question);
    if (options.signal.aborted) return err({ kind: 'interrupted', spec: null });
    if (!(answer instanceof NoAnswer) && answer.status >= 200 && answer.status < 300) return ok(answer);
    const refusal = answer instanceof NoAnswer ? { ...answer, detail: answer.message, retryAt: null } : refuse(answer);
    const pause = backOffMs[tries];
    const isShort = refusal.retryAt !== null && refusal.retryAt - options.now() <= longestWaitMs;
    if (pause !== undefined && refusal.reason === 'rate-limited' && isShort) {
      await options.wait(Math.max(pause, (refusal.retryAt ?? 0) - options.now()));
    } else if (pause !== undefined && refusal.reason === 'unreachable' && changesNothing) {
      await options.wait(pause);
    } else {
      return err(buildTrouble(options, question, refusal));
    }
  }

  function refuse(answer: RefusedAnswer) {
    return readRefusal(answer, options.now());
  }
}

function buildTrouble(
  { server, token }: ConnectionOptions,
  { action }: Question,
  refusal: Pick<ForgeTrouble, 'reason' | 'detail'> & { readonly retryAt: number | null },
): ForgeTrouble {
  const line = stripControl(refusal.detail).replace(/\s+/g, ' ').slice(0, 300);
  return {
    kind: 'forge-trouble',
    server,
    action,
    reason: refusal.reason,
    // A forge, or a proxy before it, may send back what it was sent.
    detail: token === null ? line : line.replaceAll(token, '***'),
    retryAt: isTime(refusal.retryAt) ? new Date(refusal.retryAt).toISOString() : null,
    withToken: token !== null,
  };
}

/** Whether a Date can be that time: a forge may say anything. */
function isTime(ms: number | null): ms is number {
  return ms !== null && Math.abs(ms) <= 8.64e15;
}

function parseAnswer<T>(
  options: ConnectionOptions,
  question: Question,
  { answer, schema }: { readonly answer: RefusedAnswer; readonly schema: ZodMiniType<T> },
): Result<Answer<T>, ForgeTrouble> {
  const parsed = schema.safeParse(answer.body);
  if (parsed.success) return ok({ value: parsed.data, headers: answer.headers });
  const [issue] = parsed.error.issues;
  const where = issue === undefined || issue.path.length === 0 ? 'the answer' : issue.path.join('.');
  const detail = typeof answer.body === 'string' ? 'no JSON' : `${where}: ${issue?.message ?? 'not as expected'}`;
  return err(buildTrouble(options, question, { reason: 'bad-answer', detail, retryAt: null }));
}
