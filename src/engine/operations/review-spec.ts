import type { Failure } from '../../core/failure.ts';
import type { ReviewNote } from '../../core/forge/review-note.ts';
import { formatRepository } from '../../core/issue/repository-place.ts';
import { err, ok, type Result } from '../../core/result.ts';
import type { FrontmatterEdit } from '../../core/spec/edit-frontmatter.ts';
import { shortId } from '../../core/spec/spec-id.ts';
import type { Spec } from '../../core/spec/spec.ts';
import { formatReview } from '../../core/staging/format-review.ts';
import type { StagedPull, Staging } from '../../core/staging/staging.ts';
import { readProjectFile, writeProjectFile } from '../../io/project/project-files.ts';
import { loadSpecs } from '../../io/store/load-specs.ts';
import { loadStaging, saveStaging } from '../../io/store/staging.ts';
import { openForkRemote, refusePublish } from '../forge/fork-site.ts';
import { findId, openSite } from '../open-site.ts';
import type { Operation } from '../operation.ts';
import { reopenSpec } from '../recover/reopen-spec.ts';
import type { Site } from '../work/check-ready.ts';
import { withSpecLease } from '../work/spec-lease.ts';

export interface ReviewSpecInput {
  /** Short or full id. */
  readonly id: string;
  /** Only say what is new. */
  readonly dryRun: boolean;
}

export interface ReviewReport {
  readonly spec: string;
  readonly url: string;
  /** What was said since the last round, oldest first; a stranger's words. */
  readonly notes: readonly ReviewNote[];
  /** Document that the spec is informed by now; null: nothing new was said. */
  readonly document: string | null;
  readonly dryRun: boolean;
}

/**
 * Takes home what was said on the staging pull request since the last round: as a document that the fix is informed by, and with
 * the fix open again. Nothing happens where nothing is new. Killed anywhere, the same command goes on. Failures:
 * publish-refused (not-staged), forge-trouble, locked, spec-bad, file-trouble.
 */
export const reviewSpec: Operation<ReviewSpecInput, ReviewReport> = async (context, input) => {
  const opened = await openSite(context);
  if (!opened.ok) return opened;
  const site = opened.value;
  const id = await findId(site, input.id);
  if (!id.ok) return id;
  const staging = loadStaging(site.project.store, id.value);
  const pull = staging?.pullRequest ?? null;
  if (staging === null || pull === null) return refusePublish('not-staged', [id.value]);
  const notes = await readNewNotes(site, staging, pull);
  if (!notes.ok) return notes;
  const told = { spec: id.value, url: pull.url, notes: notes.value, dryRun: input.dryRun };
  if (notes.value.length === 0 || input.dryRun) return ok({ ...told, document: null });
  const document = await takeHome(site, { staging, pull, notes: notes.value });
  return document.ok ? ok({ ...told, document: document.value }) : document;
};

async function readNewNotes(
  site: Site,
  staging: Staging,
  pull: StagedPull,
): Promise<Result<readonly ReviewNote[], Failure>> {
  const fork = await openForkRemote(site);
  if (!fork.ok) return fork;
  const { place, forge } = fork.value;
  // The number of a pull request says nothing in another repository.
  if (formatRepository(place) !== staging.fork || forge.server !== staging.server) {
    return refusePublish('not-staged', [staging.spec, formatRepository(place), staging.fork]);
  }
  const all = await forge.readReviews(place, pull.number);
  if (!all.ok) return all;
  const known = new Set(staging.rounds.flatMap(({ notes }) => notes));
  return ok(all.value.filter((note) => !known.has(note.url)));
}

interface Round {
  readonly staging: Staging;
  readonly pull: StagedPull;
  readonly notes: readonly ReviewNote[];
}

/** First the document, then the spec, then the record: whoever is killed in between does the same once more. */
async function takeHome(site: Site, { staging, pull, notes }: Round): Promise<Result<string, Failure>> {
  const { store } = site.project;
  const spec = loadSpecs(store, { archived: false }).find((one) => one.id === staging.spec);
  if (spec === undefined) return err({ kind: 'spec-not-found', query: staging.spec, near: [] });
  const number = staging.rounds.length + 1;
  const document = `.chant/research/${nameOf(spec)}-review-${number}.md`;
  const commit = staging.pushed?.commit ?? '';
  const written = saveDocument(site, document, {
    source: pull.url,
    text: formatReview({ number, url: pull.url, commit, notes }),
  });
  if (!written.ok) return written;
  const held = await withSpecLease(site, spec.id, async (lease): Promise<Result<void, Failure>> => {
    const reopened = await reopenSpec(site, spec.id, { lease, edits: (one) => inform(one, document) });
    if (!reopened.ok) return reopened;
    const now = loadStaging(store, spec.id) ?? staging;
    const at = new Date(site.context.clock.now()).toISOString();
    const round = { document, commit, notes: notes.map(({ url }) => url), at };
    return saveStaging(store, { ...now, rounds: [...now.rounds, round] });
  });
  return held.ok ? ok(document) : held;
}

function inform({ informedBy }: Spec, document: string): readonly FrontmatterEdit[] {
  return informedBy.includes(document) ? [] : [{ key: 'informed_by', value: [...informedBy, document] }];
}

function nameOf(spec: Spec): string {
  return spec.labels.find((label) => /^issue-[a-z0-9-]+$/.test(label)) ?? shortId(spec.id);
}

/** A file of that name that is no review of this pull request is somebody else's. */
function saveDocument(
  { project }: Site,
  path: string,
  { source, text }: { readonly source: string; readonly text: string },
): Result<void, Failure> {
  const place = { root: project.store.root, chantDir: project.store.dir };
  const now = readProjectFile(place, path)?.data.toString('utf8') ?? null;
  if (now !== null && !now.startsWith(text.slice(0, text.indexOf('\n', 4)))) {
    const reason = `it is there, and is no review of ${source}`;
    return err({ kind: 'file-trouble', action: 'write', path, reason });
  }
  return writeProjectFile(place, path, Buffer.from(text));
}
