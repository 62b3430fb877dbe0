/**
 * Whether a session may write there: relative, with `/`, inside the workspace and outside of git's own folder.
 * Symbolic links on the way are the player's matter.
 */
export function isSessionPath(path: string): boolean {
  if (path === '' || path.startsWith('/') || /^[a-z]:/i.test(path) || path.includes('\\') || path.includes('\0'))
    return false;
  return path.split('/').every((part) => part !== '' && part !== '.' && part !== '..' && part.toLowerCase() !== '.git');
}
