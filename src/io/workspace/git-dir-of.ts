import fs from 'node:fs';
import path from 'node:path';

/**
 * The git directory of a worktree that chant has just made, read from its `.git` file. Ask before an agent runs:
 * afterwards the file may say anything.
 */
export function readWorktreeGitDir(workTree: string): string {
  // gitdir: /repo/.git/worktrees/chant-010-v7b
  const text = fs.readFileSync(path.join(workTree, '.git'), 'utf8');
  return path.resolve(workTree, text.replace(/^gitdir:\s*/, '').trim());
}

/**
 * The git directory of a workspace that an agent has been in, as chant saw it before: one of the guarded files of
 * that time is `<git directory>/gitdir`. Where that is not known, what its `.git` file says. Null: there is none.
 */
export function findWorktreeGitDir(workTree: string, guarded: readonly string[]): string | null {
  if (!fs.existsSync(workTree)) return null;
  const link = guarded.find((file) => path.basename(file) === 'gitdir');
  if (link !== undefined) return path.dirname(link);
  try {
    return readWorktreeGitDir(workTree);
  } catch {
    return null;
  }
}

/** What HEAD of a worktree says: `ref: refs/heads/chant/x`, or a commit; empty when it cannot be read. */
export function readWorktreeHead(gitDir: string): string {
  const file = path.join(gitDir, 'HEAD');
  // A pipe in its place would be waited for.
  if (!(fs.lstatSync(file, { throwIfNoEntry: false })?.isFile() ?? false)) return '';
  return fs.readFileSync(file, 'utf8').trim();
}

/** Has a worktree stand on a branch (`refs/heads/chant/x`) again: without a HEAD that it can read, git refuses it. */
export function resetWorktreeHead(gitDir: string, ref: string): void {
  const file = path.join(gitDir, 'HEAD');
  if (readWorktreeHead(gitDir) === `ref: ${ref}`) return;
  fs.rmSync(file, { recursive: true, force: true });
  fs.writeFileSync(file, `ref: ${ref}\n`);
}

/** Copies a worktree's index, so that later nobody else's flags in it count. */
export function copyIndex(gitDir: string, to: string): void {
  fs.copyFileSync(path.join(gitDir, 'index'), to);
}

/** Folders in a tree that are repositories of their own: git would neither look into them nor keep their content. */
export function listNestedRepositories(root: string, relative = ''): readonly string[] {
  let entries: fs.Dirent[];
  try {
    entries = fs.readdirSync(path.join(root, relative), { withFileTypes: true });
  } catch {
    return [];
  }
  if (relative !== '' && entries.some((entry) => entry.name.toLowerCase() === '.git')) return [relative];
  return entries
    .filter((entry) => entry.isDirectory() && entry.name !== '.git')
    .flatMap((entry) => listNestedRepositories(root, relative === '' ? entry.name : `${relative}/${entry.name}`));
}
