import { type JournalLine, steps } from './journal.ts';
import { isUsage } from './usage.ts';

/**
 * Reads one line of `journal.jsonl`, or null when it is none: half a line after a crash, or not chant's.
 *
 *     {"at":"2026-02-08T10:00:00.000Z","entry":"begin","step":"claim"}
 */
export function parseJournalLine(text: string): JournalLine | null {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return null;
  }
  return isJournalLine(value) ? value : null;
}

/** The fields that decide where files are removed or refs are moved, and what they must look like. */
const shapes: Readonly<Record<string, Readonly<Record<string, (value: unknown) => boolean>>>> = {
  begin: { step: isStep },
  end: { step: isStep },
  claimed: { spec: isText, attempt: isNumber, token: isText },
  preparing: { target: isRef, base: isCommit, start: isCommit, branch: isRef, workspace: isText, session: isText },
  pausing: { by: isText, who: isText },
  prepared: { inputs: isObject, carried: isObject },
  'agent-started': { pid: isNumber },
  session: { id: isText },
  'taken-over': { who: isText },
  waiting: { until: isText },
  used: { usage: isUsage },
  'agent-ended': { outcome: isObject },
  collected: { work: isCommit, snapshot: isCommit, changes: Array.isArray, carriedOut: isObject },
  judged: { verdict: isObject, evidence: Array.isArray },
  halted: { finding: isText, newSpec: isText },
  moving: { target: isRef, to: isCommit },
  landed: { target: isRef, commit: isCommit },
  finished: { outcome: isText, detail: Array.isArray },
};

function isJournalLine(value: unknown): value is JournalLine {
  if (!isObject(value) || !isText(value['at'])) return false;
  const entry = value['entry'];
  const shape = typeof entry === 'string' && Object.hasOwn(shapes, entry) ? shapes[entry] : undefined;
  return shape !== undefined && Object.entries(shape).every(([key, holds]) => holds(value[key]));
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isText(value: unknown): boolean {
  return typeof value === 'string' && value !== '';
}

function isNumber(value: unknown): boolean {
  return typeof value === 'number' && Number.isSafeInteger(value);
}

function isStep(value: unknown): boolean {
  return steps.some((step) => step === value);
}

function isCommit(value: unknown): boolean {
  return typeof value === 'string' && /^[0-9a-f]{40,64}$/.test(value);
}

function isRef(value: unknown): boolean {
  return typeof value === 'string' && value.startsWith('refs/');
}
