import fs from 'node:fs';
import path from 'node:path';
import { guardGitConfig } from '../../core/guard/guard-git-config.ts';
import type { Touched } from '../../core/plan/collected.ts';
import type { Place, Repo } from './repo.ts';

/** Files that decide what git does and which programs it runs, as they were before an agent ran. */
export interface GuardedFiles {
  /** Absolute path -> content in base64; null: there was none. */
  readonly files: Readonly<
    Record<string, { readonly what: GuardedKind; readonly content: string | null; readonly mode: number }>
  >;
  /** Folders in which nothing may appear. */
  readonly hookFolders: readonly string[];
}

type GuardedKind = 'config' | 'hook' | 'attributes' | 'worktree-link';

/** Reads the guarded files of a repository, of one workspace of it, and of the user's own git configuration. */
export function readGuardedFiles(repo: Repo, place: Place | null): GuardedFiles {
  const common = (...parts: string[]) => path.join(repo.commonDir, ...parts);
  const configs = [common('config'), path.join(repo.gitDir, 'config.worktree'), ...listUserConfigs(repo)];
  const attributes = ['attributes', 'exclude', 'grafts'].map((name) => common('info', name));
  const links: string[] = [];
  if (place !== null) {
    configs.push(path.join(place.gitDir, 'config.worktree'));
    links.push(
      path.join(place.workTree, '.git'),
      path.join(place.gitDir, 'commondir'),
      path.join(place.gitDir, 'gitdir'),
    );
  }
  const hooks = listFolder(common('hooks')).map((name) => common('hooks', name));
  const alternates = [common('objects', 'info', 'alternates')];
  const groups: readonly [GuardedKind, readonly string[]][] = [
    ['config', configs.map(followLinks)],
    ['attributes', [...attributes, ...alternates]],
    ['worktree-link', links],
    ['hook', hooks],
  ];
  const files = Object.fromEntries(
    groups.flatMap(([what, paths]) => paths.map((file) => [file, { what, ...readPlain(file) }])),
  );
  return { files, hookFolders: [common('hooks')] };
}

/**
 * Compares with what was, and puts back what makes git run programs or look elsewhere, before git is run again.
 * What was found is kept beside it as `<name>.<suffix>`. No git process is involved.
 */
export function restoreGuardedFiles(before: GuardedFiles, suffix: string): readonly Touched[] {
  const touched: Touched[] = [];
  for (const [file, was] of Object.entries(before.files)) {
    const now = readPlain(file);
    if (now.content === was.content && now.mode === was.mode) continue;
    if (was.what === 'config') touched.push(...restoreConfig(file, { was: was.content, now: now.content, suffix }));
    else touched.push(restoreFile(file, { was, suffix }));
  }
  for (const folder of before.hookFolders) {
    for (const name of listFolder(folder)) {
      const file = path.join(folder, name);
      if (file in before.files || name.endsWith(`.${suffix}`)) continue;
      moveAside(file, suffix);
      touched.push({
        what: 'hook',
        name,
        byAgent: true,
        restored: true,
        detail: `appeared during the run, kept as ${name}.${suffix}`,
      });
    }
  }
  return touched;
}

interface ConfigChange {
  readonly was: string | null;
  readonly now: string | null;
  readonly suffix: string;
}

function restoreConfig(file: string, change: ConfigChange): readonly Touched[] {
  const guarded = guardGitConfig(decode(change.was), decode(change.now));
  const notices = guarded.noticed.map((key): Touched => {
    return {
      what: 'config',
      name: key,
      byAgent: false,
      restored: false,
      detail: `changed in ${path.basename(file)} during the run`,
    };
  });
  if (guarded.restored.length === 0) return notices;
  replaceConfig(file, change, guarded.text);
  const kept = `${path.basename(file)}.${change.suffix}`;
  return [
    ...notices,
    ...guarded.restored.map((key): Touched => {
      return {
        what: 'config',
        name: key,
        byAgent: true,
        restored: true,
        detail: `changed during the run, kept in ${kept}`,
      };
    }),
  ];
}

/** By renaming, as git itself does: whoever reads sees one version or the other. */
function replaceConfig(file: string, change: ConfigChange, text: string): void {
  const { mode } = fs.lstatSync(file, { throwIfNoEntry: false }) ?? { mode: 0o644 };
  const draft = `${file}.${change.suffix}.tmp`;
  fs.writeFileSync(draft, text, { mode: mode & 0o777 });
  if (change.now === null) fs.renameSync(draft, file);
  else {
    fs.copyFileSync(file, `${file}.${change.suffix}`);
    fs.renameSync(draft, file);
  }
}

function restoreFile(
  file: string,
  change: { readonly was: GuardedFiles['files'][string]; readonly suffix: string },
): Touched {
  const { was, suffix } = change;
  const name = path.basename(file);
  // A replaced link of the workspace goes to where git does not look for work: beside the workspace.
  moveAside(file, suffix, was.what === 'worktree-link' ? path.dirname(path.dirname(file)) : path.dirname(file));
  if (was.content !== null) {
    fs.mkdirSync(path.dirname(file), { recursive: true });
    fs.writeFileSync(file, Buffer.from(was.content, 'base64'), { mode: was.mode });
    fs.chmodSync(file, was.mode);
  }
  return {
    what: was.what,
    name,
    byAgent: true,
    restored: true,
    detail: `changed during the run, kept as ${name}.${suffix}`,
  };
}

function moveAside(file: string, suffix: string, folder = path.dirname(file)): void {
  if (fs.lstatSync(file, { throwIfNoEntry: false }) === undefined) return;
  const target = path.join(folder, `${path.basename(file)}.${suffix}`);
  fs.rmSync(target, { recursive: true, force: true });
  fs.renameSync(file, target);
  if (fs.lstatSync(target).isFile()) fs.chmodSync(target, 0o600);
}

/** Where git looks for the user's own configuration (git-config(1), "Files"). */
function listUserConfigs(repo: Repo): readonly string[] {
  const { GIT_CONFIG_GLOBAL: global, HOME: home, XDG_CONFIG_HOME: xdg } = repo.env;
  if (global !== undefined) return global === '' || global === '/dev/null' ? [] : [global];
  if (home === undefined) return [];
  return [path.join(home, '.gitconfig'), path.join(xdg || path.join(home, '.config'), 'git', 'config')];
}

/** A configuration that is a link (into a folder of dotfiles) is guarded where it really is. */
function followLinks(file: string): string {
  return fs.existsSync(file) ? fs.realpathSync(file) : file;
}

function listFolder(folder: string): readonly string[] {
  return fs.existsSync(folder) ? fs.readdirSync(folder) : [];
}

/** A link or a folder in the place of a file has no content that counts: it differs from every file. */
function readPlain(file: string): { content: string | null; mode: number } {
  const stat = fs.lstatSync(file, { throwIfNoEntry: false });
  if (stat === undefined) return { content: null, mode: 0 };
  if (stat.isSymbolicLink()) return { content: `-> ${fs.readlinkSync(file)}`, mode: 0 };
  if (!stat.isFile()) return { content: 'not a file', mode: 0 };
  return { content: fs.readFileSync(file).toString('base64'), mode: stat.mode & 0o777 };
}

function decode(content: string | null): string {
  return content === null ? '' : Buffer.from(content, 'base64').toString('utf8');
}
