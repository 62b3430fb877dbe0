import { closeSync, constants, mkdirSync, openSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';

/** Writes a file with its folders. A link in its place is not written through: that throws. */
export function saveFile(file: string, text: string): void {
  mkdirSync(dirname(file), { recursive: true });
  const { O_WRONLY, O_CREAT, O_TRUNC, O_NOFOLLOW } = constants;
  const handle = openSync(file, O_WRONLY | O_CREAT | O_TRUNC | O_NOFOLLOW, 0o666);
  try {
    writeFileSync(handle, text);
  } finally {
    closeSync(handle);
  }
}
