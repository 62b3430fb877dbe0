import { livePath } from '../../core/spec/live-path.ts';
import type { Failure } from '../../core/failure.ts';
import { effectiveStatus } from '../../core/lifecycle/effective-status.ts';
import { err, ok, type Result } from '../../core/result.ts';
import { planSplit, type SplitMember } from '../../core/scope/plan-split.ts';
import { buildMemberText } from '../../core/spec/build-member-text.ts';
import { editFrontmatter } from '../../core/spec/edit-frontmatter.ts';
import { listMembers } from '../../core/spec/list-members.ts';
import type { Spec, SpecDocument } from '../../core/spec/spec.ts';
import { createMember } from '../../io/store/create-member.ts';
import { loadSpecs } from '../../io/store/load-specs.ts';
import { readSpecDocument } from '../../io/store/read-spec-document.ts';
import { loadRunState } from '../../io/store/run-record.ts';
import { writeSpec } from '../../io/store/write-spec.ts';
import { findSpec } from '../find-spec.ts';
import { checkScopeApproved, takeScope } from '../investigate/take-scope.ts';
import { openSite } from '../open-site.ts';
import type { Operation } from '../operation.ts';
import type { Site } from '../work/check-ready.ts';
import { withSpecLease } from '../work/spec-lease.ts';

export interface SplitSpecInput {
  /** Short or full id. */
  readonly id: string;
  /** How many files a member has at most, as it was typed; null: `limits.files`. */
  readonly files: string | null;
  readonly dryRun: boolean;
}

export interface SplitSpecOutput {
  readonly id: string;
  readonly title: string;
  readonly members: readonly SplitMember[];
  readonly dryRun: boolean;
}

/** A member, and the file that it is to be. */
interface NewMember {
  readonly path: string;
  readonly text: string;
}

/**
 * Makes a driver of a spec that names too many files: members with a part of the files each, and the driver's own
 * checks for the whole. Being killed on the way and asked again is fine. Failures: spec-not-found, spec-ambiguous,
 * bad-argument (no limit), wrong-state (nothing to divide, or it has begun), approval-needed (its scope), spec-bad,
 * file-trouble, locked.
 */
export const splitSpec: Operation<SplitSpecInput, SplitSpecOutput> = async (context, input) => {
  const site = await openSite(context);
  if (!site.ok) return site;
  const { project } = site.value;
  const limit = chooseLimit(input.files, project.config.limits.files);
  if (!limit.ok) return limit;
  const found = findSpec(loadSpecs(project.store, { archived: true }), input.id, project.today);
  if (!found.ok) return found;
  const { dryRun } = input;
  return withSpecLease(site.value, found.value.id, async () => {
    const whole = await readWhole(site.value, found.value);
    if (!whole.ok) return whole;
    const { spec } = whole.value.document;
    const members = planSplit(spec, limit.value);
    if (members.length < 2)
      return err(refuse(spec, `small enough: ${spec.targetFiles.length} files`, `chant work ${spec.id}`));
    const done = dryRun ? ok(undefined) : divide(site.value, whole.value, members);
    return done.ok ? ok({ id: spec.id, title: spec.title, members, dryRun }) : done;
  });
};

function chooseLimit(typed: string | null, configured: number | null): Result<number, Failure> {
  const limit = typed === null ? configured : /^[1-9]\d{0,4}$/.test(typed) ? Number(typed) : null;
  if (limit !== null) return ok(limit);
  const expected = 'how many files a member has at most: --files 8, or limits.files in .chant/config.md';
  return err({ kind: 'bad-argument', argument: '--files', value: typed ?? '', expected, suggestion: '8' });
}

/** A spec that can be divided. */
interface Whole {
  /** With the scope that it has from research. */
  readonly document: SpecDocument;
  /** What its file says. */
  readonly written: string;
}

/** The spec, where it can be divided: one of code that nobody has worked on with success. */
async function readWhole(site: Site, found: Spec): Promise<Result<Whole, Failure>> {
  const { context, project } = site;
  const document = readSpecDocument(project.store, found);
  if (!document.ok) return document;
  const { spec } = document.value;
  if (spec.type === 'driver') return err(refuse(spec, 'divided already', `chant work ${spec.id}`));
  if (spec.type !== 'code' && spec.type !== 'task') return err(refuse(spec, `a spec of type ${spec.type}`, null));
  const status = spec.archived
    ? 'archived'
    : effectiveStatus(spec, loadRunState(project.store, spec.id, context.process.hostname));
  if (!['pending', 'failed', 'needs_attention'].includes(status))
    return err(refuse(spec, status, status === 'paused' ? `chant reset ${spec.id}` : null));
  const scoped = await takeScope(site, document.value);
  if (!scoped.ok) return scoped;
  const approved = checkScopeApproved(project, spec, scoped.value.scope);
  return approved.ok ? ok({ document: scoped.value.document, written: document.value.text }) : approved;
}

function refuse(spec: Spec, status: string, next: string | null): Failure {
  const wanted = 'a spec of code that is not begun, with more files than a member may have';
  return { kind: 'wrong-state', spec: spec.id, status, wanted, next };
}

/** The members first: a driver without them would be done at once. */
function divide(site: Site, whole: Whole, members: readonly SplitMember[]): Result<void, Failure> {
  const { store } = site.project;
  const { spec, text } = whole.document;
  const planned = buildMembers(whole.document, members);
  if (!planned.ok) return planned;
  const strange = listMembers(loadSpecs(store, { archived: true }), spec.id).find(
    (one) => one.archived || !planned.value.some(({ path }) => path === one.path),
  );
  if (strange !== undefined)
    return err(refuse(spec, `the driver of ${strange.id} already`, `chant show ${strange.id}`));
  for (const member of planned.value) {
    const created = createMember(store, member);
    if (!created.ok) return created;
  }
  const edits = [
    { key: 'type', value: 'driver' },
    { key: 'members', value: members.map(({ id }) => id) },
  ];
  const edited = editFrontmatter(text, edits, spec);
  return edited.ok ? writeSpec(store, spec.path, { text: edited.value, expected: whole.written }) : edited;
}

function buildMembers(whole: SpecDocument, members: readonly SplitMember[]): Result<readonly NewMember[], Failure> {
  const built: NewMember[] = [];
  for (const [index, member] of members.entries()) {
    const text = buildMemberText(whole, member, { number: index + 1, count: members.length });
    if (!text.ok) return text;
    built.push({ path: livePath(member.id), text: text.value });
  }
  return ok(built);
}
