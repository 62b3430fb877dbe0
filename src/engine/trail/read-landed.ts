import { parseOutcome } from '../../core/plan/parse-outcome.ts';
import { buildProof, type Proof } from '../../core/plan/proof.ts';
import type { RunRecord } from '../../core/plan/run-record.ts';
import type { Failure } from '../../core/failure.ts';
import { ok, type Result } from '../../core/result.ts';
import type { Spec, SpecDocument } from '../../core/spec/spec.ts';
import { readBytesAt } from '../../io/git/cat-file.ts';
import { resolveCommit } from '../../io/git/rev-parse.ts';
import type { Store } from '../../io/store/find-store.ts';
import { readSpecDocument } from '../../io/store/read-spec-document.ts';
import { listAttempts } from '../../io/store/run-folder.ts';
import { loadRunRecord } from '../../io/store/run-record.ts';
import { chooseLanded } from './choose-landed.ts';
import type { Trail } from './trail.ts';

/** A spec as it landed, and what is kept of how. */
export interface Landed {
  /** With its outcome, where it has one: a spec that landed on another branch has it there. */
  readonly document: SpecDocument;
  /** The attempt that landed; null: it has not, or its record is not on this machine. */
  readonly record: RunRecord | null;
  readonly proofs: readonly Proof[];
  /** Path -> content hash of its inputs as they were; null: nobody wrote them down. */
  readonly inputs: ReadonlyMap<string, string> | null;
  /** Commits that were made for it and are in the repository, newest first. */
  readonly commits: readonly string[];
  /** The one that brought it home; null: nothing of git's did. */
  readonly landing: string | null;
  /** Ref that it landed on. */
  readonly target: string | null;
}

/** Gathers what is known of a spec's landing from the run record, its file, and its commits. Failures: file-trouble, git-failed. */
export async function readLanded(trail: Trail, spec: Spec): Promise<Result<Landed, Failure>> {
  const { project, repo } = trail.site;
  const own = readSpecDocument(project.store, spec);
  if (!own.ok) return own;
  const record = findLandedRecord(project.store, spec.id);
  const commits = await listOwnCommits(trail, own.value.spec);
  if (!commits.ok) return commits;
  const landing = chooseLanding(trail, commits.value, record);
  const document = await chooseDocument(trail, own.value, landing);
  if (!document.ok) return document;
  const outcome = parseOutcome(document.value.text, document.value.spec.checks);
  const target = record?.landed?.target ?? (document.value.spec.branch && `refs/heads/${document.value.spec.branch}`);
  const known = target === null || target === '' ? null : await resolveCommit(repo, target);
  if (known !== null && !known.ok) return known;
  return ok({
    document: document.value,
    record,
    proofs: record === null || record.evidence.length === 0 ? outcome.proofs : record.evidence.map(buildProof),
    inputs: outcome.inputs ?? (record?.prepared ? new Map(Object.entries(record.prepared.inputs)) : null),
    commits: commits.value,
    landing,
    target: known === null || known.value === null ? null : target,
  });
}

/** The newest attempt that landed. */
function findLandedRecord(store: Store, id: string): RunRecord | null {
  for (const attempt of listAttempts(store, id).toReversed()) {
    const record = loadRunRecord(store, id, attempt);
    if (record !== null && record.landed !== null) return record;
  }
  return null;
}

async function listOwnCommits(trail: Trail, spec: Spec): Promise<Result<readonly string[], Failure>> {
  const told = trail.commits.filter((commit) => trail.specOf(commit.hash) === spec.id).map((commit) => commit.hash);
  const more: string[] = [];
  for (const name of spec.commits) {
    if (!/^[0-9a-f]{7,64}$/.test(name) || told.some((hash) => hash.startsWith(name))) continue;
    const commit = await resolveCommit(trail.site.repo, name);
    if (!commit.ok) return commit;
    if (commit.value !== null) more.push(commit.value);
  }
  return ok([...told, ...more]);
}

/** A run that changed nothing of git's "landed" at the tip that it found: that commit is somebody else's. */
function chooseLanding(trail: Trail, commits: readonly string[], record: RunRecord | null): string | null {
  const recorded = record?.landed?.commit;
  if (recorded !== undefined && commits.includes(recorded)) return recorded;
  const merge = trail.commits.find((one) => commits.includes(one.hash) && one.parents.length > 1);
  return merge?.hash ?? commits[0] ?? null;
}

async function chooseDocument(
  trail: Trail,
  own: SpecDocument,
  landing: string | null,
): Promise<Result<SpecDocument, Failure>> {
  if (landing === null) return ok(own);
  return chooseLanded(own, (path) => readBytesAt(trail.site.repo, landing, path));
}
