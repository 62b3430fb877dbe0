import { judgeCriterion } from '../../core/plan/proof.ts';
import type { Failure } from '../../core/failure.ts';
import { ok, type Result } from '../../core/result.ts';
import { scanTitle } from '../../core/trace/scan-title.ts';
import { issueNameOf } from '../../core/trace/issue-name.ts';
import type { CommitNode, TraceNode } from '../../core/trace/trace.ts';
import { keyOf, splitKey } from '../../core/trace/walk-relations.ts';
import { readCommit } from '../../io/git/log-commits.ts';
import { readProjectFile } from '../../io/project/project-files.ts';
import { findLandedFile } from './find-landed-file.ts';
import { readLanded } from './read-landed.ts';
import type { Trail } from './trail.ts';

/** All that is to be told of a node that is known by its key. null: a commit that is not in the repository. */
export async function describeNode(trail: Trail, key: string): Promise<Result<TraceNode | null, Failure>> {
  const [kind, name] = splitKey(key);
  switch (kind) {
    case 'spec':
      return describeSpec(trail, name);
    case 'commit':
      return describeCommit(trail, name);
    case 'url':
      return ok({ kind: 'url', key, url: name });
    case 'issue':
      return ok({ kind: 'issue', key, name, path: null, exists: false, at: null, title: null });
    default:
      return describeDocument(trail, name);
  }
}

async function describeSpec(trail: Trail, id: string): Promise<Result<TraceNode | null, Failure>> {
  const known = trail.specs.get(id);
  if (known === undefined) return ok(null);
  const landed = await readLanded(trail, known);
  if (!landed.ok) return landed;
  const { document, proofs } = landed.value;
  const { title, type, path, archived, criteria } = document.spec;
  return ok({
    kind: 'spec',
    key: keyOf.spec(id),
    ...{ id, title, type, path, archived },
    status: document.spec.status === 'completed' ? 'completed' : trail.judged.statusOf(known),
    criteria: criteria.map((one) => ({ text: one.text, standing: judgeCriterion(one, proofs), check: one.check })),
    evidence: proofs,
  });
}

async function describeCommit(trail: Trail, hash: string): Promise<Result<CommitNode | null, Failure>> {
  const found = trail.commits.find((one) => one.hash === hash);
  const commit = found === undefined ? await readCommit(trail.site.repo, hash) : ok(found);
  if (!commit.ok || commit.value === null) return commit.ok ? ok(null) : commit;
  const { subject, author, at, parents } = commit.value;
  const spec = trail.specOf(hash);
  const landing = spec !== null && parents.length > 1;
  return ok({ kind: 'commit', key: keyOf.commit(hash), hash, subject, author, at, spec, landing });
}

/** As it stands in the user's tree, or else where it landed. */
async function describeDocument(trail: Trail, path: string): Promise<Result<TraceNode, Failure>> {
  const key = keyOf.document(path);
  const { root, dir: chantDir } = trail.site.project.store;
  const own = readProjectFile({ root, chantDir }, path);
  const landed = own === null ? await findLandedFile(trail, path) : ok(null);
  if (!landed.ok) return landed;
  const text = (own ?? landed.value)?.data.toString('utf8') ?? null;
  const where = { path, exists: text !== null, at: landed.value?.at ?? null };
  const name = issueNameOf(path);
  if (name === null) return ok({ kind: 'document', key, ...where });
  return ok({ kind: 'issue', key, name, ...where, title: text === null ? null : scanTitle(text) });
}
