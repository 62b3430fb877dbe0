import type { Failure } from '../../core/failure.ts';
import { formatIssue } from '../../core/issue/format-issue.ts';
import type { Issue } from '../../core/issue/issue.ts';
import { snapshotPath } from '../../core/issue/name-issue.ts';
import { parseSnapshot } from '../../core/issue/parse-snapshot.ts';
import { buildSnapshot, compareSnapshots, type SnapshotChanges } from '../../core/issue/snapshot.ts';
import { err, ok, type Result } from '../../core/result.ts';
import { hashContent, readProjectFile, writeProjectFile } from '../../io/project/project-files.ts';
import type { Project } from '../open-project.ts';

/** What becomes of the file that holds the thread, and which parts of the thread are different. */
export interface KeptSnapshot extends SnapshotChanges {
  /** `.chant/research/issue-1234.md` */
  readonly path: string;
  readonly state: 'created' | 'updated' | 'unchanged';
}

/** A snapshot, not written yet. */
export interface PlannedSnapshot {
  readonly kept: KeptSnapshot;
  /** The whole file. */
  readonly text: string;
}

const nothing: SnapshotChanges = { added: [], edited: [], removed: [] };

/**
 * Compares an issue with its snapshot; nothing is written. Failure: bad-argument (the file is about another issue, or
 * is a document that chant did not write).
 */
export function planSnapshot(project: Project, issue: Issue): Result<PlannedSnapshot, Failure> {
  const path = snapshotPath(issue);
  const snapshot = buildSnapshot(issue, (text) => hashContent(text).replace('sha256:', ''));
  const text = formatIssue(issue, snapshot);
  const now = readProjectFile(placeOf(project), path)?.data.toString('utf8') ?? null;
  if (now === null) return ok({ kept: { path, state: 'created', ...nothing }, text });
  // Somebody points at the snapshot itself: it is what it is.
  if (issue.source === path) return ok({ kept: { path, state: 'unchanged', ...nothing }, text: now });
  const before = parseSnapshot(now);
  if (before === null || before.source !== issue.source) return err(nameTaken(path, issue, before?.source ?? null));
  if (before.hash === snapshot.hash) return ok({ kept: { path, state: 'unchanged', ...nothing }, text: now });
  return ok({ kept: { path, state: 'updated', ...compareSnapshots(before, snapshot) }, text });
}

/** Writes a planned snapshot. Failure: file-trouble. */
export function saveSnapshot(project: Project, { kept, text }: PlannedSnapshot): Result<void, Failure> {
  if (kept.state === 'unchanged') return ok(undefined);
  return writeProjectFile(placeOf(project), kept.path, Buffer.from(text));
}

function placeOf({ store }: Project) {
  return { root: store.root, chantDir: store.dir };
}

function nameTaken(path: string, issue: Issue, source: string | null): Failure {
  const what = source === null ? 'a document that chant did not write' : `about ${source}`;
  const expected = `an issue whose name is free: ${path} is ${what}`;
  return { kind: 'bad-argument', argument: '<issue>', value: issue.source, expected, suggestion: null };
}
