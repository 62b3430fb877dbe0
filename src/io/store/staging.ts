import fs from 'node:fs';
import path from 'node:path';
import type { FileTrouble } from '../../core/failure.ts';
import type { Result } from '../../core/result.ts';
import { parseStaging } from '../../core/staging/parse-staging.ts';
import type { Staging } from '../../core/staging/staging.ts';
import { writeFileAtomic } from './atomic-write.ts';
import { fileTrouble } from './file-trouble.ts';
import type { Store } from './find-store.ts';
import { makePrivateFolder } from './private-folder.ts';
import { readRunFile } from './run-file.ts';

const recordName = 'record.json';

/** Folder of what is kept of a spec's staging: its record, and the evidence of its checks. */
export function locateStaging(store: Store, id: string): string {
  return path.join(store.runsDir, id, 'staging');
}

/** What is known of a spec in the fork; null: nothing, or nothing that can be read. */
export function loadStaging(store: Store, id: string): Staging | null {
  const text = readRunFile(locateStaging(store, id), recordName)?.toString('utf8');
  const staging = text === undefined ? null : parseStaging(text);
  return staging?.spec === id ? staging : null;
}

/** Writes it down; it is on disk when this returns. The caller holds the spec's lease. Failure: file-trouble. */
export function saveStaging(store: Store, staging: Staging): Result<void, FileTrouble> {
  const folder = locateStaging(store, staging.spec);
  try {
    makePrivateFolder(store.runsDir);
    fs.mkdirSync(folder, { recursive: true, mode: 0o700 });
  } catch (cause) {
    return fileTrouble('create', folder, cause);
  }
  return writeFileAtomic(path.join(folder, recordName), `${JSON.stringify(staging, null, 2)}\n`);
}
