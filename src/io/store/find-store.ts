import { readFileSync, realpathSync, statSync } from 'node:fs';
import path from 'node:path';
import { err, ok, type Result } from '../../core/result.ts';

/** Where chant's files of one checkout are. All paths are absolute. */
export interface Store {
  /** The checkout that the user stands in. */
  readonly root: string;
  /** The `.chant` folder: of this checkout, or of the main one where this checkout has none (silent mode in a linked worktree). */
  readonly dir: string;
  readonly runsDir: string;
  readonly cacheDir: string;
  /** The main checkout; the same as `root` but in a linked worktree. Runs and cache are shared there. */
  readonly home: string;
}

/** Finds the `.chant` folder for somebody who stands in `from`. Failures: not-a-repository, no-chant-folder. */
export function findStore(from: string): Result<Store> {
  const place = placeStore(from);
  if (!place.ok) return place;
  const { exists, ...store } = place.value;
  return exists ? ok(store) : err({ kind: 'no-chant-folder', path: store.root });
}

/** As findStore, for those who are about to make the folder: it need not be there. Failure: not-a-repository. */
export function placeStore(from: string): Result<Store & { readonly exists: boolean }> {
  const found = findCheckout(realPath(from));
  if (found === null) return err({ kind: 'not-a-repository', path: from });
  const { root, home } = found;
  const own = path.join(root, '.chant');
  const main = path.join(home, '.chant');
  const dir = isDirectory(own) || !isDirectory(main) ? own : main;
  const shared = isDirectory(main) ? main : dir;
  const [runsDir, cacheDir] = [path.join(shared, 'runs'), path.join(shared, 'cache')];
  return ok({ root, dir, runsDir, cacheDir, home, exists: isDirectory(dir) });
}

interface Checkout {
  readonly root: string;
  readonly home: string;
}

function findCheckout(from: string): Checkout | null {
  if (!isDirectory(from)) return null;
  for (let folder = from; ; folder = path.dirname(folder)) {
    const gitDir = readGitDir(folder);
    if (gitDir !== null) return { root: folder, home: findHome(folder, gitDir) };
    if (path.dirname(folder) === folder) return null;
  }
}

/** The git directory of a checkout whose root is `folder`; null where `folder` is none. */
function readGitDir(folder: string): string | null {
  const entry = path.join(folder, '.git');
  if (isDirectory(entry)) return isFile(path.join(entry, 'HEAD')) ? entry : null;
  // A linked worktree and a submodule have a file: `gitdir: /repo/.git/worktrees/name`
  const target = /^gitdir: (.+)$/m.exec(readText(entry) ?? '')?.[1];
  if (target === undefined) return null;
  const gitDir = path.resolve(folder, target.trim());
  return isDirectory(gitDir) ? gitDir : null;
}

/** Only a linked worktree has `commondir`; where the common directory belongs to no checkout (bare), there is no other home. */
function findHome(root: string, gitDir: string): string {
  const common = readText(path.join(gitDir, 'commondir'));
  if (common === null) return root;
  const commonDir = realPath(path.resolve(gitDir, common.trim()));
  return path.basename(commonDir) === '.git' ? path.dirname(commonDir) : root;
}

function realPath(place: string): string {
  try {
    return realpathSync(place);
  } catch {
    return path.resolve(place);
  }
}

function readText(file: string): string | null {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return null;
  }
}

function isDirectory(place: string): boolean {
  return statSync(place, { throwIfNoEntry: false })?.isDirectory() ?? false;
}

function isFile(place: string): boolean {
  return statSync(place, { throwIfNoEntry: false })?.isFile() ?? false;
}
