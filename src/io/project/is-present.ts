import { statSync } from 'node:fs';
import { locateProjectFile, type ProjectPlace } from './project-files.ts';

/** Whether a file or folder is in the user's working tree; `relative` is relative to the root of the checkout. */
export function isPresent(place: ProjectPlace, relative: string): boolean {
  const file = locateProjectFile(place, relative);
  if (file === null) return false;
  try {
    return statSync(file, { throwIfNoEntry: false }) !== undefined;
  } catch {
    // A name that is too long or has a NUL in it, or a folder that may not be entered: nothing that could be used.
    return false;
  }
}
