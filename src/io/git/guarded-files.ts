import fs from 'node:fs';
import path from 'node:path';
import { guardGitConfig } from '../../core/guard/guard-git-config.ts';
import type { Touched } from '../../core/plan/collected.ts';
import { listConfigs } from './list-configs.ts';
import { lookAt } from './look-at.ts';
import type { Place, Repo } from './repo.ts';

/** Files that decide what git does and which programs it runs, as they were before an agent ran. */
export interface GuardedFiles {
  /** Absolute path -> content in base64, or a sign for what is no plain file; null: there was none. */
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
  const links =
    place === null
      ? []
      : [path.join(place.workTree, '.git'), path.join(place.gitDir, 'commondir'), path.join(place.gitDir, 'gitdir')];
  const hooks = common('hooks');
  const groups: readonly [GuardedKind, readonly string[]][] = [
    ['config', listConfigs(repo, place)],
    ['attributes', [common('info', 'attributes'), common('info', 'exclude'), common('info', 'grafts')]],
    ['attributes', [common('objects', 'info', 'alternates')]],
    ['worktree-link', links],
    // The folder comes first: its hooks can be put back only when it is a folder.
    ['hook', [hooks, ...listFolder(hooks).map((name) => path.join(hooks, name))]],
  ];
  const files = Object.fromEntries(
    groups.flatMap(([what, paths]) => paths.map((file) => [file, { what, ...readPlain(file) }])),
  );
  return { files, hookFolders: [hooks] };
}

/** Where what was found in the place of a guarded file goes. */
export interface Keeping {
  /** It is kept beside its place as `<name>.<suffix>`. */
  readonly suffix: string;
  /** Folder for what cannot stay beside its place: what replaced a workspace's link to its repository. */
  readonly folder: string;
  /** Milliseconds since 1970: what changed later is not the agent's; null: it ended just now. */
  readonly until: number | null;
}

/**
 * Compares with what was, and puts back what makes git run programs or look elsewhere, before git is run again.
 * What was found is kept. No git process is involved.
 */
export function restoreGuardedFiles(before: GuardedFiles, keeping: Keeping): readonly Touched[] {
  const touched: Touched[] = [];
  for (const [file, was] of Object.entries(before.files)) {
    const now = readPlain(file);
    if (now.content === was.content && now.mode === was.mode) continue;
    if (isLater(file, keeping.until)) continue;
    if (was.what === 'config' && isText(was.content) && isText(now.content))
      touched.push(...restoreConfig(file, { was, now: now.content, suffix: keeping.suffix }));
    else touched.push(restoreFile(file, was, keeping));
  }
  const { suffix } = keeping;
  for (const folder of before.hookFolders) {
    for (const name of listFolder(folder)) {
      const file = path.join(folder, name);
      if (file in before.files || name.endsWith(`.${suffix}`) || isLater(file, keeping.until)) continue;
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

/** Whether a file changed after that moment; one that is gone does not tell, and is the user's own affair then. */
function isLater(file: string, until: number | null): boolean {
  return until !== null && (lookAt(file)?.ctimeMs ?? Number.POSITIVE_INFINITY) > until;
}

type Guarded = GuardedFiles['files'][string];

interface ConfigChange {
  readonly was: Guarded;
  readonly now: string | null;
  readonly suffix: string;
}

function restoreConfig(file: string, change: ConfigChange): readonly Touched[] {
  const guarded = guardGitConfig(decode(change.was.content), decode(change.now));
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
  const draft = `${file}.${change.suffix}.tmp`;
  fs.writeFileSync(draft, text, { mode: change.was.content === null ? 0o644 : change.was.mode });
  if (change.now === null) fs.renameSync(draft, file);
  else {
    fs.copyFileSync(file, `${file}.${change.suffix}`);
    fs.renameSync(draft, file);
  }
}

function restoreFile(file: string, was: Guarded, keeping: Keeping): Touched {
  const name = path.basename(file);
  const apart = was.what === 'worktree-link';
  // Whatever stands in place of a workspace's link may be a repository with work in it.
  if (apart) moveApart(file, path.join(keeping.folder, name));
  else moveAside(file, keeping.suffix);
  putBack(file, was);
  const kept = apart ? 'in the record of the run' : `as ${name}.${keeping.suffix}`;
  return { what: was.what, name, byAgent: true, restored: true, detail: `changed during the run, kept ${kept}` };
}

function putBack(file: string, was: Guarded): void {
  const { content, mode } = was;
  if (content === null) return;
  fs.mkdirSync(path.dirname(file), { recursive: true });
  if (content === aFolder) fs.mkdirSync(file);
  else if (content.startsWith(linkSign)) fs.symlinkSync(content.slice(linkSign.length), file);
  else if (isText(content)) {
    fs.writeFileSync(file, Buffer.from(content, 'base64'), { mode });
    fs.chmodSync(file, mode);
  }
}

function moveAside(file: string, suffix: string): void {
  if (lookAt(file) === null) return;
  const target = `${file}.${suffix}`;
  fs.rmSync(target, { recursive: true, force: true });
  fs.renameSync(file, target);
  if (fs.lstatSync(target).isFile()) fs.chmodSync(target, 0o600);
}

/** The run's folder may be on another file system than the workspace: a rename would not do. */
function moveApart(file: string, target: string): void {
  if (lookAt(file) === null) return;
  fs.mkdirSync(path.dirname(target), { recursive: true });
  fs.rmSync(target, { recursive: true, force: true });
  fs.cpSync(file, target, { recursive: true, verbatimSymlinks: true, filter: isKept });
  fs.rmSync(file, { recursive: true, force: true });
}

/** Pipes and sockets hold nothing, and cannot be copied. */
function isKept(file: string): boolean {
  const stat = fs.lstatSync(file);
  return stat.isFile() || stat.isDirectory() || stat.isSymbolicLink();
}

/** Names in a folder; a link to one counts, as it does for git. */
function listFolder(folder: string): readonly string[] {
  return fs.existsSync(folder) && fs.statSync(folder).isDirectory() ? fs.readdirSync(folder) : [];
}

// None of these signs is base64.
const linkSign = '-> ';
const aFolder = '(a folder)';
const unreadable = '(not a file that can be read)';

/** A plain file's content in base64, null where nothing is; a link, a folder and the rest as signs that differ. */
function readPlain(file: string): { content: string | null; mode: number } {
  const stat = lookAt(file);
  if (stat === null) return { content: null, mode: 0 };
  if (stat.isSymbolicLink()) return { content: `${linkSign}${fs.readlinkSync(file)}`, mode: 0 };
  if (stat.isDirectory()) return { content: aFolder, mode: 0 };
  try {
    if (stat.isFile()) return { content: fs.readFileSync(file).toString('base64'), mode: stat.mode & 0o777 };
  } catch {
    // Not ours to read any more: as good as something else in its place.
  }
  return { content: unreadable, mode: 0 };
}

/** Nothing counts as an empty file. */
function isText(content: string | null): boolean {
  return content === null || !/[() ]/.test(content);
}

function decode(content: string | null): string {
  return content === null ? '' : Buffer.from(content, 'base64').toString('utf8');
}
