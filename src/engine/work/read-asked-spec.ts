import type { Failure } from '../../core/failure.ts';
import { err, ok, type Result } from '../../core/result.ts';
import type { SpecDocument, SpecSummary } from '../../core/spec/spec.ts';
import type { Store } from '../../io/store/find-store.ts';
import { loadSummaries } from '../../io/store/load-summaries.ts';
import { readSpecDocument } from '../../io/store/read-spec-document.ts';

/** A spec as its file is now, and all specs that it stands among. */
export interface AskedSpec {
  readonly specs: readonly SpecSummary[];
  readonly document: SpecDocument;
}

/** Reads a spec by its whole id; of a live and an archived one, the live one. Failures: spec-not-found, file-trouble. */
export async function readAskedSpec(store: Store, id: string): Promise<Result<AskedSpec, Failure>> {
  const specs = await loadSummaries(store);
  const found = specs.find((one) => one.id === id && !one.archived) ?? specs.find((one) => one.id === id);
  if (found === undefined) return err({ kind: 'spec-not-found', query: id, near: [] });
  const document = readSpecDocument(store, found);
  return document.ok ? ok({ specs, document: document.value }) : document;
}
