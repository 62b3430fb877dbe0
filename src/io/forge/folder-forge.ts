import { readFileSync, realpathSync } from 'node:fs';
import path from 'node:path';
import type { ForgeTrouble } from '../../core/failure.ts';
import { folderServer, parseFolder } from '../../core/forge/parse-folder.ts';
import type { RepositoryFacts } from '../../core/forge/repository-facts.ts';
import { formatRepository, type RepositoryPlace } from '../../core/issue/repository-place.ts';
import { type Err, err, ok, type Result } from '../../core/result.ts';
import type { Forge } from './forge.ts';

/**
 * What stands in for a forge where a remote is a folder on this machine: it has branches, and neither issues nor pull
 * requests.
 */
export function openFolderForge(): Forge {
  const none = (action: string) => async () => refuse(action, 'a folder has no issues and no pull requests');
  return {
    kind: 'folder',
    server: folderServer,
    tokenFrom: 'nobody: it is a folder',
    readUser: none('tell who you are'),
    readRepository: async (place) => readFolder(place),
    createFork: none('make a fork'),
    readIssue: none('read an issue'),
    readFile: none('read a file'),
    findPullRequest: async () => ok(null),
    readPullRequest: none('read a pull request'),
    openPullRequest: none('open a pull request'),
    updatePullRequest: none('change a pull request'),
    readChecks: none('read checks'),
    readReviews: none('read reviews'),
  };
}

/** Reads `HEAD` of a repository, bare or not. Links are followed, so that two names of one folder are known as one. */
function readFolder(place: RepositoryPlace): Result<RepositoryFacts, ForgeTrouble> {
  const folder = path.join(place.owner, place.name);
  for (const file of ['HEAD', '.git/HEAD']) {
    // ref: refs/heads/main
    const branch = /^ref: refs\/heads\/(\S+)$/m.exec(readText(path.join(folder, file)))?.[1];
    if (branch === undefined) continue;
    const real = realpathSync(folder);
    const urls = { url: real, cloneUrl: real, sshUrl: real };
    const family = { parent: null, source: null, isFork: false };
    return ok({
      place: parseFolder(real) ?? place,
      ...urls,
      ...family,
      defaultBranch: branch,
      archived: false,
      canPush: null,
    });
  }
  return refuse(`read ${formatRepository(place)}`, 'there is no git repository in this folder');
}

function readText(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (cause) {
    if (cause instanceof Error && 'code' in cause) return '';
    throw cause;
  }
}

function refuse(action: string, detail: string): Err<ForgeTrouble> {
  const said = { reason: 'rejected', detail, retryAt: null, withToken: false } as const;
  return err({ kind: 'forge-trouble', server: folderServer, action, ...said });
}
