import fs from 'node:fs';
import path from 'node:path';
import type { FileTrouble } from '../../core/failure.ts';
import { ok, type Result } from '../../core/result.ts';
import { createFileAtomic } from './atomic-write.ts';
import type { Store } from './find-store.ts';

/**
 * Saves a document under `.chant/research/` by the first name that is free; the same text is not saved twice under
 * numbered names. Gives its path, `.chant/research/…`. Failure: file-trouble.
 */
export function writeResearch(
  store: Store,
  name: (number: number) => string,
  text: string,
): Result<string, FileTrouble> {
  for (let number = 1; ; number++) {
    const file = path.join(store.dir, 'research', name(number));
    const created = createFileAtomic(file, text);
    if (!created.ok) return created;
    if (created.value || isSame(file, text)) return ok(`.chant/research/${name(number)}`);
  }
}

function isSame(file: string, text: string): boolean {
  try {
    return fs.readFileSync(file, 'utf8') === text;
  } catch {
    return false;
  }
}
