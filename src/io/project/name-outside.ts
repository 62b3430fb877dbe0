import path from 'node:path';

/**
 * How a file that the user named is called in files of the project: relative to its root, with `/`. Where else on the
 * machine it lies is nobody's business: then only its name counts.
 */
export function nameOutside(root: string, cwd: string, name: string): string {
  const inside = path.relative(root, path.resolve(cwd, name));
  if (inside === '' || inside.startsWith('..') || path.isAbsolute(inside)) return path.basename(name);
  return inside.split(path.sep).join('/');
}
