import { stripControl } from '../../core/strip-control.ts';
import type { Halt } from '../../core/plan/collected.ts';
import { readBeginning, readInside } from '../../io/workspace/read-inside.ts';

const maxBytes = 1024 * 1024;

export interface Outbox {
  readonly halt: Halt | null;
  /** The agent's final JSON. */
  readonly output: string | null;
}

/** Reads what the agent left for chant: `halt.md` and `output.json`. Whatever else lies there, or is too large, is not read. */
export function readOutbox(session: string): Outbox {
  const halt = readBeginning(session, 'outbox/halt.md', maxBytes)?.toString('utf8');
  const output = readInside(session, 'outbox/output.json', maxBytes)?.toString('utf8');
  return { halt: halt === undefined ? null : parseHalt(halt), output: output ?? null };
}

/** The first line that says something is the reason; the whole is the finding. */
function parseHalt(text: string): Halt {
  const first = text.split('\n').find((line) => line.trim() !== '') ?? '';
  const reason = stripControl(first.replace(/^#+\s*/, ''))
    .trim()
    .slice(0, 200);
  return { reason: reason === '' ? 'no reason given' : reason, finding: text };
}
