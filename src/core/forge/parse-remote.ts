import { parseServer } from '../issue/parse-server.ts';
import { isRepositoryWord, type RepositoryPlace } from '../issue/repository-place.ts';

/**
 * The repository that the URL of a git remote stands for; null: a path, or nothing that a forge serves.
 *
 *     https://github.com/acme/store.git      git@github.com:acme/store.git
 *     https://user:secret@host/x/acme/store  ssh://git@host:2222/acme/store
 *
 * A forge that is reached over ssh is taken to have its pages on https at the same host. What stands for a user name
 * or a password is left out.
 */
export function parseRemote(url: string): RepositoryPlace | null {
  const text = url.trim();
  if (/[\p{Cc}\s]/u.test(text)) return null;
  const web = /^(https?:\/\/.+)\/([^/]+)\/([^/]+?)(?:\.git)?\/?$/i.exec(text);
  if (web !== null) return place(parseServer(web[1] ?? ''), web[2], web[3]);
  const ssh = /^ssh:\/\/(?:[^@/]+@)?([^/:@]+)(?::\d+)?\/([^/]+)\/([^/]+?)(?:\.git)?\/?$/i.exec(text);
  const short = ssh ?? /^(?:[^@/:]+@)?([^/:@]{2,}):([^/:]+)\/([^/]+?)(?:\.git)?\/?$/.exec(text);
  if (short === null) return null;
  // GitHub's ssh over the HTTPS port.
  const host = (short[1] ?? '').toLowerCase().replace(/^ssh\.github\.com$/, 'github.com');
  return place(parseServer(`https://${host}`), short[2], short[3]);
}

function place(server: string | null, owner = '', name = ''): RepositoryPlace | null {
  return server !== null && isRepositoryWord(owner) && isRepositoryWord(name) ? { server, owner, name } : null;
}
