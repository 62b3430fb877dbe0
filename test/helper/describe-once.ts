import { existsSync } from 'node:fs';
import path from 'node:path';
import { loadDescription } from './forge/load-description.ts';

/** Before the first test: what forges say of themselves is made ready, unless nobody has installed it. */
export async function setup(): Promise<void> {
  if (!existsSync(path.resolve(import.meta.dirname, '../contract/node_modules'))) return;
  await loadDescription('github');
  await loadDescription('gitea');
}
