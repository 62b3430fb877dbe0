import path from 'node:path';
import type { Failure } from '../../core/failure.ts';
import { err, ok, type Result } from '../../core/result.ts';
import { editFrontmatter, type FrontmatterEdit } from '../../core/spec/edit-frontmatter.ts';
import { writeFileAtomic } from './atomic-write.ts';
import type { Store } from './find-store.ts';
import { readSpecText, readStats } from './read-spec-text.ts';

/**
 * Writes one key of the top level into `config.md` and leaves every other byte as it is; makes the file where there is
 * none. Gives back whether anything changed. Failures: spec-bad (the frontmatter cannot be edited), file-trouble.
 */
export function writeConfigKey(store: Pick<Store, 'dir'>, edit: FrontmatterEdit): Result<boolean, Failure> {
  const file = path.join(store.dir, 'config.md');
  const stats = readStats(file);
  const read = stats === null ? { kind: 'text' as const, text: '' } : readSpecText(file, stats);
  if (read.kind === 'bad') return err({ kind: 'file-trouble', action: 'read', path: file, reason: read.message });
  const edited = editFrontmatter(read.text, [edit], { id: 'config', path: '.chant/config.md' });
  if (!edited.ok) return edited;
  if (edited.value === read.text) return ok(false);
  const written = writeFileAtomic(file, edited.value);
  return written.ok ? ok(true) : written;
}
