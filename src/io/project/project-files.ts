import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import type { FileTrouble } from '../../core/failure.ts';
import { err, ok, type Result } from '../../core/result.ts';
import { errorReason } from '../process/error-reason.ts';

/** Where the user's own files are; `.chant/` may lie in another checkout (silent mode in a linked worktree). */
export interface ProjectPlace {
  readonly root: string;
  readonly chantDir: string;
}

export interface ProjectFile {
  readonly data: Buffer;
  /** `sha256:` and hexadecimal digits of the content. */
  readonly hash: string;
}

/** Fingerprint of a content: what drift is measured by. */
export function hashContent(data: Buffer | string): string {
  return `sha256:${createHash('sha256').update(data).digest('hex')}`;
}

/** Absolute path of one of the user's files; null when the path leads out of the checkout. */
export function locateProjectFile(place: ProjectPlace, relative: string): string | null {
  const normal = path.posix.normalize(relative);
  if (path.isAbsolute(normal) || normal === '..' || normal.startsWith('../')) return null;
  return normal.startsWith('.chant/')
    ? path.join(place.chantDir, normal.slice('.chant/'.length))
    : path.join(place.root, normal);
}

/** Reads a file of the user's working tree; null when it is not a file there. */
export function readProjectFile(place: ProjectPlace, relative: string): ProjectFile | null {
  const file = locateProjectFile(place, relative);
  if (file === null || !(statOf(file)?.isFile() ?? false)) return null;
  const data = fs.readFileSync(file);
  return { data, hash: hashContent(data) };
}

/** Writes a file of the user's, whole at once. The caller has made sure that nothing of the user's is lost. */
export function writeProjectFile(place: ProjectPlace, relative: string, data: Uint8Array): Result<void, FileTrouble> {
  const file = locateProjectFile(place, relative);
  if (file === null)
    return err({ kind: 'file-trouble', action: 'write', path: relative, reason: 'it leads out of the checkout' });
  const draft = `${file}.chant-draft`;
  try {
    fs.mkdirSync(path.dirname(file), { recursive: true });
    fs.writeFileSync(draft, data, { flush: true });
    fs.renameSync(draft, file);
    return ok(undefined);
  } catch (cause) {
    const reason = errorReason(cause);
    return err({ kind: 'file-trouble', action: 'write', path: relative, reason });
  }
}

/**
 * Files of the user's working tree in the folder that a path or glob starts with, relative to the root, with `/`.
 * Folders of git and of installed packages are not entered.
 */
export function listProjectFiles(place: ProjectPlace, pattern: string): readonly string[] {
  const fixed = pattern.split(/[*?[{(!]/)[0] ?? '';
  const folder =
    pattern === fixed
      ? isFolder(place, fixed)
        ? fixed
        : path.posix.dirname(fixed)
      : fixed.slice(0, fixed.lastIndexOf('/') + 1);
  return walk(place, folder.replace(/\/+$/, '') || '.');
}

function isFolder(place: ProjectPlace, relative: string): boolean {
  const file = locateProjectFile(place, relative);
  return file !== null && (statOf(file)?.isDirectory() ?? false);
}

/** null: nothing is there, also where a file stands in the place of a folder. */
function statOf(file: string): fs.Stats | null {
  try {
    return fs.statSync(file);
  } catch {
    return null;
  }
}

const skipped = new Set(['.git', 'node_modules', 'runs', 'cache']);

function walk(place: ProjectPlace, relative: string): readonly string[] {
  const folder = locateProjectFile(place, relative === '.chant' ? '.chant/' : relative);
  if (folder === null) return [];
  let entries: fs.Dirent[];
  try {
    entries = fs.readdirSync(folder, { withFileTypes: true });
  } catch {
    return [];
  }
  return entries.flatMap((entry) => {
    const inner = relative === '.' ? entry.name : `${relative}/${entry.name}`;
    if (entry.isDirectory()) return skipped.has(entry.name) ? [] : walk(place, inner);
    return entry.isFile() || entry.isSymbolicLink() ? [inner] : [];
  });
}
