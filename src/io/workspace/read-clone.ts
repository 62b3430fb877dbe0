import path from 'node:path';
import { parsePackedRefs, parseReflogText, parseRefText } from '../../core/clone/parse-refs.ts';
import { listInside, readInside } from './read-inside.ts';
import { lookAt } from './look-at.ts';

const maxRefBytes = 4096;
const maxTextBytes = 64 * 1024 * 1024;

/** What the refs of a clone say, that an agent has been in: names and numbers, none of them checked. */
export interface CloneRefs {
  /** What HEAD stands on. */
  readonly head: string | null;
  /** Ref -> what it names. */
  readonly refs: ReadonlyMap<string, string>;
  /** What HEAD and the stash have named before, newest first. */
  readonly logged: readonly string[];
}

/** How often a ref may lead to another. */
const maxSteps = 5;

/**
 * Reads the refs of a clone as plain files: no git is run in a directory that an agent wrote, and no link is
 * followed. Null: there is no git directory any more.
 */
export function readClone(workspace: string): CloneRefs | null {
  const gitDir = path.join(workspace, '.git');
  if (lookAt(gitDir)?.isDirectory() !== true) return null;
  const read = (file: string, max: number): string => readInside(gitDir, file, max)?.toString('utf8') ?? '';
  const loose = listInside(gitDir, 'refs').map((ref) => [ref, parseRefText(read(ref, maxRefBytes))] as const);
  const refs = new Map(parsePackedRefs(read('packed-refs', maxTextBytes)));
  for (const [ref, says] of loose) if (says !== null && 'commit' in says) refs.set(ref, says.commit);
  const find = (text: string, steps: number): string | null => {
    const says = parseRefText(text);
    if (says === null || steps === 0) return null;
    if ('commit' in says) return says.commit;
    return refs.get(says.ref) ?? find(read(says.ref, maxRefBytes), steps - 1);
  };
  const logged = ['logs/refs/stash', 'logs/HEAD'].flatMap((log) => parseReflogText(read(log, maxTextBytes)));
  return { head: find(read('HEAD', maxRefBytes), maxSteps), refs, logged: [...new Set(logged)] };
}
