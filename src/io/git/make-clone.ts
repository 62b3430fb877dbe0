import fs from 'node:fs';
import path from 'node:path';
import { buildCloneConfig, type ConfigPair } from '../../core/clone/build-clone-config.ts';
import { cloneOwnerFile } from '../../core/clone/owner-file.ts';
import type { Failure } from '../../core/failure.ts';
import { err, ok, type Result } from '../../core/result.ts';
import { errorReason } from '../process/error-reason.ts';
import { listRefs } from './for-each-ref.ts';
import { lookAt } from './look-at.ts';
import type { Repo } from './repo.ts';
import { runGit, splitNul } from './run-git.ts';

export interface CloneRequest {
  /** An existing, empty directory. */
  readonly path: string;
  readonly commit: string;
  /** Full name of the branch that it stands on; null: detached. */
  readonly branch: string | null;
  /** Branches that begin like this are other runs', and not shown. */
  readonly hidden: string;
  /** Marks the clone as this run's, for whoever finds it after a crash. */
  readonly owner: string;
}

/**
 * Checks a commit out into a repository of its own that borrows the objects of the user's (`objects/info/alternates`)
 * and shares nothing else with it: refs, configuration and hooks are its own. `git clone` is not asked: it would read
 * the configuration twice and walk what is known already.
 */
export async function makeClone(repo: Repo, request: CloneRequest): Promise<Result<void, Failure>> {
  const gitDir = path.join(request.path, '.git');
  try {
    for (const folder of ['objects/info', 'objects/pack', 'refs/heads', 'refs/tags', 'info', 'hooks'])
      fs.mkdirSync(path.join(gitDir, folder), { recursive: true });
    fs.writeFileSync(path.join(gitDir, cloneOwnerFile), request.owner, { mode: 0o400 });
  } catch (cause) {
    return err({ kind: 'file-trouble', action: 'create', path: gitDir, reason: errorReason(cause) });
  }
  const [config, refs, files] = await Promise.all([
    listConfig(repo),
    listRefs(repo, ['refs/heads', 'refs/tags', 'refs/remotes', 'refs/notes']),
    checkOut(repo, request, path.join(gitDir, 'index')),
  ]);
  if (!config.ok) return config;
  if (!refs.ok) return refs;
  if (!files.ok) return files;
  try {
    fillGitDir(repo, request, { gitDir, config: config.value, refs: refs.value });
  } catch (cause) {
    return err({ kind: 'file-trouble', action: 'write', path: gitDir, reason: errorReason(cause) });
  }
  return ok(undefined);
}

/** By the user's git directory: with the filters and line ends that the user's own checkout has. */
async function checkOut(repo: Repo, { path: workTree, commit }: CloneRequest, index: string) {
  return runGit(repo, ['read-tree', '-m', '-u', commit], {
    at: { workTree, gitDir: repo.gitDir },
    index,
    // As many workers as there are cores, as for a worktree. A split index would leave a part of itself behind.
    config: ['checkout.workers=0', 'core.splitIndex=false'],
  });
}

async function listConfig(repo: Repo): Promise<Result<readonly ConfigPair[], Failure>> {
  const answer = await runGit(repo, ['config', '--local', '--includes', '--list', '-z']);
  if (!answer.ok) return answer;
  // core.filemode\ntrue\0 — a key without a value has no line feed, and means true.
  return ok(
    splitNul(answer.value.stdout).map((entry) => {
      const at = entry.indexOf('\n');
      return at < 0 ? { key: entry, value: 'true' } : { key: entry.slice(0, at), value: entry.slice(at + 1) };
    }),
  );
}

function fillGitDir(
  repo: Repo,
  { commit, branch, hidden }: CloneRequest,
  known: {
    readonly gitDir: string;
    readonly config: readonly ConfigPair[];
    readonly refs: ReadonlyMap<string, string>;
  },
): void {
  const { gitDir } = known;
  const write = (file: string, text: string): void => {
    fs.mkdirSync(path.dirname(path.join(gitDir, file)), { recursive: true });
    fs.writeFileSync(path.join(gitDir, file), text);
  };
  const refs = [...known.refs].filter(([ref]) => !ref.startsWith(`refs/heads/${hidden}`));
  write('config', buildCloneConfig(known.config, commit.length === 64));
  write('packed-refs', refs.map(([ref, object]) => `${object} ${ref}\n`).join(''));
  write('objects/info/alternates', formatAlternate(path.join(repo.commonDir, 'objects')));
  write('HEAD', branch === null ? `${commit}\n` : `ref: ${branch}\n`);
  if (branch !== null) write(branch, `${commit}\n`);
  for (const [from, file] of [
    [repo.commonDir, 'info/exclude'],
    [repo.commonDir, 'info/attributes'],
    [repo.gitDir, 'info/sparse-checkout'],
    [repo.commonDir, 'shallow'],
  ] as const) {
    const source = path.join(from, file);
    if (lookAt(source)?.isFile() === true) fs.copyFileSync(source, path.join(gitDir, file));
  }
}

/** One folder a line; one that holds a line feed is quoted as in C (gitrepository-layout(5)). */
export function formatAlternate(folder: string): string {
  const quoted = folder.replaceAll('\\', '\\\\').replaceAll('"', '\\"').replaceAll('\n', '\\n');
  return folder.includes('\n') ? `"${quoted}"\n` : `${folder}\n`;
}
