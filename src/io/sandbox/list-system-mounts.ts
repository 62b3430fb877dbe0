import fs from 'node:fs';
import path from 'node:path';
import type { Mount } from '../../core/sandbox/box.ts';

/** Where systems keep programs, libraries and what these read; users' files are not among them. */
const systemFolders = [
  ...['/bin', '/etc', '/gnu/store', '/lib', '/lib32', '/lib64', '/libx32', '/nix/store', '/opt', '/sbin', '/snap'],
  ...['/usr', '/var/lib/texmf', '/var/cache/fontconfig'],
];

/** Keys and passwords of the machine: only root can read them, and chant may be root. */
const secrets = [
  ...['/etc/gshadow', '/etc/gshadow-', '/etc/shadow', '/etc/shadow-', '/etc/sudoers', '/etc/krb5.keytab'],
  ...['/etc/docker', '/etc/kubernetes', '/etc/letsencrypt', '/etc/NetworkManager/system-connections', '/etc/rancher'],
  ...['/etc/ssh', '/etc/ssl/private', '/etc/sudoers.d', '/etc/wireguard'],
];

/**
 * Switches of the kernel. They ask who one is and not what one may do: where chant is root, so is the agent, and
 * would have a program of its own run outside (`/proc/sys/kernel/core_pattern`).
 */
const switches = ['acpi', 'bus', 'fs', 'irq', 'scsi', 'sys', 'sysrq-trigger'].map((name) => `/proc/${name}`);
const windows = ['kcore', 'keys', 'key-users', 'kmsg', 'timer_list'].map((name) => `/proc/${name}`);

/** The part of the file system that programs need to run, to be read only. */
export function listSystemMounts(): readonly Mount[] {
  return [
    ...systemFolders.flatMap(mountAsIs),
    ...secrets.flatMap(hide),
    ...mountResolver(),
    ...switches
      .filter((place) => fs.existsSync(place))
      .map((place): Mount => ({ path: place, as: 'read', source: place })),
    ...windows
      .filter((place) => fs.existsSync(place))
      .map((place): Mount => ({ path: place, as: 'empty-file', source: '' })),
  ];
}

/** `/bin` is a link to `usr/bin` on most systems, and is one inside. */
function mountAsIs(folder: string): readonly Mount[] {
  const stat = fs.lstatSync(folder, { throwIfNoEntry: false });
  if (stat?.isSymbolicLink() === true) return [{ path: folder, as: 'link', source: fs.readlinkSync(folder) }];
  return stat?.isDirectory() === true ? [{ path: folder, as: 'read', source: folder }] : [];
}

/** Puts nothing in the place of a file or a folder; where there is none nothing is made. */
export function hide(place: string): readonly Mount[] {
  const stat = fs.lstatSync(place, { throwIfNoEntry: false });
  if (stat?.isDirectory() === true) return [{ path: place, as: 'empty-folder', source: '' }];
  return stat?.isFile() === true ? [{ path: place, as: 'empty-file', source: '' }] : [];
}

/** What /etc/resolv.conf leads to lies under /run with systemd: without it no name is resolved. */
function mountResolver(): readonly Mount[] {
  try {
    const file = fs.realpathSync('/etc/resolv.conf');
    return path.dirname(file) === '/etc' ? [] : [{ path: file, as: 'read', source: file }];
  } catch {
    return [];
  }
}
