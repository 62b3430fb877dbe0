import fs from 'node:fs';
import path from 'node:path';
import type { Repo } from './repo.ts';

/** As deep as git itself follows alternates. */
const maxDepth = 5;

/** The folders that a repository's objects lie in: its own, and those that it borrows from in turn. */
export function listObjectFolders(repo: Repo): readonly string[] {
  const found = new Set<string>();
  const visit = (folder: string, depth: number): void => {
    if (depth > maxDepth || found.has(folder) || !fs.existsSync(folder)) return;
    found.add(folder);
    const file = path.join(folder, 'info/alternates');
    if (!fs.existsSync(file)) return;
    const lines = fs.readFileSync(file, 'utf8').split('\n');
    for (const line of lines.filter((one) => one !== '' && !one.startsWith('#')))
      visit(path.resolve(folder, line), depth + 1);
  };
  visit(path.join(repo.commonDir, 'objects'), 0);
  return [...found];
}
