import fs from 'node:fs';
import path from 'node:path';
import type { Failure } from '../../core/failure.ts';
import { err, ok, type Result } from '../../core/result.ts';

/** Writes a file of a workspace or its session folder, making its folders. `mode` as for chmod. */
export function writeInside(
  root: string,
  relative: string,
  content: { readonly data: string | Uint8Array; readonly mode?: number },
): Result<string, Failure> {
  const file = path.join(root, relative);
  try {
    fs.mkdirSync(path.dirname(file), { recursive: true });
    fs.writeFileSync(file, content.data);
    if (content.mode !== undefined) fs.chmodSync(file, content.mode);
    return ok(file);
  } catch (cause) {
    const reason = cause instanceof Error && 'code' in cause ? String(cause.code) : String(cause);
    return err({ kind: 'file-trouble', action: 'write', path: file, reason });
  }
}
