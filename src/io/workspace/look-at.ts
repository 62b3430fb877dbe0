import fs from 'node:fs';

/** What stands at a path, links not followed; null: nothing, or a file stands where one of its folders would be. */
export function lookAt(file: string): fs.Stats | null {
  try {
    return fs.lstatSync(file);
  } catch {
    return null;
  }
}
