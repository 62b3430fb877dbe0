import { err, ok } from '../../core/result.ts';
import { readPlainFile } from '../../io/workspace/read-plain-file.ts';
import { writeInside } from '../../io/workspace/write-inside.ts';
import { findInside } from '../find-inside.ts';
import type { Operation } from '../operation.ts';

export interface HaltSpecInput {
  /** What does not hold, one line. */
  readonly reason: string;
  /** A markdown file that documents it, relative to where the agent stands; null: none. */
  readonly finding: string | null;
  /** What documents it, where no file does. */
  readonly text?: string;
}

/**
 * An agent stops its run, from inside its workspace: the finding goes into the outbox, where chant reads it when the
 * agent has ended. Failures: bad-argument (no reason), wrong-state (not inside a workspace), file-trouble.
 */
export const haltSpec: Operation<HaltSpecInput, { readonly file: string }> = async (context, input) => {
  const reason = input.reason.replace(/\s+/g, ' ').trim();
  const outbox = findInside(context)?.outbox ?? null;
  if (reason === '') {
    const expected = 'what does not hold, in one line';
    return err({ kind: 'bad-argument', argument: '--reason', value: input.reason, expected, suggestion: null });
  }
  if (outbox === null) {
    const wanted = 'a run: only an agent in its workspace halts (a person stops a run with Ctrl-C or chant reset)';
    return err({ kind: 'wrong-state', spec: 'halt', status: 'not in a workspace', wanted, next: null });
  }
  const finding = input.finding === null ? ok(input.text ?? '') : readPlainFile(context.cwd, input.finding);
  if (!finding.ok) return finding;
  const written = writeInside(outbox, 'halt.md', { data: `# ${reason}\n\n${finding.value}` });
  return written.ok ? ok({ file: written.value }) : written;
};
