import type { RepositoryPlace } from '../issue/repository-place.ts';

/** The server of repositories that are folders on this machine. */
export const folderServer = 'file://';

/**
 * The repository that the URL of a git remote stands for where it is a folder on this machine: `/srv/git/store.git`,
 * `file:///srv/git/store.git`. null: it is none, or a path that depends on where one stands.
 */
export function parseFolder(url: string): RepositoryPlace | null {
  const match = /^(?:file:\/\/)?(\/(?:[^/]+\/)*?)([^/]+)\/?$/.exec(url);
  const [, above = '', name = ''] = match ?? [];
  if (match === null || /\p{Cc}/u.test(url)) return null;
  return { server: folderServer, owner: above.replace(/(.)\/$/, '$1'), name };
}
