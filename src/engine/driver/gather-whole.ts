import { isLiteral } from '../../core/scope/is-literal.ts';
import type { Change } from '../../core/plan/collected.ts';
import type { Failure } from '../../core/failure.ts';
import { err, ok, type Result } from '../../core/result.ts';
import { listHeld } from '../../core/plan/agent-notes.ts';
import { listMembers } from '../../core/spec/list-members.ts';
import type { SpecDocument } from '../../core/spec/spec.ts';
import { tickCriteria } from '../../core/spec/tick-criteria.ts';
import { listChanges } from '../../io/git/diff-tree.ts';
import { isAncestor } from '../../io/git/merge-base.ts';
import { listEntries } from '../../io/git/write-tree.ts';
import { findWork, type Work } from '../packet/find-works.ts';
import { loadTrail } from '../trail/load-trail.ts';
import type { Trail } from '../trail/trail.ts';
import type { Site } from '../work/check-ready.ts';
import { findTarget } from '../work/find-target.ts';

/** What the members of a driver have made together. */
export interface Whole {
  /** Full ref that they landed on. */
  readonly target: string;
  readonly tip: string;
  /** Commit that the first of them landed on top of. */
  readonly base: string;
  readonly changes: readonly Change[];
  /** The driver's text with the ticks that its members earned. */
  readonly specText: string;
  /** Literal target files that are there now. */
  readonly present: readonly string[];
  /** Fingerprints of what they were informed by. */
  readonly inputs: Readonly<Record<string, string>>;
}

/** Lays together what the members landed. Failures: of git, and wrong-state (one landed elsewhere). */
export async function gatherWhole(site: Site, document: SpecDocument): Promise<Result<Whole, Failure>> {
  const { spec } = document;
  const { repo } = site;
  const target = await findTarget(repo, spec, site.project.config);
  if (!target.ok) return target;
  const { ref, tip } = target.value;
  const trail = await loadTrail(site);
  if (!trail.ok) return trail;
  const works = await findMemberWorks(trail.value, spec.id);
  if (!works.ok) return works;
  let base = tip;
  const changes: Change[] = [];
  for (const { landed, from } of works.value) {
    const { id } = landed.document.spec;
    const isHere = await isAncestor(repo, landed.landing ?? tip, tip);
    if (!isHere.ok) return isHere;
    if (!isHere.value) return err(landedElsewhere(spec.id, id, ref));
    const isOlder = await isAncestor(repo, from, base);
    if (!isOlder.ok) return isOlder;
    if (isOlder.value) base = from;
    const made = await listChanges(repo, from, landed.landing ?? tip);
    if (!made.ok) return made;
    changes.push(...made.value.filter(({ path }) => !path.startsWith('.chant/specs/')));
  }
  const literal = spec.targetFiles.filter(isLiteral);
  const entries = await listEntries(repo, tip, literal);
  if (!entries.ok) return entries;
  const names = [...entries.value.keys()];
  return ok({
    ...{ target: ref, tip, base, changes },
    specText: tick(document, works.value),
    present: literal.filter((path) => names.some((name) => name === path || name.startsWith(`${path}/`))),
    inputs: Object.fromEntries(works.value.flatMap(({ landed }) => [...(landed.inputs ?? [])])),
  });
}

/** The work of all members, and of theirs. */
async function findMemberWorks(trail: Trail, id: string): Promise<Result<readonly Work[], Failure>> {
  const works: Work[] = [];
  for (const member of listMembers([...trail.specs.values()], id)) {
    const own = await findWork(trail, member.id);
    if (!own.ok) return own;
    if (own.value !== null) works.push(own.value);
    const below = await findMemberWorks(trail, member.id);
    if (!below.ok) return below;
    works.push(...below.value);
  }
  return ok(works);
}

function landedElsewhere(driver: string, member: string, ref: string): Failure {
  const status = `not whole: ${member} did not land on ${ref.replace('refs/heads/', '')}`;
  return {
    kind: 'wrong-state',
    spec: driver,
    status,
    wanted: 'members that land where it does',
    next: `chant show ${member}`,
  };
}

/** A criterion that a member has in the same words is met by it; those with a check are proved by that. */
function tick({ text }: SpecDocument, works: readonly Work[]): string {
  const earned = works.flatMap(({ landed }) => landed.document.spec.criteria);
  return tickCriteria(
    text,
    listHeld(text, earned, () => false),
    true,
  );
}
