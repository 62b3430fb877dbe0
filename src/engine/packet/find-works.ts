import type { Failure } from '../../core/failure.ts';
import { ok, type Result } from '../../core/result.ts';
import { listBases } from '../../core/trace/drift.ts';
import { listChanges } from '../../io/git/diff-tree.ts';
import { findMergeBase, isAncestor } from '../../io/git/merge-base.ts';
import { resolveCommit } from '../../io/git/rev-parse.ts';
import { refusePublish } from '../forge/fork-site.ts';
import { type Landed, readLanded } from '../trail/read-landed.ts';
import type { Trail } from '../trail/trail.ts';
import { findMainBranch } from '../work/find-target.ts';

/** A spec whose work is in the change, and the paths that its landing changed. */
export interface Work {
  readonly landed: Landed;
  /** Commit that it was landed on top of. */
  readonly from: string;
  readonly paths: readonly string[];
}

/** The change that a fix makes, with the work of the specs that it rests on: the test that shows the bug is one of them. */
export interface Change {
  /** Full ref of the branch that holds it; null: chant does not know it. */
  readonly ref: string | null;
  readonly base: string;
  readonly tip: string;
  /** Where the branch left the main one; null: it is the main one, or nothing is known of it. */
  readonly fork: string | null;
  /** The fix first, then the others, newest first. */
  readonly works: readonly Work[];
  /** All that the fix rests on, the fix included, nearest first: ids. */
  readonly chain: readonly string[];
  readonly paths: readonly string[];
}

/**
 * Finds what a landed fix brings: everything on its branch since it left the main one, and what its dependencies landed
 * elsewhere. What stands under `.chant/` is none of it. Failures: publish-refused (not-landed), git-failed, file-trouble.
 */
export async function findChange(trail: Trail, id: string): Promise<Result<Change, Failure>> {
  const { repo, project } = trail.site;
  const chain = listChain(trail, id);
  const works: Work[] = [];
  for (const one of chain) {
    const work = await findWork(trail, one);
    if (!work.ok) return work;
    if (work.value !== null && (one === id || work.value.paths.length > 0)) works.push(work.value);
  }
  const fix = works.find(({ landed }) => landed.document.spec.id === id);
  const spec = trail.specs.get(id);
  // A driver itself changes nothing: its members did.
  const made = works.filter(({ landed }) => landed.document.spec.id === id || isBelow(landed.document.spec.id, id));
  if (
    fix?.landed.landing === undefined ||
    fix.landed.landing === null ||
    made.every(({ paths }) => paths.length === 0)
  ) {
    return refusePublish('not-landed', [id, spec === undefined ? 'unknown' : trail.judged.statusOf(spec)]);
  }
  const main = await findMainBranch(repo, project.config);
  if (!main.ok) return main;
  const found = await findRef(trail, fix.landed);
  if (!found.ok) return found;
  const target = found.value;
  const isOwn = target !== null && target !== main.value;
  const tip = isOwn ? await resolveCommit(repo, target) : ok(fix.landed.landing);
  if (!tip.ok) return tip;
  const end = tip.value ?? fix.landed.landing;
  const fork = isOwn ? await findFork(trail, main.value, end) : ok(null);
  if (!fork.ok) return fork;
  return bound(trail, { ref: target, tip: end, fork: fork.value, works, chain });
}

function isBelow(id: string, driver: string): boolean {
  return id.startsWith(`${driver}.`);
}

/** The branch that a fix landed on; where nothing tells it, the one that its spec names, if that has it. */
async function findRef(
  { site }: Trail,
  { target, landing, document }: Landed,
): Promise<Result<string | null, Failure>> {
  const { targetBranch } = document.spec;
  if (target !== null || targetBranch === null || landing === null) return ok(target);
  const ref = `refs/heads/${targetBranch}`;
  const tip = await resolveCommit(site.repo, ref);
  if (!tip.ok || tip.value === null) return tip;
  const isThere = await isAncestor(site.repo, landing, tip.value);
  return isThere.ok ? ok(isThere.value ? ref : null) : isThere;
}

/** The spec and all that it rests on, each once. */
function listChain({ relations }: Trail, id: string): readonly string[] {
  const chain = [id];
  for (const one of chain) chain.push(...listBases(one, relations).filter((base) => !chain.includes(base)));
  return chain;
}

/** What a spec's landing brought; null: it has not landed, or nothing of git's tells how. */
export async function findWork(trail: Trail, id: string): Promise<Result<Work | null, Failure>> {
  const spec = trail.specs.get(id);
  if (spec === undefined) return ok(null);
  const read = await readLanded(trail, spec);
  if (!read.ok) return read;
  const { landing, record } = read.value;
  if (landing === null) return ok(null);
  const moved = record?.landed?.commit === landing ? record.moving?.from : undefined;
  const from = await resolveCommit(trail.site.repo, moved ?? `${landing}^`);
  if (!from.ok) return from;
  if (from.value === null) return ok(null);
  const changes = await listChanges(trail.site.repo, from.value, landing);
  if (!changes.ok) return changes;
  return ok({ landed: read.value, from: from.value, paths: listCode(changes.value) });
}

function listCode(changes: readonly { readonly path: string }[]): readonly string[] {
  return changes.map(({ path }) => path).filter((path) => !path.startsWith('.chant/'));
}

async function findFork({ site }: Trail, main: string, tip: string): Promise<Result<string | null, Failure>> {
  const known = await resolveCommit(site.repo, main);
  if (!known.ok || known.value === null) return known;
  const base = await findMergeBase(site.repo, known.value, tip);
  return base.ok ? ok(base.value === tip ? null : base.value) : base;
}

/** The oldest commit from which all works can be seen, and the paths that belong to the change. */
async function bound(trail: Trail, draft: Omit<Change, 'base' | 'paths'>): Promise<Result<Change, Failure>> {
  const { repo } = trail.site;
  const { tip, fork } = draft;
  let base = fork ?? tip;
  const works: Work[] = [];
  for (const work of draft.works) {
    const isHere = await isAncestor(repo, work.landed.landing ?? tip, tip);
    if (!isHere.ok) return isHere;
    if (!isHere.value) continue;
    works.push(work);
    const isOlder = await isAncestor(repo, work.from, base);
    if (!isOlder.ok) return isOlder;
    if (isOlder.value) base = work.from;
  }
  const own = fork === null ? ok([]) : await listChanges(repo, fork, tip);
  if (!own.ok) return own;
  const changed = await listChanges(repo, base, tip);
  if (!changed.ok) return changed;
  const wanted = new Set([...listCode(own.value), ...works.flatMap(({ paths }) => paths)]);
  return ok({ ...draft, works, base, paths: listCode(changed.value).filter((path) => wanted.has(path)) });
}
