import { lstatSync, realpathSync, type Stats } from 'node:fs';
import { basename, dirname, isAbsolute, join, relative, resolve, sep } from 'node:path';
import { err, ok, type Result } from '../../../core/result.ts';

/** Something in the workspace that a model named. */
export interface Place {
  /** Where it really is: no link is left in its folders. */
  readonly absolute: string;
  /** From the workspace, with `/`; empty for the workspace itself. */
  readonly path: string;
  /** Of what stands there, a link not followed; null: nothing. */
  readonly stat: Stats | null;
}

/**
 * Finds what a model means by a path, and refuses, with a reason that it is told, whatever lies outside of the
 * workspace or in git's own folder. Links among the folders are followed before that is decided.
 *
 * `roots`: the workspace's real path, and how the prompt names it.
 */
export function findPlace(roots: readonly [real: string, named: string], path: string): Result<Place, string> {
  const [root, named] = roots;
  if (path.includes('\0')) return err('a path has no NUL in it');
  const inside = isAbsolute(path)
    ? (insideOf(named, path) ?? insideOf(root, path))
    : insideOf(root, resolve(root, path));
  if (inside === null) return err(`${path} is outside of the workspace`);
  const real = join(followFolders(dirname(join(root, inside))), basename(join(root, inside)));
  const own = inside === '' ? '' : insideOf(root, real);
  if (own === null) return err(`${path} leads out of the workspace`);
  if ([inside, own].some((one) => one.split(sep).some((part) => part.toLowerCase() === '.git')))
    return err(`${path} belongs to git, and git's own files are not yours to touch`);
  const absolute = inside === '' ? root : real;
  return ok({ absolute, path: own.split(sep).join('/'), stat: lstatSync(absolute, { throwIfNoEntry: false }) ?? null });
}

/** `target` from `root`, empty for the root itself; null where it is not in it. */
function insideOf(root: string, target: string): string | null {
  const inside = relative(root, resolve(target));
  return inside === '..' || inside.startsWith(`..${sep}`) || isAbsolute(inside) ? null : inside;
}

/** The real path of a folder; of one that is not there, that of the nearest above it with the rest behind. */
function followFolders(folder: string): string {
  try {
    return realpathSync(folder);
  } catch {
    const above = dirname(folder);
    return above === folder ? folder : join(followFolders(above), basename(folder));
  }
}
