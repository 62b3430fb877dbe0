import type { Collected } from '../../core/plan/collected.ts';
import type { Failure } from '../../core/failure.ts';
import { findDocument } from '../../core/outline/find-document.ts';
import { ok, type Result } from '../../core/result.ts';
import type { Spec } from '../../core/spec/spec.ts';
import { hashContent } from '../../io/project/project-files.ts';
import { readResult, type ResultPlace } from './read-result.ts';

/** What a person is asked to confirm. */
export interface Confirmable {
  /** Path of the document; null: the spec names none, and the whole result is meant. */
  readonly document: string | null;
  /** Its text, as an agent wrote it. */
  readonly text: string | null;
  /** Of the document, or of the result. */
  readonly fingerprint: string;
}

/** Reads what is to be confirmed of a run's result. Failure: of git. */
export async function readConfirmable(
  place: ResultPlace,
  spec: Spec,
  collected: Collected,
): Promise<Result<Confirmable, Failure>> {
  const document = findDocument(spec);
  const text = document === null ? ok(null) : await readResult(place, collected, document);
  if (!text.ok) return text;
  const fingerprint = text.value === null ? `commit:${collected.work}` : hashContent(text.value);
  return ok({ document, text: text.value, fingerprint });
}
