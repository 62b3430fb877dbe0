import type { Failure } from '../../core/failure.ts';
import type { ReadDocument } from '../../core/packet/take-excerpt.ts';
import { ok, type Result } from '../../core/result.ts';
import { keyOf, splitKey, walkUp } from '../../core/trace/walk-relations.ts';
import { readBytesAt } from '../../io/git/cat-file.ts';
import { readProjectFile } from '../../io/project/project-files.ts';
import type { Trail } from '../trail/trail.ts';
import type { Change } from './find-works.ts';

/** Bytes of one document that are read; an issue with a thread of a thousand comments has less. */
const largest = 2 * 1024 * 1024;

/** The documents under `.chant/` that a fix rests on, nearest first. */
export async function readDocuments(trail: Trail, change: Change): Promise<Result<readonly ReadDocument[], Failure>> {
  const [id = ''] = change.chain;
  const paths = walkUp([keyOf.spec(id)], trail.relations).flatMap(({ to }) => {
    const [kind, name] = splitKey(to);
    return kind === 'document' && name.startsWith('.chant/') && name.endsWith('.md') ? [name] : [];
  });
  const documents: ReadDocument[] = [];
  for (const path of new Set(paths)) {
    const read = await readDocument(trail, change, path);
    if (!read.ok) return read;
    if (read.value !== null) documents.push(read.value);
  }
  return ok(documents);
}

/** A document as it stands in the user's tree, or else on the branch of the fix; null: it is in neither. */
export async function readDocument(
  trail: Trail,
  { tip }: Change,
  path: string,
): Promise<Result<ReadDocument | null, Failure>> {
  const { root, dir: chantDir } = trail.site.project.store;
  const own = readProjectFile({ root, chantDir }, path)?.data ?? null;
  const bytes = own === null ? await readBytesAt(trail.site.repo, tip, path) : ok(own);
  if (!bytes.ok) return bytes;
  return ok(bytes.value === null ? null : { path, text: bytes.value.subarray(0, largest).toString('utf8') });
}
