import { mkdirSync } from 'node:fs';
import path from 'node:path';
import type { FileTrouble } from '../../core/failure.ts';
import { ok, type Result } from '../../core/result.ts';
import { writeFileAtomic } from './atomic-write.ts';
import { fileTrouble } from './file-trouble.ts';
import type { Store } from './find-store.ts';
import { makePrivateFolder } from './private-folder.ts';

/** A packet's two texts, and where they go. */
export interface PacketFiles {
  readonly id: string;
  /** Absolute; null: beside the run records of the spec, where git does not look. */
  readonly folder: string | null;
  readonly markdown: string;
  readonly html: string;
}

/** Writes `packet.md` and `packet.html`; in a folder of the user's they carry the spec's id. Gives their paths, absolute. */
export function savePacket(
  store: Store,
  files: PacketFiles,
): Result<{ readonly markdown: string; readonly html: string }, FileTrouble> {
  const folder = files.folder ?? path.join(store.runsDir, files.id);
  const name = files.folder === null ? 'packet' : `${files.id}.packet`;
  try {
    if (files.folder === null) makePrivateFolder(store.runsDir);
    mkdirSync(folder, { recursive: true });
  } catch (cause) {
    return fileTrouble('create', folder, cause);
  }
  const [markdown, html] = [path.join(folder, `${name}.md`), path.join(folder, `${name}.html`)];
  const written = writeFileAtomic(markdown, files.markdown);
  if (!written.ok) return written;
  const page = writeFileAtomic(html, files.html);
  return page.ok ? ok({ markdown, html }) : page;
}
