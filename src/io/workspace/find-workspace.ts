import fs from 'node:fs';
import path from 'node:path';
import { lookAt } from './look-at.ts';
import { ownerFile, type WorkspaceFolders } from './make-workspace.ts';

/**
 * The run's folders that somebody stands in: its workspace, or the session folder beside it, in which its checks are
 * run. `from` is absolute and need not be there. Null outside of any run.
 */
export function findWorkspace(from: string): WorkspaceFolders | null {
  // Nearly everybody stands elsewhere: the disk is asked only where a folder is named like a workspace.
  if (!from.includes(`${path.sep}chant-`)) return null;
  for (let folder = realPath(from); ; folder = path.dirname(folder)) {
    if (path.dirname(folder) === folder) return null;
    if (!path.basename(folder).startsWith('chant-')) continue;
    const workspace = folder.replace(/\.session$/, '');
    const session = `${workspace}.session`;
    if (lookAt(path.join(session, ownerFile))?.isFile() ?? false) return { workspace, session };
  }
}

function realPath(place: string): string {
  try {
    return fs.realpathSync(place);
  } catch {
    return path.resolve(place);
  }
}
