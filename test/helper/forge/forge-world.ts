import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, rmSync } from 'node:fs';
import path from 'node:path';

export interface WorldIssue {
  readonly number: number;
  readonly title: string;
  readonly body: string;
  readonly user: string;
  readonly role?: string;
  readonly labels?: readonly string[];
  readonly state?: 'open' | 'closed';
}

export interface WorldComment {
  readonly user: string;
  readonly body: string;
  readonly role?: string;
}

export interface WorldPull {
  readonly number: number;
  title: string;
  body: string;
  state: 'open' | 'closed';
  merged: boolean;
  readonly draft: boolean;
  readonly head: string;
  readonly headOwner: string;
  readonly base: string;
  readonly reviews: { user: string; state: string; body: string }[];
  readonly lines: { user: string; body: string; path: string; line: number | null }[];
}

export interface WorldRepository {
  readonly owner: string;
  readonly name: string;
  readonly parent: string | null;
  readonly defaultBranch: string;
  readonly writers: readonly string[];
  readonly isPrivate: boolean;
  readonly bare: string;
  readonly issues: Map<number, WorldIssue>;
  readonly comments: Map<number, WorldComment[]>;
  /** Titles and numbers of issues that name one of these. */
  readonly naming: Map<number, { number: number; title: string }[]>;
  readonly pulls: WorldPull[];
  /** By commit. */
  readonly checks: Map<string, { name: string; status: string; conclusion: string | null }[]>;
  readonly statuses: Map<string, { context: string; state: string }[]>;
}

/** What stands on a forge, with a real bare repository behind every one of it. */
export interface ForgeWorld {
  readonly folder: string;
  readonly repositories: Map<string, WorldRepository>;
  /** Login by token. */
  readonly tokens: Map<string, string>;
  /** Git takes pushes only from writers of a repository, with a token for a password; else from everybody. */
  readonly guarded: boolean;
  add(full: string, options?: Partial<Pick<WorldRepository, 'parent' | 'writers' | 'isPrivate'>>): WorldRepository;
  /** Takes all away: a test begins with a new forge, on the server that is there. */
  reset(): void;
  /** Remembers all that stands there now; the function that is given back makes it so again, as often as it is called. */
  keep(): () => void;
  /** Commit of a branch; null: there is none. */
  head(full: string, branch: string): string | null;
  /** Puts a commit with these files on a branch, and gives it. */
  commit(full: string, branch: string, files: Readonly<Record<string, string>>): string;
  /** Text of a file at a branch or commit; null: there is none. */
  readFile(full: string, ref: string, path: string): string | null;
}

/** An empty forge whose repositories live below a folder. */
export function makeWorld(folder: string, options: { readonly guarded?: boolean } = {}): ForgeWorld {
  const repositories = new Map<string, WorldRepository>();
  let keeps = 0;
  const add: ForgeWorld['add'] = (full, options = {}) => {
    const [owner = '', name = ''] = full.split('/');
    const bare = path.join(folder, owner, `${name}.git`);
    mkdirSync(path.dirname(bare), { recursive: true });
    const parent = options.parent ?? null;
    const from = parent === null ? undefined : repositories.get(parent)?.bare;
    if (from === undefined) execFileSync('git', ['init', '-q', '--bare', '-b', 'main', bare]);
    else execFileSync('git', ['clone', '-q', '--bare', from, bare]);
    execFileSync('git', ['-C', bare, 'config', 'http.receivepack', 'true']);
    const repository: WorldRepository = {
      ...{ owner, name, parent, bare, defaultBranch: 'main' },
      writers: options.writers ?? [owner],
      isPrivate: options.isPrivate ?? false,
      issues: new Map(),
      comments: new Map(),
      naming: new Map(),
      pulls: [],
      checks: new Map(),
      statuses: new Map(),
    };
    repositories.set(full.toLowerCase(), repository);
    return repository;
  };
  /** What git says in a repository; null where it fails. */
  const ask = (full: string, ...args: string[]): string | null => {
    const bare = repositories.get(full.toLowerCase())?.bare;
    if (bare === undefined) return null;
    try {
      return execFileSync('git', ['-C', bare, ...args], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] });
    } catch {
      return null;
    }
  };
  const commit: ForgeWorld['commit'] = (full, branch, files) => {
    const data = (text: string): string => `data ${Buffer.byteLength(text)}\n${text}\n`;
    const ref = `refs/heads/${branch}`;
    const before = ask(full, 'rev-parse', '--verify', '--quiet', ref)?.trim();
    const stream = [
      `commit ${ref}\ncommitter Somebody <somebody@example.com> 1770000000 +0000\n`,
      data('more'),
      before === undefined ? '' : `from ${before}\n`,
      ...Object.entries(files).map(([file, text]) => `M 100644 inline ${file}\n${data(text)}`),
    ];
    const bare = repositories.get(full.toLowerCase())?.bare ?? '';
    execFileSync('git', ['-C', bare, 'fast-import', '--quiet'], { input: stream.join('') });
    return ask(full, 'rev-parse', ref)?.trim() ?? '';
  };
  const reset = (): void => {
    repositories.clear();
    rmSync(folder, { recursive: true, force: true });
  };
  const keep: ForgeWorld['keep'] = () => {
    const kept = `${folder}-${keeps}`;
    keeps += 1;
    cpSync(folder, kept, { recursive: true });
    const remembered = structuredClone([...repositories]);
    return () => {
      reset();
      cpSync(kept, folder, { recursive: true });
      for (const [full, repository] of structuredClone(remembered)) repositories.set(full, repository);
    };
  };
  return {
    folder,
    reset,
    keep,
    commit,
    repositories,
    tokens: new Map(),
    guarded: options.guarded ?? false,
    add,
    head: (full, branch) => ask(full, 'rev-parse', '--verify', '--quiet', `refs/heads/${branch}`)?.trim() ?? null,
    readFile: (full, ref, file) => ask(full, 'show', `${ref}:${file}`),
  };
}
