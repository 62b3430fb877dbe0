import fs from 'node:fs';
import path from 'node:path';

/** Copies what is in a folder; links as links. Pipes and sockets hold nothing; installed packages can be installed again. */
export function copyFolder(from: string, to: string): void {
  fs.cpSync(from, to, { recursive: true, verbatimSymlinks: true, force: true, filter: isWorthKeeping });
}

function isWorthKeeping(file: string): boolean {
  const stat = fs.lstatSync(file);
  if (path.basename(file) === 'node_modules') return false;
  return stat.isFile() || stat.isDirectory() || stat.isSymbolicLink();
}
