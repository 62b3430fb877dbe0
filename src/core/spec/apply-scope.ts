import type { SpecBad } from '../failure.ts';
import { ok, type Result } from '../result.ts';
import type { TakenScope } from '../scope/taken-scope.ts';
import { editFrontmatter } from './edit-frontmatter.ts';
import { parseSpec } from './parse-spec.ts';
import type { SpecDocument } from './spec.ts';

/**
 * The spec as it is with a scope from research in its `target_files`; nothing is written. One that names files of its
 * own keeps those. Failure: spec-bad (its frontmatter cannot be edited).
 */
export function applyScope(document: SpecDocument, taken: TakenScope | null): Result<SpecDocument, SpecBad> {
  const { spec } = document;
  if (taken === null || spec.targetFiles.length > 0) return ok(document);
  const text = editFrontmatter(document.text, [{ key: 'target_files', value: taken.files }], spec);
  if (!text.ok) return text;
  const { id, path, archived } = spec;
  return ok({ spec: parseSpec({ id, path, archived, text: text.value }), text: text.value });
}
