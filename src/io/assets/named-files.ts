import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { Failure } from '../../core/failure.ts';
import { nearest } from '../../core/nearest.ts';
import { err, ok, type Result } from '../../core/result.ts';

/** Markdown files that are asked for by name, absolute folders; the project's win over the ones that ship. */
export interface NamedFolders {
  /** Folder of the project, below `.chant/`; it need not exist. */
  readonly projectDir: string;
  readonly shippedDir: string;
}

export interface ListedName {
  readonly name: string;
  readonly from: 'project' | 'shipped';
}

/** A named file, as a person would look for it. */
export interface NamedFile extends ListedName {
  /** `.chant/prompts/<name>.md`, or `prompts/<name>.md (ships with chant)`. */
  readonly file: string;
  readonly text: string;
}

/** What is asked for; `what` is the word for it: `prompt`. */
export interface NamedRequest extends NamedFolders {
  readonly what: string;
  readonly name: string;
}

/** A name is a file's name and never a way to another folder. */
const nameForm = /^[\p{L}\p{N}_][\p{L}\p{N}_. -]*$/u;

/** Reads the file of that name. Failures: unknown-name with the nearest known one, file-trouble. */
export function readNamed(request: NamedRequest): Result<NamedFile, Failure> {
  const { what, name } = request;
  const listed = listNamed(request);
  const found = listed.find((one) => one.name === name);
  if (found === undefined || !nameForm.test(name) || name.includes('..')) {
    const known = listed.map((one) => one.name);
    return err({ kind: 'unknown-name', what, name, known, suggestion: nearest(name, known) });
  }
  const folder = found.from === 'project' ? request.projectDir : request.shippedDir;
  const place = path.basename(folder);
  const file = found.from === 'project' ? `.chant/${place}/${name}.md` : `${place}/${name}.md (ships with chant)`;
  try {
    return ok({ ...found, file, text: readFileSync(path.join(folder, `${name}.md`), 'utf8') });
  } catch (cause) {
    return err({ kind: 'file-trouble', action: 'read', path: file, reason: codeOf(cause) });
  }
}

/** Everything that can be named, sorted; what the project has under a shipped name is listed once, as its own. */
export function listNamed(folders: NamedFolders): ListedName[] {
  const names = new Map<string, ListedName>();
  for (const name of namesIn(folders.shippedDir)) names.set(name, { name, from: 'shipped' });
  for (const name of namesIn(folders.projectDir)) names.set(name, { name, from: 'project' });
  return [...names.values()].sort((a, b) => (a.name < b.name ? -1 : 1));
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder)
      .filter((file) => file.endsWith('.md'))
      .map((file) => file.slice(0, -'.md'.length))
      .filter((name) => nameForm.test(name));
  } catch (cause) {
    // A project without a folder of its own, or one that cannot be listed: the shipped ones remain.
    codeOf(cause);
    return [];
  }
}

function codeOf(cause: unknown): string {
  if (cause instanceof Error && 'code' in cause && typeof cause.code === 'string') return cause.code;
  throw cause;
}
