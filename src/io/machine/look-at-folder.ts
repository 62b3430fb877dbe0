import fs from 'node:fs';
import type { FolderFacts } from '../../core/machine/machine-facts.ts';
import { errorReason } from '../process/error-reason.ts';

/** Whether one could write into a folder, and how much; writes nothing. */
export function lookAtFolder(path: string): FolderFacts {
  try {
    if (!fs.statSync(path).isDirectory()) return { path, trouble: 'ENOTDIR', freeBytes: null };
    fs.accessSync(path, fs.constants.W_OK | fs.constants.X_OK);
    const { bavail, bsize } = fs.statfsSync(path);
    return { path, trouble: null, freeBytes: bavail * bsize };
  } catch (error) {
    return { path, trouble: errorReason(error), freeBytes: null };
  }
}
