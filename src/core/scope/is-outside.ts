/** Whether a path or pattern is absolute, empty, or leads through `..`: none such is ever in a scope. */
export function isOutside(path: string): boolean {
  if (path.trim() === '' || path.startsWith('/') || path.startsWith('~/') || /^[A-Za-z]:[\\/]/.test(path)) return true;
  return path.includes('\0') || path.split(/[\\/]/).includes('..');
}
