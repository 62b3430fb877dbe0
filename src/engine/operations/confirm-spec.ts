import type { Context } from '../../context.ts';
import type { Failure } from '../../core/failure.ts';
import { err, ok, type Result } from '../../core/result.ts';
import { editFrontmatter } from '../../core/spec/edit-frontmatter.ts';
import type { Spec } from '../../core/spec/spec.ts';
import { locateRun } from '../../io/store/run-folder.ts';
import { loadLatestRecord } from '../../io/store/run-record.ts';
import { readSpecDocument } from '../../io/store/read-spec-document.ts';
import { loadSummaries } from '../../io/store/load-summaries.ts';
import { writeSpec } from '../../io/store/write-spec.ts';
import { findInside } from '../find-inside.ts';
import { findSpec } from '../find-spec.ts';
import { openSite } from '../open-site.ts';
import type { Operation } from '../operation.ts';
import type { Site } from '../work/check-ready.ts';
import { type Confirmable, readConfirmable } from '../work/read-confirmable.ts';
import type { RunReport } from '../work/run-report.ts';
import { landSpec } from './land-spec.ts';

export interface ConfirmSpecInput {
  /** Short or full id. */
  readonly id: string;
  /** The person who has followed the steps; null: only show what is to be confirmed. */
  readonly by: string | null;
  readonly reason: string | null;
}

export interface ConfirmSpecOutput {
  readonly id: string;
  readonly document: string | null;
  /** As an agent wrote it. */
  readonly text: string | null;
  /** null: it was only shown. */
  readonly by: string | null;
  /** The landing that followed. */
  readonly runs: readonly RunReport[];
}

/**
 * A person confirms the result of a spec with `confirm: true`: the spec says so from now on, of this very result, and
 * it lands. Never for agents. Failures: inside-workspace, bad-argument (no name), spec-not-found, spec-ambiguous,
 * wrong-state (nothing waits for it), spec-bad, file-trouble, and those of landing.
 */
export const confirmSpec: Operation<ConfirmSpecInput, ConfirmSpecOutput> = async (context, input) => {
  const inside = findInside(context);
  if (inside !== null) {
    const { by, workspace } = inside;
    return err({ kind: 'inside-workspace', command: 'confirm', by, workspace });
  }
  const site = await openSite(context);
  if (!site.ok) return site;
  const { store, today } = site.value.project;
  const found = findSpec(await loadSummaries(store), input.id, today);
  if (!found.ok) return found;
  const document = readSpecDocument(store, found.value);
  if (!document.ok) return document;
  const { spec, text } = document.value;
  const waiting = await findWaiting(site.value, spec);
  if (!waiting.ok) return waiting;
  const shown = { id: spec.id, document: waiting.value.document, text: waiting.value.text };
  if (input.by === null) return ok({ ...shown, by: null, runs: [] });
  const edited = buildConfirmed(context, { input, spec, text, of: waiting.value.fingerprint });
  if (!edited.ok) return edited;
  const written = writeSpec(store, spec.path, { text: edited.value, expected: text });
  if (!written.ok) return written;
  const landed = await landSpec(context, { id: spec.id, accept: null });
  return landed.ok ? ok({ ...shown, by: input.by.trim(), runs: landed.value.runs }) : landed;
};

/** What waits for a person: the result of the last run, where nothing else is in its way. */
async function findWaiting(site: Site, spec: Spec): Promise<Result<Confirmable, Failure>> {
  const { project, repo } = site;
  const record = loadLatestRecord(project.store, spec.id);
  if (!spec.confirm.required) return err(refuse(spec, 'a spec that asks for no confirmation', `chant show ${spec.id}`));
  if (record?.finished?.reason !== 'unconfirmed' || record.collected === null || spec.archived) {
    const next = record?.finished?.outcome === 'completed' ? `chant show ${spec.id}` : `chant work ${spec.id}`;
    return err(refuse(spec, record?.finished?.outcome ?? 'without a result', next));
  }
  const dir = locateRun(project.store, spec.id, record.attempt);
  return readConfirmable({ dir, repo, project }, spec, record.collected);
}

function refuse(spec: Spec, status: string, next: string): Failure {
  const wanted = 'a spec with `confirm: true` whose result waits for a person';
  return { kind: 'wrong-state', spec: spec.id, status, wanted, next };
}

function buildConfirmed(
  context: Context,
  about: { readonly input: ConfirmSpecInput; readonly spec: Spec; readonly text: string; readonly of: string },
): Result<string, Failure> {
  const { input, spec, text, of } = about;
  const by = input.by?.trim() ?? '';
  if (by === '') {
    const expected = 'the name of the person who has followed the steps';
    return err({ kind: 'bad-argument', argument: '--by', value: '', expected, suggestion: null });
  }
  const at = new Date(context.clock.now()).toISOString().replace(/\.\d+Z$/, 'Z');
  const reason = input.reason?.trim() ?? '';
  const value = { required: true, by, at, ...(reason === '' ? {} : { reason }), of };
  return editFrontmatter(text, [{ key: 'confirm', value }], spec);
}
