import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, realpathSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { findStore, type Store } from '../../src/io/store/find-store.ts';

/** A real repository in a temp folder, that the setup file takes away. */
export interface ChantRepo {
  readonly root: string;
  git(...args: string[]): string;
  /** Writes a file, folders included. */
  write(file: string, text: string): void;
  read(file: string): string;
  store(): Store;
}

/** A temp folder of the test's own, by its real path. */
export function makeFolder(): string {
  return realpathSync(mkdtempSync(path.join(os.tmpdir(), 'chant-')));
}

/** Makes a repository with one commit and, unless `files` is null, with these files under it, uncommitted. */
export function makeChantRepo(files: Readonly<Record<string, string>> | null = { '.chant/config.md': '' }): ChantRepo {
  const root = path.join(makeFolder(), 'shop');
  mkdirSync(root);
  const git = (...args: string[]): string =>
    execFileSync('git', args, { cwd: root, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });
  startRepository(root, git);
  const write = (file: string, text: string): void => {
    mkdirSync(path.dirname(path.join(root, file)), { recursive: true });
    writeFileSync(path.join(root, file), text);
  };
  for (const [file, text] of Object.entries(files ?? {})) write(file, text);
  return {
    root,
    git,
    write,
    read: (file) => readFileSync(path.join(root, file), 'utf8'),
    store: () => {
      const store = findStore(root);
      if (!store.ok) throw new Error(store.failure.kind);
      return store.value;
    },
  };
}

/** By what git is told through the environment: two formats of repositories are two. */
const started = new Map<string, string>();

/** One commit without files. It is made once in a test file and then copied: that is a third of the work of two gits. */
function startRepository(root: string, git: ChantRepo['git']): void {
  const told = JSON.stringify(Object.entries(process.env).filter(([name]) => /^(GIT_|HOME$)/.test(name)));
  const kept = started.get(told);
  const gitDir = path.join(root, '.git');
  if (kept !== undefined) return cpSync(kept, gitDir, { recursive: true });
  git('init', '-q');
  git('commit', '-q', '--allow-empty', '-m', 'start');
  const copy = path.join(makeFolder(), 'kept');
  cpSync(gitDir, copy, { recursive: true });
  started.set(told, copy);
}
