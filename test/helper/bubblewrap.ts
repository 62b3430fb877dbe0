import { spawnSync } from 'node:child_process';

/**
 * Whether bubblewrap works here. Where it does not, tests of the sandbox are skipped and say why; `.ci/run` installs
 * it, and takes a skipped one for a failure.
 */
export const bubblewrap: { readonly works: boolean; readonly why: string } = tryOut();

function tryOut(): { works: boolean; why: string } {
  const argv = ['--ro-bind', '/', '/', '--proc', '/proc', '--dev', '/dev', '--unshare-all', 'true'];
  const { status, stderr, error } = spawnSync('bwrap', argv, { encoding: 'utf8' });
  if (status === 0) return { works: true, why: '' };
  const why = error?.message ?? stderr.trim();
  process.stderr.write(`tests of the sandbox are skipped: ${why}\n`);
  return { works: false, why };
}
