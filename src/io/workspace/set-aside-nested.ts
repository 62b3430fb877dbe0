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
      moveAway(path.join(workspace, folder, name), path.join(keepDir, folder.replaceAll('/', '__'), name));
    }
  }
  // What lies inside of a nested repository may be one, too.
  return found.length === 0 ? [] : [...found, ...setAsideNested(workspace, keepDir)];
}

/** A folder in the place of the `.git` file that git made for the workspace goes the same way. */
export function setAsideReplaced(workspace: string, keepDir: string): void {
  const file = path.join(workspace, '.git');
  const stat = fs.lstatSync(file, { throwIfNoEntry: false });
  if (stat?.isDirectory() === true) moveAway(file, path.join(keepDir, '.git'));
}

/** The run's folder may be on another file system than the workspace: a rename would not do. */
function moveAway(from: string, to: string): void {
  fs.cpSync(from, to, { recursive: true, verbatimSymlinks: true, force: true, filter: isKept });
  fs.rmSync(from, { recursive: true, force: true });
}

/** Pipes, sockets and devices hold nothing, and cannot be copied. */
function isKept(file: string): boolean {
  const stat = fs.lstatSync(file);
  return stat.isFile() || stat.isDirectory() || stat.isSymbolicLink();
}
