/** Where a repository lives on a forge. */
export interface RepositoryPlace {
  /** Scheme, host, port and any path before the owner, without a slash at the end: `https://github.com`. */
  readonly server: string;
  readonly owner: string;
  readonly name: string;
}

/** Whether a text can be an owner or the name of a repository: what GitHub, Gitea and Forgejo allow, no leading dash. */
export function isRepositoryWord(text: string): boolean {
  return /^[A-Za-z0-9_.][A-Za-z0-9_.-]{0,99}$/.test(text) && text !== '.' && text !== '..' && !/\.git$/i.test(text);
}

/** `owner/name` */
export function formatRepository(place: RepositoryPlace): string {
  return `${place.owner}/${place.name}`;
}

/** Whether two places are one repository. Forges do not tell upper case from lower case. */
export function isSameRepository(one: RepositoryPlace, other: RepositoryPlace): boolean {
  const key = ({ server, owner, name }: RepositoryPlace): string => `${server}/${owner}/${name}`.toLowerCase();
  return key(one) === key(other);
}
