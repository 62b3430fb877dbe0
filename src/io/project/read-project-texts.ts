import { readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { projectFiles, type ProjectTexts } from '../../core/project/detect-project.ts';

/** No such file that a person wrote is larger; of a larger one (a lock file) only the presence is told. */
const largest = 1024 * 1024;

/** Reads the files at the root of a project that tell what it is; one that is absent or unreadable is left out. */
export function readProjectTexts(root: string): ProjectTexts {
  const found = projectFiles.flatMap((name) => {
    const text = readText(path.join(root, name));
    return text === null ? [] : [[name, text] as const];
  });
  return Object.fromEntries(found);
}

function readText(file: string): string | null {
  try {
    const stats = statSync(file);
    if (!stats.isFile()) return null;
    return stats.size > largest ? '' : readFileSync(file, 'utf8');
  } catch {
    return null;
  }
}
