import { mkdirSync } from 'node:fs';
import path from 'node:path';
import type { FileTrouble } from '../../core/failure.ts';
import type { Result } from '../../core/result.ts';
import { parseSending, type Sending } from '../../core/upstream/sending.ts';
import { writeFileAtomic } from './atomic-write.ts';
import { fileTrouble } from './file-trouble.ts';
import type { Store } from './find-store.ts';
import { makePrivateFolder } from './private-folder.ts';
import { readRunFile } from './run-file.ts';
import { listRunIds } from './run-folder.ts';

const recordName = 'record.json';

function locateSending(store: Store, id: string): string {
  return path.join(store.runsDir, id, 'upstream');
}

/** What was sent upstream of a spec; null: nothing, or nothing that can be read. */
export function loadSending(store: Store, id: string): Sending | null {
  const text = readRunFile(locateSending(store, id), recordName)?.toString('utf8');
  const sending = text === undefined ? null : parseSending(text);
  return sending?.spec === id ? sending : null;
}

/** All that was sent, in the order of the ids. */
export function loadSendings(store: Store): readonly Sending[] {
  return listRunIds(store).flatMap((id) => loadSending(store, id) ?? []);
}

/** Writes it down; it is on disk when this returns. Failure: file-trouble. */
export function saveSending(store: Store, sending: Sending): Result<void, FileTrouble> {
  const folder = locateSending(store, sending.spec);
  try {
    makePrivateFolder(store.runsDir);
    mkdirSync(folder, { recursive: true });
  } catch (cause) {
    return fileTrouble('create', folder, cause);
  }
  return writeFileAtomic(path.join(folder, recordName), `${JSON.stringify(sending, null, 2)}\n`);
}
