import type { Collected } from '../../core/plan/collected.ts';
import type { Event } from '../../core/event.ts';
import type { Failure } from '../../core/failure.ts';
import { findComprehended } from '../../core/investigate/chain.ts';
import { planCancel } from '../../core/investigate/plan-cancel.ts';
import { effectiveStatus } from '../../core/lifecycle/effective-status.ts';
import { findDocument } from '../../core/outline/find-document.ts';
import { parseSections } from '../../core/outline/parse-sections.ts';
import { type IssueVerdict, parseVerdict } from '../../core/outline/parse-verdict.ts';
import { ok, type Result } from '../../core/result.ts';
import { editFrontmatter } from '../../core/spec/edit-frontmatter.ts';
import type { Spec } from '../../core/spec/spec.ts';
import { loadSpecs } from '../../io/store/load-specs.ts';
import { readSpecDocument } from '../../io/store/read-spec-document.ts';
import { loadRunStates } from '../../io/store/run-record.ts';
import { writeSpec } from '../../io/store/write-spec.ts';
import { readResult } from '../work/read-result.ts';
import { doStep, type Run } from '../work/run.ts';
import { createParts } from './create-parts.ts';

/** What a comprehension that has landed says about its issue. */
interface FoundVerdict {
  /** `issue-1234` */
  readonly slug: string;
  readonly document: string;
  readonly verdict: Exclude<IssueVerdict, { kind: 'proceed' }>;
}

/**
 * Does what the verdict of a comprehension says, once its document has landed: cancels the specs that come after it,
 * with the reason, and where the issue is several bugs begins a chain for each. Other specs have none. Doing it twice
 * changes nothing more, so that whoever finds it half done does it again. Failures: those of reading and writing specs.
 */
export async function followVerdict(run: Run, collected: Collected): Promise<Result<void, Failure>> {
  const found = await findVerdict(run, collected);
  if (!found.ok) return found;
  const verdict = found.value;
  return verdict === null ? ok(undefined) : doStep(run, 'follow', () => follow(run, collected, verdict));
}

async function findVerdict(run: Run, collected: Collected): Promise<Result<FoundVerdict | null, Failure>> {
  const slug = findComprehended(run.spec);
  const document = findDocument(run.spec);
  if (slug === null || document === null) return ok(null);
  const text = await readResult(run, collected, document);
  if (!text.ok) return text;
  const { verdict, troubles } = parseVerdict(parseSections(text.value ?? ''));
  // The gate has seen to it where the outline asks for a verdict; another outline of the project may not.
  for (const trouble of troubles) {
    run.context.emit({ kind: 'warning', spec: run.spec.id, message: `not followed: ${trouble}` });
  }
  return ok(troubles.length > 0 || verdict.kind === 'proceed' ? null : { slug, document, verdict });
}

async function follow(run: Run, collected: Collected, found: FoundVerdict): Promise<Result<void, Failure>> {
  const { context, project, spec } = run;
  const { slug, verdict } = found;
  const parts = verdict.kind === 'decompose' ? verdict.parts : [];
  const created = await createParts(run, { collected, slug, parts });
  if (!created.ok) return created;
  const states = loadRunStates(project.store, context.process.hostname);
  const planned = planCancel(loadSpecs(project.store, { archived: false }), slug, (one) =>
    effectiveStatus(one, states.get(one.id) ?? null),
  );
  const failures = planned.cancel.flatMap((one) => {
    const cancelled = cancel(run, one, describe(found));
    return cancelled.ok ? [] : [cancelled];
  });
  const event: Event = {
    kind: 'verdict',
    spec: spec.id,
    words: verdict.kind === 'end' ? verdict.words : 'decompose',
    reason: verdict.reason,
    cancelled: planned.cancel.map(({ id }) => id),
    busy: planned.busy.map(({ id }) => id),
    created: created.value,
  };
  if (failures[0] !== undefined) return failures[0];
  context.emit(event);
  return ok(undefined);
}

/** `not-a-bug: it is documented (.chant/research/issue-1234-comprehension.md)` */
function describe({ slug, document, verdict }: FoundVerdict): string {
  const words = verdict.kind === 'end' ? verdict.words : describeParts(slug, verdict.parts);
  return `${words}${verdict.reason === '' ? '' : `: ${verdict.reason}`} (${document})`;
}

function describeParts(slug: string, parts: readonly { readonly name: string }[]): string {
  return `decomposed into ${parts.map(({ name }) => `${slug}-${name}`).join(', ')}`;
}

function cancel({ project }: Run, spec: Spec, reason: string): Result<void, Failure> {
  const document = readSpecDocument(project.store, spec);
  if (!document.ok) return document;
  const { text } = document.value;
  const edits = [
    { key: 'status', value: 'cancelled' },
    { key: 'status_reason', value: reason },
  ];
  const edited = editFrontmatter(text, edits, spec);
  return edited.ok ? writeSpec(project.store, spec.path, { text: edited.value, expected: text }) : edited;
}
