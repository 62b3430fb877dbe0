import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { readCode } from './file-trouble.ts';

/**
 * Makes a folder under `.chant/` whose content git shall never see, whatever the project's own ignore lists say
 * (a `.chant/` made by the existing tool does not list `runs/` and `cache/`). Throws what `node:fs` throws.
 */
export function makePrivateFolder(folder: string): void {
  mkdirSync(folder, { recursive: true });
  try {
    writeFileSync(path.join(folder, '.gitignore'), '*\n', { flag: 'wx' });
  } catch (cause) {
    if (readCode(cause) !== 'EEXIST') throw cause;
  }
}
