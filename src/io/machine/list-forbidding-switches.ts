import fs from 'node:fs';

/**
 * Switches of Linux that keep an ordinary user from making namespaces, and the value with which they do.
 * https://ubuntu.com/blog/ubuntu-23-10-restricted-unprivileged-user-namespaces
 */
const switches = [
  { name: 'kernel.apparmor_restrict_unprivileged_userns', forbids: '1' },
  { name: 'kernel.unprivileged_userns_clone', forbids: '0' },
  { name: 'user.max_user_namespaces', forbids: '0' },
];

/** The names of those that forbid it here; none elsewhere than on Linux. */
export function listForbiddingSwitches(): readonly string[] {
  return switches.filter(({ name, forbids }) => readSwitch(name) === forbids).map(({ name }) => name);
}

function readSwitch(name: string): string | null {
  try {
    return fs.readFileSync(`/proc/sys/${name.replaceAll('.', '/')}`, 'utf8').trim();
  } catch {
    return null;
  }
}
