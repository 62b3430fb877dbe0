import { execFileSync } from 'node:child_process';
import path from 'node:path';

/** Before the first test that runs the built program: builds dist/ when it is older than the source. */
export function setup(): void {
  const ensure = path.resolve(import.meta.dirname, '../../scripts/ensure.mjs');
  execFileSync(process.execPath, [ensure, 'build'], { stdio: ['ignore', 'inherit', 'inherit'] });
}
