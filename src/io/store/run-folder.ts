import fs from 'node:fs';
import path from 'node:path';
import type { FileTrouble } from '../../core/failure.ts';
import { ok, type Result } from '../../core/result.ts';
import { fileTrouble, readCode } from './file-trouble.ts';
import type { Store } from './find-store.ts';
import { makePrivateFolder } from './private-folder.ts';

/** One folder, so that one look tells whether anything runs. */
const leases = '.leases';

/** Folder of all attempts of a spec. */
function locateRuns(store: Store, id: string): string {
  return path.join(store.runsDir, id);
}

/** Folder of one attempt: `.chant/runs/<id>/<attempt>`. */
export function locateRun(store: Store, id: string, attempt: number): string {
  return path.join(store.runsDir, id, String(attempt));
}

/** Lease of a spec: whoever holds it runs the spec. */
export function locateSpecLease(store: Store, id: string): string {
  return path.join(store.runsDir, leases, id);
}

/** Lease of landing: one at a time per repository. */
export function locateLandingLease(store: Store): string {
  // No spec has this name: the name of a spec is a file name without `.md`.
  return path.join(store.runsDir, leases, 'landing.md');
}

/** Lease of choosing an agent: one at a time per repository, or two would take the same turn. */
export function locateTurnLease(store: Store): string {
  return path.join(store.runsDir, leases, 'turns.md');
}

const apartEnding = '.apart.md';

/** Makes room for the lease of checks that run without a run, which names the folders in which they do. */
export function openApartLease(store: Store, token: string): Result<string, FileTrouble> {
  const file = path.join(store.runsDir, leases, `${token}${apartEnding}`);
  try {
    // A project in which nothing ever ran has no such folder yet.
    makePrivateFolder(store.runsDir);
    return ok(file);
  } catch (cause) {
    return fileTrouble('create', store.runsDir, cause);
  }
}

/** Leases of checks without a run, held or left behind; absolute. */
export function listApartLeases(store: Store): readonly string[] {
  const folder = path.join(store.runsDir, leases);
  return listNames(folder)
    .filter((name) => name.endsWith(apartEnding))
    .map((name) => path.join(folder, name));
}

/** Ids of the specs whose lease is held or was left behind; the leases of landing, of turns and of checks without a run are not among them. */
export function listLeasedIds(store: Store): readonly string[] {
  const names = listNames(path.join(store.runsDir, leases));
  // What begins with a dot is being written.
  return names.filter((name) => !/^\.|\.(md|takeover)$/.test(name) && !isDraft(name));
}

/** `<lease>.<token>`: what a process that was killed while it asked for a lease leaves behind. */
function isDraft(name: string): boolean {
  return /\.[0-9a-z]{16}$/.test(name);
}

/** Attempts of a spec, oldest first; none when it never ran. */
export function listAttempts(store: Store, id: string): readonly number[] {
  return listNames(locateRuns(store, id))
    .filter((name) => /^[1-9]\d*$/.test(name))
    .map(Number)
    .sort((left, right) => left - right);
}

/** Ids of all specs that have a run record. */
export function listRunIds(store: Store): readonly string[] {
  return listNames(store.runsDir).filter((name) => !name.startsWith('.'));
}

/** Makes the folder of a spec's next attempt. The caller holds the spec's lease. */
export function createAttempt(store: Store, id: string): Result<number, FileTrouble> {
  const folder = locateRuns(store, id);
  try {
    makePrivateFolder(store.runsDir);
    fs.mkdirSync(folder, { recursive: true });
    const attempt = (listAttempts(store, id).at(-1) ?? 0) + 1;
    // Holds copies of the user's git configuration.
    fs.mkdirSync(path.join(folder, String(attempt)), { mode: 0o700 });
    fs.mkdirSync(path.join(folder, String(attempt), 'evidence'));
    return ok(attempt);
  } catch (cause) {
    return fileTrouble('create', folder, cause);
  }
}

function listNames(folder: string): readonly string[] {
  try {
    return fs.readdirSync(folder);
  } catch (cause) {
    if (['ENOENT', 'ENOTDIR'].includes(readCode(cause))) return [];
    throw cause;
  }
}
