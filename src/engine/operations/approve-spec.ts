import type { Context } from '../../context.ts';
import type { Failure } from '../../core/failure.ts';
import { isSameScope } from '../../core/lifecycle/is-scope-approved.ts';
import { err, ok, type Result } from '../../core/result.ts';
import { buildApprovalValue } from '../../core/spec/build-approval-value.ts';
import { editFrontmatter } from '../../core/spec/edit-frontmatter.ts';
import type { Approval, Spec } from '../../core/spec/spec.ts';
import { openRepo } from '../../io/git/open-repo.ts';
import { readConfigValue } from '../../io/git/read-config-value.ts';
import { loadSummaries } from '../../io/store/load-summaries.ts';
import { readShownScope } from '../../io/store/shown-scope.ts';
import { readSpecDocument } from '../../io/store/read-spec-document.ts';
import { writeSpec } from '../../io/store/write-spec.ts';
import { findSpec } from '../find-spec.ts';
import { checkScopeApproved, findScope } from '../investigate/take-scope.ts';
import { openProject, type Project } from '../open-project.ts';
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
 * Writes an approval into the spec; where the project has scopes from research approved, with the scope that was shown.
 * One that was not shown as it is now is shown instead, and nothing is approved. Failures: spec-not-found,
 * spec-ambiguous, spec-bad (its frontmatter cannot be edited), wrong-state (nothing is left to be approved),
 * approval-needed (the scope is to be looked at), file-trouble, and those of opening the project.
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
  const scope = status === 'approved' ? await findShownScope(context, project.value, spec) : ok(null);
  if (!scope.ok) return scope;
  const by = input.by ?? (await findName(context, store.root));
  const at = new Date(context.clock.now()).toISOString().replace(/\.\d+Z$/, 'Z');
  const reason = input.reason?.trim() || null;
  const of = scope.value === null ? {} : { scope: scope.value };
  const approval = { required: spec.approval.required, status, by, at, reason, ...of };
  const edited = editFrontmatter(text, [{ key: 'approval', value: buildApprovalValue(text, approval) }], spec);
  if (!edited.ok) return edited;
  const written = writeSpec(store, spec.path, { text: edited.value, expected: text });
  return written.ok ? ok({ id: spec.id, path: spec.path, approval }) : written;
}

/** The scope from research that the approval is for; null: the spec names its files itself, or nobody asks. */
async function findShownScope(
  context: Context,
  project: Project,
  spec: Spec,
): Promise<Result<readonly string[] | null, Failure>> {
  if (!project.config.approval.scope) return ok(null);
  const repo = await openRepo(project.store.root, context.env);
  if (!repo.ok) return repo;
  const scope = await findScope({ project, repo: repo.value }, spec);
  if (!scope.ok || scope.value === null) return scope.ok ? ok(null) : scope;
  const { files } = scope.value;
  if (isSameScope(readShownScope(project.store, spec.id) ?? [], files)) return ok(files);
  const shown = checkScopeApproved(project, spec, scope.value);
  return shown.ok ? ok(files) : shown;
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
