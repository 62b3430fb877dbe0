import type { Box, Mount } from './box.ts';

/**
 * The command line (bwrap(1), 0.8) that runs `argv` in a box: namespaces of its own for users, processes, mounts, IPC,
 * host name and, without network, the net; no capability; a session of its own, so that nobody types into the user's
 * terminal; and an end with whoever started it. Secrets have no place in it: everybody on the machine can read it.
 */
export function buildBwrapArgv(box: Box, argv: readonly string[]): readonly string[] {
  return [
    box.bwrap,
    ...['--unshare-user', '--unshare-pid', '--unshare-ipc', '--unshare-uts', '--unshare-cgroup-try'],
    ...(box.network ? [] : ['--unshare-net']),
    ...['--cap-drop', 'ALL', '--new-session', '--die-with-parent', '--hostname', 'chant'],
    ...['--proc', '/proc', '--dev', '/dev'],
    ...sortMounts(box.mounts).flatMap(formatMount),
    // The root itself, and the folders that lead to what is mounted.
    ...['--remount-ro', '/', '--chdir', box.cwd, '--', ...argv],
  ];
}

/** What lies inside of another comes after it; of two in one place the later counts. */
function sortMounts(mounts: readonly Mount[]): readonly Mount[] {
  const last = new Map(mounts.map((mount) => [mount.path, mount]));
  return [...last.values()].toSorted((a, b) => compare(a.path, b.path));
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function formatMount({ path, as, source }: Mount): readonly string[] {
  switch (as) {
    case 'read':
      return ['--ro-bind', source, path];
    case 'write':
      return ['--bind', source, path];
    case 'empty-folder':
      return ['--tmpfs', path, '--remount-ro', path];
    case 'empty-file':
      return ['--ro-bind', '/dev/null', path];
    case 'link':
      return ['--symlink', source, path];
  }
}
