import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Description } from './contract.ts';

const root = path.resolve(import.meta.dirname, '../../..');
const contract = path.join(root, 'test/contract');

/**
 * What a forge says of its own interface. It is made once for each installation and kept there: GitHub's is cut out of
 * 13 MB, Gitea's is read by the compiler, and a process that has done that starts every program slowly ever after,
 * because each start copies the map of its memory.
 */
export async function loadDescription(forge: 'github' | 'gitea'): Promise<Description> {
  const file = path.join(contract, 'node_modules', `.chant-${forge}-${fingerprint(forge)}.json`);
  if (!existsSync(file)) await keepDescription(forge, file);
  // Written below, from a description.
  return JSON.parse(readFileSync(file, 'utf8')) as Description;
}

/** Changes with what is installed and with how the description is made of it. */
function fingerprint(forge: string): string {
  const sources = [path.join(contract, 'package-lock.json'), path.join(import.meta.dirname, `describe-${forge}.ts`)];
  const hash = createHash('sha256');
  for (const source of sources) hash.update(readFileSync(source));
  return hash.digest('hex').slice(0, 16);
}

async function keepDescription(forge: 'github' | 'gitea', file: string): Promise<void> {
  // Installs what is missing; `npm test` has done it before.
  execFileSync(process.execPath, [path.join(root, 'scripts/ensure.mjs'), 'contract'], { cwd: root, stdio: 'pipe' });
  const description =
    forge === 'github'
      ? (await import('./describe-github.ts')).describeGitHub()
      : (await import('./describe-gitea.ts')).describeGitea();
  // Another process may be about the same: whoever comes last puts the same words there.
  const draft = `${file}.${process.pid}`;
  writeFileSync(draft, JSON.stringify(description));
  renameSync(draft, file);
}
