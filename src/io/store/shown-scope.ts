import fs from 'node:fs';
import path from 'node:path';
import type { Failure } from '../../core/failure.ts';
import type { Result } from '../../core/result.ts';
import { writeFileAtomic } from './atomic-write.ts';
import type { Store } from './find-store.ts';
import { makePrivateFolder } from './private-folder.ts';

/** The scope of a spec that was shown last to whoever is to approve it. Losing it means that it is shown once more. */
export function readShownScope(store: Store, id: string): readonly string[] | null {
  try {
    const value: unknown = JSON.parse(fs.readFileSync(locate(store, id), 'utf8'));
    return Array.isArray(value) && value.every((one) => typeof one === 'string') ? value : null;
  } catch {
    return null;
  }
}

/** Remembers what was shown. Failure: file-trouble. */
export function writeShownScope(store: Store, id: string, files: readonly string[]): Result<void, Failure> {
  makePrivateFolder(store.cacheDir);
  makePrivateFolder(path.dirname(locate(store, id)));
  return writeFileAtomic(locate(store, id), `${JSON.stringify(files)}\n`);
}

function locate(store: Store, id: string): string {
  return path.join(store.cacheDir, 'scopes', `${id}.json`);
}
