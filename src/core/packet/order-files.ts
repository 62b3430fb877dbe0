import { matchesAny } from '../scope/matches-any.ts';
import { type FileKind, judgeFileKind } from './file-kind.ts';
import type { PacketFile } from './packet.ts';

/** A file with the part that it plays. */
export interface PlacedFile {
  readonly path: string;
  readonly kind: FileKind;
  readonly role: PacketFile['role'];
}

/** What the order rests on. */
export interface OrderFacts {
  /** Command lines of the checks that had to fail before the fix. */
  readonly redRuns: readonly string[];
  /** Files that the fix must not change. */
  readonly protect: readonly string[];
  /** Files in the order in which the research lists them. */
  readonly listed: readonly string[];
}

const order = ['proof', 'fix', 'test', 'document', 'other'] as const;

/**
 * Puts files into the order in which they are best read. The test that shows the bug comes first: it says what has to
 * hold, in a form that a machine has checked, and all that follows is judged by it. Then the fix, place by place as the
 * research lists them; then further tests, documents, and what changed by itself.
 */
export function orderFiles(paths: readonly string[], facts: OrderFacts): readonly PlacedFile[] {
  const placed = paths.map((path) => place(path, facts));
  const rank = ({ path, role }: PlacedFile): number => {
    const at = facts.listed.indexOf(path);
    return order.indexOf(role) * (facts.listed.length + 1) + (at === -1 ? facts.listed.length : at);
  };
  return placed.sort((one, other) => rank(one) - rank(other) || compare(one.path, other.path));
}

function compare(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0;
}

function place(path: string, { redRuns, protect }: OrderFacts): PlacedFile {
  const kind = judgeFileKind(path);
  if (redRuns.some((run) => namesPath(run, path)) || matchesAny(protect, path)) return { path, kind, role: 'proof' };
  const roles = { code: 'fix', test: 'test', document: 'document', lock: 'other', settings: 'fix' } as const;
  return { path, kind, role: roles[kind] };
}

/** Whether a text names a path, and not a longer one that only has it in it. */
export function namesPath(text: string, path: string): boolean {
  for (let at = text.indexOf(path); at !== -1; at = text.indexOf(path, at + 1)) {
    const before = text
      .slice(0, at)
      .replace(/(?:^|(?<=[^\w.]))\.\/$/, '')
      .slice(-1);
    const after = text.slice(at + path.length);
    if (!/[\w/.@-]/.test(before) && !/^(?:[\w/-]|\.\w)/.test(after)) return true;
  }
  return false;
}
