import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Failure } from '../../core/failure.ts';
import { err, ok, type Result } from '../../core/result.ts';

/** Path of git's local ignore list; all worktrees of a repository share it. `commonDir` as in `Repo`. */
export function locateExcludeList(commonDir: string): string {
  return path.join(commonDir, 'info', 'exclude');
}

/** Whether the list keeps `.chant/` out of git. Failure: file-trouble. */
export function isChantExcluded(commonDir: string): Result<boolean, Failure> {
  const lines = readLines(locateExcludeList(commonDir));
  return lines.ok ? ok(lines.value.some(isEntry)) : lines;
}

/** Adds or removes the entry for `.chant/`; gives back whether the file was changed. Failure: file-trouble. */
export function excludeChant(commonDir: string, excluded: boolean): Result<boolean, Failure> {
  const file = locateExcludeList(commonDir);
  const lines = readLines(file);
  if (!lines.ok) return lines;
  if (lines.value.some(isEntry) === excluded) return ok(false);
  const rest = lines.value.filter((line) => !isEntry(line));
  const text = [...rest, ...(excluded ? ['/.chant/'] : [])].map((line) => `${line}\n`).join('');
  try {
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, text);
    return ok(true);
  } catch (cause) {
    return err(trouble('write', file, cause));
  }
}

function isEntry(line: string): boolean {
  return /^\/?\.chant\/?\s*$/.test(line);
}

function readLines(file: string): Result<string[], Failure> {
  try {
    const text = readFileSync(file, 'utf8');
    return ok(text === '' ? [] : text.replace(/\n$/, '').split('\n'));
  } catch (cause) {
    const failure = trouble('read', file, cause);
    return failure.reason === 'ENOENT' ? ok([]) : err(failure);
  }
}

function trouble(action: string, file: string, cause: unknown): Extract<Failure, { kind: 'file-trouble' }> {
  if (!(cause instanceof Error && 'code' in cause && typeof cause.code === 'string')) throw cause;
  return { kind: 'file-trouble', action, path: file, reason: cause.code };
}
