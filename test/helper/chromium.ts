import { accessSync, constants } from 'node:fs';
import path from 'node:path';

const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];

/**
 * A Chromium on this machine, absolute. Where there is none, tests of pages are skipped and say why; `.ci/run` installs
 * it, and takes a skipped one for a failure.
 */
export const chromiumPath: string | null = find();

function find(): string | null {
  const folders = (process.env['PATH'] ?? '').split(path.delimiter);
  const found = names.flatMap((name) => folders.map((folder) => path.join(folder, name))).find(isProgram);
  if (found === undefined) process.stderr.write(`tests of pages are skipped: no ${names.join(' or ')} on the PATH\n`);
  return found ?? null;
}

function isProgram(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
