import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import type { FileTrouble } from '../../core/failure.ts';
import type { AgentEvent } from '../../core/plan/agent-outcome.ts';
import { err, ok, type Result } from '../../core/result.ts';
import { buildSession, type SessionFacts, type TimedEvent } from '../../core/session/build-session.ts';
import { formatSession } from '../../core/session/format-session.ts';
import type { SessionContent, SessionMode } from '../../core/session/session.ts';
import { errorReason } from '../process/error-reason.ts';

/** Collects what an agent does, to write it down as a session when the run's result is known. */
export interface Recorder {
  take(event: AgentEvent): void;
  /** Writes the session; fails with `file-trouble`. */
  finish(facts: RecordingFacts): Result<null, FileTrouble>;
}

interface RecordingFacts extends Omit<SessionFacts, 'events' | 'files'> {
  /** Absolute path of the session file to write. */
  readonly file: string;
  readonly files: readonly RecordedFile[];
}

export interface RecordedFile {
  /** Relative to the workspace, with `/`. */
  readonly path: string;
  /** Null when it was deleted. For a symbolic link where it points. */
  readonly content: Buffer | null;
  readonly mode: SessionMode;
}

/** Starts recording; times count from now. */
export function startRecorder(now: () => number): Recorder {
  const begin = now();
  const events: TimedEvent[] = [];
  return {
    take(event) {
      events.push({ at: now() - begin, event });
    },
    finish({ file, ...facts }) {
      const files = facts.files.map(({ path, content, mode }) => {
        return { path, after: content === null ? null : { content: encode(content), mode } };
      });
      return save(file, formatSession(buildSession({ ...facts, files, events })));
    },
  };
}

function encode(content: Buffer): SessionContent {
  const text = content.toString('utf8');
  return Buffer.from(text, 'utf8').equals(content) ? { text } : { base64: content.toString('base64') };
}

function save(file: string, text: string): Result<null, FileTrouble> {
  try {
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
    return ok(null);
  } catch (error) {
    const reason = errorReason(error);
    return err({ kind: 'file-trouble', action: 'write', path: file, reason });
  }
}
