import fs from 'node:fs';
import path from 'node:path';
import type { Failure, FileTrouble } from '../../core/failure.ts';
import { err, ok, type Result } from '../../core/result.ts';
import { fieldsOf, textOf } from '../../core/raw-value.ts';
import { isProcessAlive, processStartTime } from '../process/process-identity.ts';
import { writeFileAtomic } from './atomic-write.ts';

/** An exclusive right: one run per spec, one landing per repository. Held by a process, until it ends or lets go. */
export interface Lease {
  readonly file: string;
  readonly holder: LeaseHolder;
}

export interface LeaseHolder {
  readonly pid: number;
  /** Tells a reused pid from the one that took the lease; null where the system does not say. */
  readonly startTime: string | null;
  readonly host: string;
  /** ISO UTC. */
  readonly since: string;
  /** Unlike any other lease's. */
  readonly token: string;
  /** The agent that works under this lease; null: none does. */
  readonly agent: string | null;
  /** Folders that its holder has made, or is about to make; absent: none. */
  readonly scratch?: Scratch;
}

/** Folders in which checks run without a run, and what marks them as chant's own. */
export interface Scratch {
  /** Id of the spec whose checks they are. */
  readonly spec: string;
  readonly workspace: string;
  readonly session: string;
  /** Stands in the session folder, and in the environment of every check. */
  readonly owner: string;
}

export interface LeaseRequest {
  /** Absolute path of the lease file. */
  readonly file: string;
  /** What is leased, for the failure: a spec id, `landing`. */
  readonly what: string;
  readonly pid: number;
  readonly host: string;
  readonly now: string;
  readonly token: string;
  readonly scratch?: Scratch;
}

/**
 * Takes a lease, from nobody or from a holder that is dead.
 * Fails with `locked` when a living process (or one on another host, which cannot be asked) holds it.
 */
export function acquireLease(request: LeaseRequest): Result<Lease, Failure> {
  const { file, pid, host, now, token, scratch } = request;
  const named = scratch === undefined ? {} : { scratch };
  const holder: LeaseHolder = { pid, startTime: processStartTime(pid), host, since: now, token, agent: null, ...named };
  fs.mkdirSync(path.dirname(file), { recursive: true });
  const draft = `${file}.${token}`;
  fs.writeFileSync(draft, JSON.stringify(holder));
  try {
    // A link makes the whole file appear at once, or fails because there is one: nobody reads half a lease.
    if (linkOnce(draft, file)) return ok({ file, holder });
    return takeOver(request, draft, holder);
  } finally {
    fs.rmSync(draft, { force: true });
  }
}

/** Writes into a lease that is held which folders are about to be made. Failure: file-trouble. */
export function noteScratch({ file, holder }: Lease, scratch: Scratch): Result<void, Failure> {
  return writeFileAtomic(file, JSON.stringify({ ...holder, scratch }));
}

/** Whether this lease is still ours: asked again before anything irrevocable is done. */
export function holdsLease(lease: Lease): boolean {
  return readLease(lease.file)?.token === lease.holder.token;
}

/** Gives a lease back. One that somebody else has taken over meanwhile is left alone. */
export function releaseLease(lease: Lease): void {
  if (holdsLease(lease)) fs.rmSync(lease.file, { force: true });
}

/**
 * Says in a lease of ours which agent works under it; null: none (any more). One that somebody else has taken over
 * meanwhile is left alone. Failure: file-trouble.
 */
export function nameLeaseAgent(lease: Lease, agent: string | null): Result<void, FileTrouble> {
  return holdsLease(lease) ? writeFileAtomic(lease.file, JSON.stringify({ ...lease.holder, agent })) : ok(undefined);
}

/** Who holds a lease; null: nobody, or nothing that can be read. */
export function readLease(file: string): LeaseHolder | null {
  try {
    return parseHolder(JSON.parse(fs.readFileSync(file, 'utf8')));
  } catch {
    return null;
  }
}

/** Whether the holder may still be at work. On another host nobody can tell, so it counts as alive. */
export function isHolderAlive(holder: LeaseHolder, host: string): boolean {
  return holder.host !== host || isProcessAlive({ pid: holder.pid, startTime: holder.startTime });
}

/**
 * Only one contender at a time looks at a dead lease and replaces it: between looking and replacing, another
 * could have taken it, and a living lease would be replaced.
 */
function takeOver(request: LeaseRequest, draft: string, holder: LeaseHolder): Result<Lease, Failure> {
  const guard = `${request.file}.takeover`;
  if (!linkOnce(draft, guard)) {
    const other = readLease(guard);
    if (other !== null && isHolderAlive(other, request.host)) return err(locked(request, other));
    fs.rmSync(guard, { force: true });
    if (!linkOnce(draft, guard)) return err(locked(request, readLease(guard)));
  }
  try {
    // Given back meanwhile: then everybody may ask for it, guard or not, and only a link is safe.
    if (!fs.existsSync(request.file)) {
      return linkOnce(draft, request.file)
        ? ok({ file: request.file, holder })
        : err(locked(request, readLease(request.file)));
    }
    const current = readLease(request.file);
    if (current !== null && isHolderAlive(current, request.host)) return err(locked(request, current));
    fs.renameSync(draft, request.file);
    return ok({ file: request.file, holder });
  } finally {
    if (readLease(guard)?.token === holder.token) fs.rmSync(guard, { force: true });
  }
}

function locked(request: LeaseRequest, holder: LeaseHolder | null): Failure {
  const { pid, host, since } = holder ?? { pid: 0, host: request.host, since: request.now };
  return { kind: 'locked', what: request.what, holder: { pid, host, since } };
}

function linkOnce(from: string, to: string): boolean {
  try {
    fs.linkSync(from, to);
    return true;
  } catch (error) {
    if (isCode(error, 'EEXIST')) return false;
    throw error;
  }
}

function isCode(error: unknown, code: string): boolean {
  return error instanceof Error && 'code' in error && error.code === code;
}

function parseHolder(value: unknown): LeaseHolder | null {
  if (typeof value !== 'object' || value === null) return null;
  const none = { pid: 0, startTime: null, host: '', since: '', token: '', agent: null };
  const { pid, startTime, host, since, token, agent, ...rest } = { ...none, ...value };
  if (!Number.isSafeInteger(pid) || typeof host !== 'string' || typeof token !== 'string') return null;
  return {
    pid: Number(pid),
    startTime: typeof startTime === 'string' ? startTime : null,
    host,
    since: String(since),
    token,
    agent: typeof agent === 'string' ? agent : null,
    ...readScratch(fieldsOf(rest)['scratch']),
  };
}

function readScratch(value: unknown): Pick<LeaseHolder, 'scratch'> {
  const fields = fieldsOf(value);
  const [spec, workspace, session, owner] = ['spec', 'workspace', 'session', 'owner'].map((name) =>
    textOf(fields[name]),
  );
  return spec && workspace && session && owner ? { scratch: { spec, workspace, session, owner } } : {};
}
