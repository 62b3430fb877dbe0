import type { Context } from '../../context.ts';
import type { Failure } from '../../core/failure.ts';
import { err, ok, type Result } from '../../core/result.ts';
import { buildApprovalValue } from '../../core/spec/build-approval-value.ts';
import { editFrontmatter } from '../../core/spec/edit-frontmatter.ts';
import type { Approval, Spec } from '../../core/spec/spec.ts';
import { openRepo } from '../../io/git/open-repo.ts';
import { readConfigValue } from '../../io/git/read-config-value.ts';
import { loadSummaries } from '../../io/store/load-summaries.ts';
import { readSpecDocument } from '../../io/store/read-spec-document.ts';
import { writeSpec } from '../../io/store/write-spec.ts';
import { findSpec } from '../find-spec.ts';
import { openProject } from '../open-project.ts';
import type { Operation } from '../operation.ts';

export interface ApproveSpecInput {
  /** Short or full id. */
  readonly id: string;
  /** Who says so; null: git's user.name, else the login name. */
  readonly by: string | null;
  /** Needed for a rejection. */
  readonly reason: string | null;
}

export interface ApproveSpecOutput {
  readonly id: string;
  readonly path: string;
  readonly approval: Approval;
}

/**
 * Writes an approval into the spec. Failures: spec-not-found, spec-ambiguous, spec-bad (its frontmatter cannot be
 * edited), wrong-state (nothing is left to be approved), file-trouble, and those of opening the project.
 */
export const approveSpec: Operation<ApproveSpecInput, ApproveSpecOutput> = (context, input) =>
  decide(context, input, 'approved');

/** Writes a rejection with its reason into the spec. Failures: bad-argument (no reason), and those of approveSpec. */
export const rejectSpec: Operation<ApproveSpecInput, ApproveSpecOutput> = async (context, input) => {
  if (input.reason !== null && input.reason.trim() !== '') return decide(context, input, 'rejected');
  const expected = 'what is wrong with the spec, so that somebody can put it right';
  return err({ kind: 'bad-argument', argument: '--reason', value: '', expected, suggestion: null });
};

async function decide(
  context: Context,
  input: ApproveSpecInput,
  status: 'approved' | 'rejected',
): Promise<Result<ApproveSpecOutput, Failure>> {
  const project = await openProject(context);
  if (!project.ok) return project;
  const { store, today } = project.value;
  const found = findSpec(await loadSummaries(store), input.id, today);
  if (!found.ok) return found;
  const document = readSpecDocument(store, found.value);
  if (!document.ok) return document;
  const { spec, text } = document.value;
  if (spec.archived || spec.status === 'completed' || spec.status === 'cancelled') return err(tooLate(spec));
  const by = input.by ?? (await findName(context, store.root));
  const at = new Date(context.clock.now()).toISOString().replace(/\.\d+Z$/, 'Z');
  const approval = { required: spec.approval.required, status, by, at, reason: input.reason?.trim() || null };
  const edited = editFrontmatter(text, [{ key: 'approval', value: buildApprovalValue(text, approval) }], spec);
  if (!edited.ok) return edited;
  const written = writeSpec(store, spec.path, { text: edited.value, expected: text });
  return written.ok ? ok({ id: spec.id, path: spec.path, approval }) : written;
}

function tooLate(spec: Spec): Failure {
  const status = spec.archived ? 'archived' : spec.status;
  return { kind: 'wrong-state', spec: spec.id, status, wanted: 'pending', next: null };
}

async function findName(context: Context, root: string): Promise<string> {
  const repo = await openRepo(root, context.env);
  const known = repo.ok ? await readConfigValue(repo.value, 'user.name') : null;
  return known ?? context.env['USER'] ?? context.env['LOGNAME'] ?? 'unknown';
}
