import fs from 'node:fs';
import path from 'node:path';
import { listNestedRepositories } from './git-dir-of.ts';

/**
 * Moves the `.git` of every repository inside a workspace away, into `keepDir`: git would run in them with their own
 * configuration, and would keep a name instead of their files. Gives the folders, relative to the workspace.
 */
export function setAsideNested(workspace: string, keepDir: string): readonly string[] {
  const found = listNestedRepositories(workspace);
  for (const folder of found) {
    for (const name of fs.readdirSync(path.join(workspace, folder))) {
      if (name.toLowerCase() !== '.git') continue;
      const from = path.join(workspace, folder, name);
      // The run's folder may be on another file system than the workspace: a rename would not do.
      fs.cpSync(from, path.join(keepDir, folder.replaceAll('/', '__'), name), {
        recursive: true,
        verbatimSymlinks: true,
        force: true,
      });
      fs.rmSync(from, { recursive: true, force: true });
    }
  }
  // What lies inside of a nested repository may be one, too.
  return found.length === 0 ? [] : [...found, ...setAsideNested(workspace, keepDir)];
}
