import path from 'node:path';
import type { Failure } from '../../core/failure.ts';
import { ok, type Result } from '../../core/result.ts';
import { matchesAny } from '../../core/scope/matches-any.ts';
import type { ComparedSpec, InputDrift } from '../../core/trace/drift.ts';
import { readCheckedOut } from '../../io/git/cat-file.ts';
import { type Fingerprint, fingerprintFile } from '../../io/project/fingerprint-file.ts';
import { hashContent, listProjectFiles } from '../../io/project/project-files.ts';
import type { Landed } from './read-landed.ts';
import type { Trail } from './trail.ts';

/** What a run that began now would be given, against what the landed one was given. Failure: git-failed. */
export async function compareInputs(trail: Trail, landed: Landed): Promise<Result<ComparedSpec, Failure>> {
  const { id, title } = landed.document.spec;
  const named = (trail.relations.specs.get(id)?.inputs ?? []).filter((input) => input.key !== 'context');
  const inputs: InputDrift[] = [];
  for (const [file, hash] of landed.inputs ?? []) {
    const state = await compareInput(trail, landed, { file, hash });
    if (!state.ok) return state;
    inputs.push(state.value);
  }
  for (const { kind, name } of named) {
    if (landed.inputs?.has(name) || (kind === 'spec' && inputs.some((one) => one.path.endsWith(`/${name}.md`))))
      continue;
    if (kind !== 'document' || landed.inputs === null) inputs.push({ path: name, state: 'unknown', detail: null });
    // What its glob or folder means by now was not there when it landed. One that means nothing now is no news.
    else if (isThere(trail, name)) inputs.push({ path: name, state: 'added', detail: null });
  }
  return ok({ id, title, inputs });
}

function isThere(trail: Trail, file: string): boolean {
  const { root, dir: chantDir } = trail.site.project.store;
  return fingerprintFile({ root, chantDir }, file).kind === 'hash';
}

async function compareInput(
  trail: Trail,
  landed: Landed,
  input: { readonly file: string; readonly hash: string },
): Promise<Result<InputDrift, Failure>> {
  const { file, hash } = input;
  const now = await fingerprintNow(trail, landed, file);
  if (!now.ok) return now;
  const plain = { path: file, detail: null };
  if (now.value.kind === 'unreadable') return ok({ path: file, state: 'unreadable', detail: now.value.reason });
  if (now.value.kind === 'missing') {
    const moved = findMoved(trail, file, hash);
    return ok(moved === null ? { ...plain, state: 'missing' } : { path: file, state: 'moved', detail: moved });
  }
  if (now.value.hash === hash) return ok({ ...plain, state: 'same' });
  const own = await isOwnWork(trail, landed, { file, hash: now.value.hash });
  return own.ok ? ok({ ...plain, state: own.value ? 'same' : 'changed' }) : own;
}

/** As carryIn takes it: chant's own files as they stand, all others as the branch that the work begins from has them. */
async function fingerprintNow(trail: Trail, landed: Landed, file: string): Promise<Result<Fingerprint, Failure>> {
  const { project, repo } = trail.site;
  const own = fingerprintFile({ root: project.store.root, chantDir: project.store.dir }, file);
  if (file.startsWith('.chant/') && own.kind !== 'missing') return ok(own);
  const bytes = await readCheckedOut(repo, landed.target ?? 'HEAD', file);
  if (!bytes.ok) return bytes;
  return ok(bytes.value === null ? own : { kind: 'hash', hash: hashContent(bytes.value) });
}

/** The same content under the same name elsewhere; a spec wherever it is kept now. */
function findMoved(trail: Trail, file: string, hash: string): string | null {
  const { root, dir: chantDir } = trail.site.project.store;
  const place = { root, chantDir };
  const id = /^\.chant\/specs\/([^/]+)\.md$/.exec(file)?.[1];
  const spec = id === undefined ? undefined : trail.specs.get(id);
  if (spec !== undefined) return spec.path;
  const from = file.startsWith('.chant/') ? '.chant/' : '.';
  const others = listProjectFiles(place, from).filter((one) => path.posix.basename(one) === path.posix.basename(file));
  const same = others.find((one) => {
    const found = fingerprintFile(place, one);
    return found.kind === 'hash' && found.hash === hash;
  });
  return same ?? null;
}

/** A spec may change what it was informed by; that it has landed makes it no staler. */
async function isOwnWork(
  trail: Trail,
  landed: Landed,
  input: { readonly file: string; readonly hash: string },
): Promise<Result<boolean, Failure>> {
  const { spec } = landed.document;
  if (landed.landing === null || !matchesAny(spec.targetFiles, input.file)) return ok(false);
  const bytes = await readCheckedOut(trail.site.repo, landed.landing, input.file);
  return bytes.ok ? ok(bytes.value !== null && hashContent(bytes.value) === input.hash) : bytes;
}
