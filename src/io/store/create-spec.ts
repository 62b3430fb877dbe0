import { closeSync, openSync, rmSync } from 'node:fs';
import path from 'node:path';
import { livePath } from '../../core/spec/live-path.ts';
import type { Failure, FileTrouble } from '../../core/failure.ts';
import { err, ok, type Result } from '../../core/result.ts';
import { formatSpecId, nextSequence, parseSpecId } from '../../core/spec/spec-id.ts';
import { createFileAtomic } from './atomic-write.ts';
import { fileTrouble, readCode } from './file-trouble.ts';
import type { Store } from './find-store.ts';
import { listSpecFiles, readNames } from './list-spec-files.ts';
import { makePrivateFolder } from './private-folder.ts';
import { locateFile } from './spec-file.ts';

export interface NewSpec {
  /** Local day, `YYYY-MM-DD`. */
  readonly date: string;
  /** `project.prefix`, or null. */
  readonly prefix: string | null;
  /** Makes a string of that many base36 characters. */
  readonly random: (length: number) => string;
  /** Makes the text of the file once the id is known. */
  readonly build: (id: string) => string;
}

export interface CreatedSpec {
  readonly id: string;
  /** As `Spec.path`. */
  readonly path: string;
  readonly text: string;
}

/**
 * Creates a spec with an id that no spec has or had: not in `specs/`, not in the archive, not in a run record, and
 * not taken at this moment by another process. The sequence number is reserved first, by a file that only one
 * process can create; the spec then appears whole under its name. Nothing is locked, so nothing can be left locked.
 */
export function createSpec(store: Store, spec: NewSpec): Result<CreatedSpec, Failure> {
  try {
    const sequence = reserveSequence(store, spec);
    if (sequence === null) return err({ ...trouble(store), reason: `the ids of ${spec.date} are used up` });
    return createFile(store, spec, sequence);
  } catch (cause) {
    return fileTrouble('create', store.dir, cause);
  }
}

/** A number that nobody else gets on that day; null where there is none left. */
function reserveSequence(store: Store, spec: NewSpec): number | null {
  const marks = path.join(store.cacheDir, 'ids');
  makePrivateFolder(store.cacheDir);
  makePrivateFolder(marks);
  const prefix = spec.prefix ?? '';
  for (;;) {
    forgetOldMarks(marks, spec.date);
    const next = nextSequence([...listKnownIds(store), ...readNames(marks)], spec.date, prefix);
    if (next === null) return null;
    const mark = formatSpecId({ prefix, date: spec.date, sequence: next, random: '000' });
    if (!createMark(path.join(marks, mark))) continue;
    // Had the marks been deleted after somebody else took this number, the spec of that number would be there now.
    if (!listKnownIds(store).some((id) => hasSequence(id, { ...spec, sequence: next }))) return next;
  }
}

function hasSequence(id: string, wanted: Pick<NewSpec, 'date' | 'prefix'> & { readonly sequence: number }): boolean {
  const parts = parseSpecId(id);
  if (parts === null || parts.date !== wanted.date || parts.prefix !== (wanted.prefix ?? '')) return false;
  return parts.sequence === wanted.sequence;
}

function createMark(file: string): boolean {
  try {
    closeSync(openSync(file, 'wx'));
    return true;
  } catch (cause) {
    if (readCode(cause) === 'EEXIST') return false;
    throw cause;
  }
}

/** Ids are made for today only, so marks matter for a day; two more for clocks and time zones that differ. */
function forgetOldMarks(marks: string, date: string): void {
  const oldest = new Date(Date.parse(date) - 2 * 24 * 3600 * 1000).toISOString().slice(0, 10);
  for (const name of readNames(marks)) {
    const made = parseSpecId(name)?.date;
    if (made !== undefined && made < oldest) rmSync(path.join(marks, name), { force: true });
  }
}

function listKnownIds(store: Store): string[] {
  const files = listSpecFiles(store, { archived: true }).map((file) => file.id);
  return [...files, ...readNames(store.runsDir)];
}

function createFile(store: Store, spec: NewSpec, sequence: number): Result<CreatedSpec, Failure> {
  const taken = new Set(listKnownIds(store).map((id) => parseSpecId(id)?.random));
  for (let attempt = 0; attempt < attempts; attempt += 1) {
    const random = spec.random(3);
    // `010` or `00a` would look like a sequence, and a suffix that another spec has would make both ambiguous.
    if (attempt < attempts - 1 && (random.startsWith('0') || taken.has(random))) continue;
    const id = formatSpecId({ prefix: spec.prefix ?? '', date: spec.date, sequence, random });
    const text = spec.build(id);
    const relative = livePath(id);
    const created = createFileAtomic(locateFile(store, relative), text);
    if (!created.ok) return created;
    if (created.value) return ok({ id, path: relative, text });
  }
  return err({ ...trouble(store), reason: 'no free id was found' });
}

/** With 1,000 specs that share a prefix, one of 46,656 suffixes is free at the first attempt almost always. */
const attempts = 100;

function trouble(store: Store): Omit<FileTrouble, 'reason'> {
  return { kind: 'file-trouble', action: 'create', path: path.join(store.dir, 'specs') };
}
