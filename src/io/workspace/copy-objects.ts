import fs from 'node:fs';
import path from 'node:path';
import { lookAt } from './look-at.ts';

const chunkBytes = 1024 * 1024;

/**
 * Copies the objects that an agent's clone holds into a folder of chant's own: plain files with the names of loose
 * objects and of packs, and nothing else. Indexes, commit graphs and alternates of the agent's are left where they
 * are: they could tell git anything. Gives the packs, absolute; null: there is no object.
 */
export function copyObjects(workspace: string, to: string): readonly string[] | null {
  const from = path.join(workspace, '.git', 'objects');
  if (lookAt(path.dirname(from))?.isDirectory() !== true) return null;
  const folders = listFolder(from).filter((name) => /^[0-9a-f]{2}$/.test(name));
  const loose = folders.flatMap((folder) =>
    listFolder(path.join(from, folder))
      .filter((name) => /^(?:[0-9a-f]{38}|[0-9a-f]{62})$/.test(name))
      .map((name) => path.join(folder, name)),
  );
  const packs = listFolder(path.join(from, 'pack'))
    .filter((name) => /^pack-[0-9a-f]+\.pack$/.test(name))
    .map((name) => path.join('pack', name));
  const copied = [...loose, ...packs].filter((file) => copyPlain(path.join(from, file), path.join(to, file)));
  if (copied.length === 0) return null;
  return copied.filter((file) => file.endsWith('.pack')).map((file) => path.join(to, file));
}

/** Names in a folder that is one, and no link to one. */
function listFolder(folder: string): readonly string[] {
  return lookAt(folder)?.isDirectory() === true ? fs.readdirSync(folder) : [];
}

/** Through a handle, so that what was looked at is what is copied; never a link, a pipe or a device. */
function copyPlain(from: string, to: string): boolean {
  const { O_RDONLY, O_NOFOLLOW, O_NONBLOCK } = fs.constants;
  let source: number;
  try {
    source = fs.openSync(from, O_RDONLY | O_NOFOLLOW | O_NONBLOCK);
  } catch {
    return false;
  }
  try {
    if (!fs.fstatSync(source).isFile()) return false;
    fs.mkdirSync(path.dirname(to), { recursive: true });
    const target = fs.openSync(to, 'wx', 0o600);
    const chunk = Buffer.alloc(chunkBytes);
    try {
      for (let size = fs.readSync(source, chunk); size > 0; size = fs.readSync(source, chunk))
        fs.writeSync(target, chunk, 0, size);
    } finally {
      fs.closeSync(target);
    }
    return true;
  } finally {
    fs.closeSync(source);
  }
}
