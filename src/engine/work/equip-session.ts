import type { Failure } from '../../core/failure.ts';
import { ok, type Result } from '../../core/result.ts';
import { writeInside } from '../../io/workspace/write-inside.ts';
import { sessionSpecFile } from '../find-inside.ts';
import { formatAgentIdentity, type Run } from './run.ts';

/**
 * Fills the session folder: an outbox, a place for conversations, a git configuration of the agent's own (no credential helper, no identity of
 * the user's), and a `chant` for its PATH.
 */
export function equipSession(run: Run, session: string): Result<void, Failure> {
  const { name, email } = formatAgentIdentity(run.token);
  const gitConfig = `[user]\n\tname = ${name}\n\temail = ${email}\n[credential]\n\thelper =\n[commit]\n\tgpgSign = false\n`;
  const shim = `#!/bin/sh\nexec ${quote(run.context.assets.node)} ${quote(run.context.assets.main)} "$@"\n`;
  const files: readonly [string, string, number][] = [
    ['outbox/.keep', '', 0o600],
    // Where chant's own agent keeps its conversation.
    ['talks/.keep', '', 0o600],
    [sessionSpecFile, `${run.spec.id}\n`, 0o400],
    ['gitconfig', gitConfig, 0o600],
    ['bin/chant', shim, 0o755],
  ];
  for (const [path, data, mode] of files) {
    const written = writeInside(session, path, { data, mode });
    if (!written.ok) return written;
  }
  return ok(undefined);
}

function quote(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`;
}
