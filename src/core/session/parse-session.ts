import { amountOf } from '../raw-value.ts';
import { err, ok, type Result } from '../result.ts';
import { isSessionPath } from './is-session-path.ts';
import { type Session, type SessionAction, type SessionContent, type SessionStep, sessionModes } from './session.ts';

/** What is wrong with a session file, and in which line (1-based). */
export interface SessionProblem {
  readonly line: number;
  readonly message: string;
}

type Fields = Readonly<Record<string, unknown>>;

/**
 * Reads a recorded session: a head, then a step per line, each with exactly one thing that happened.
 *
 *     {"chant-session":1,"title":"Add locking","provider":"mine"}
 *     {"at":0,"said":"Reading the store"}
 *     {"at":1200,"wrote":"src/store.rs","text":"..."}
 *     {"at":1300,"end":{"exit":0}}
 */
export function parseSession(text: string): Result<Session, SessionProblem> {
  const steps: SessionStep[] = [];
  let head: { title: string; provider: string } | null = null;
  for (const [index, line] of text.split('\n').entries()) {
    if (line.trim() === '') continue;
    const bad = (message: string): Result<Session, SessionProblem> => err({ line: index + 1, message });
    const fields = parseFields(line);
    if (fields === null) return bad('not a JSON object');
    if (head === null) {
      if (fields['chant-session'] !== 1) return bad('the first line must hold "chant-session": 1');
      head = { title: asText(fields['title']) ?? '', provider: asText(fields['provider']) ?? '' };
      continue;
    }
    const step = parseStep(fields);
    if (typeof step === 'string') return bad(step);
    steps.push({ ...step, at: Math.max(step.at, steps.at(-1)?.at ?? 0) });
  }
  return head === null ? err({ line: 1, message: 'the file is empty' }) : ok({ ...head, steps });
}

function parseFields(line: string): Fields | null {
  try {
    return asFields(JSON.parse(line));
  } catch {
    return null;
  }
}

/** A step, or what is wrong with it. */
function parseStep(fields: Fields): SessionStep | string {
  const at = amountOf(fields['at']);
  if (at === null) return '"at" must be a number of milliseconds';
  const keys = Object.keys(readers).filter((key) => key in fields);
  const [key, second] = keys;
  if (key === undefined) return `one of ${Object.keys(readers).join(', ')} is missing`;
  if (second !== undefined) return `${key} and ${second} in one line`;
  const action = readers[key]?.(fields) ?? null;
  return action === null ? `"${key}" cannot be used` : { ...action, at };
}

const readers: Readonly<Record<string, (fields: Fields) => SessionAction | null>> = {
  said: ({ said }) => withText(said, (text) => ({ kind: 'said', text })),
  did: ({ did, path }) => withText(did, (action) => ({ kind: 'did', action, path: asText(path) })),
  wrote: readWrote,
  deleted: ({ deleted }) => withPath(deleted, (path) => ({ kind: 'deleted', path })),
  ran: ({ ran, exit }) => withText(ran, (command) => ({ kind: 'ran', command, exit: asStatus(exit) ?? 0 })),
  ticked: ({ ticked }) => withText(ticked, (criterion) => ({ kind: 'ticked', criterion })),
  halt: ({ halt, finding }) => withText(halt, (reason) => ({ kind: 'halt', reason, finding: asText(finding) ?? '' })),
  denied: ({ denied }) => withText(denied, (what) => ({ kind: 'denied', what })),
  error: ({ error }) => withText(error, (message) => ({ kind: 'error', message })),
  usage: ({ usage }) => readUsage(asFields(usage)),
  end: ({ end }) => {
    const exit = asStatus(asFields(end)?.['exit']);
    return exit === null ? null : { kind: 'end', exit };
  },
};

function readWrote(fields: Fields): SessionAction | null {
  const mode = sessionModes.find((known) => known === (fields['mode'] ?? '100644'));
  const content = readContent(fields);
  if (mode === undefined || content === null) return null;
  return withPath(fields['wrote'], (path) => ({ kind: 'wrote', path, content, mode }));
}

function readContent(fields: Fields): SessionContent | null {
  const text = asText(fields['text']);
  if (text !== null) return { text };
  const base64 = asText(fields['base64']);
  return base64 === null ? null : { base64 };
}

function readUsage(fields: Fields | null): SessionAction | null {
  const inputTokens = amountOf(fields?.['inputTokens']);
  const outputTokens = amountOf(fields?.['outputTokens']);
  if (inputTokens === null || outputTokens === null) return null;
  return { kind: 'usage', usage: { inputTokens, outputTokens, costUsd: amountOf(fields?.['costUsd']) } };
}

function withText(value: unknown, build: (text: string) => SessionAction): SessionAction | null {
  const text = asText(value);
  return text === null ? null : build(text);
}

function withPath(value: unknown, build: (path: string) => SessionAction): SessionAction | null {
  return withText(value, build) !== null && isSessionPath(String(value)) ? build(String(value)) : null;
}

function asFields(value: unknown): Fields | null {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : null;
}

function asText(value: unknown): string | null {
  return typeof value === 'string' ? value : null;
}

function asStatus(value: unknown): number | null {
  return typeof value === 'number' && Number.isInteger(value) && value >= 0 && value <= 255 ? value : null;
}
