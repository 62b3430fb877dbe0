import { livePath } from '../../core/spec/live-path.ts';
import type { Failure } from '../../core/failure.ts';
import { ok, type Result } from '../../core/result.ts';
import { parseSpec } from '../../core/spec/parse-spec.ts';
import type { SpecDocument } from '../../core/spec/spec.ts';

/**
 * A spec as its file in the checkout has it, unless that says nothing of an outcome and the one that landed does.
 * `read`: a file as it landed; null: it is not there. Failures: those of reading.
 */
export async function chooseLanded(
  own: SpecDocument,
  read: (path: string) => Promise<Result<Buffer | null, Failure>>,
): Promise<Result<SpecDocument, Failure>> {
  const { id, path, archived, status } = own.spec;
  if (status === 'completed') return ok(own);
  const bytes = await read(livePath(id));
  if (!bytes.ok) return bytes;
  if (bytes.value === null) return ok(own);
  const text = bytes.value.toString('utf8');
  const spec = parseSpec({ id, path, archived, text });
  return ok(spec.status === 'completed' ? { spec, text } : own);
}
