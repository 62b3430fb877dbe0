import fs from 'node:fs';

/**
 * Closes what this process was started with beside its three streams: a folder or a pipe that the user's shell had
 * open would be handed on to every program, and a handle leads past every namespace. What Node opens for itself is
 * never handed on, and stays. Linux only.
 */
export function closeInherited(): void {
  for (const name of fs.readdirSync('/proc/self/fd')) {
    const handle = Number(name);
    if (handle > 2 && isHandedOn(handle)) fs.closeSync(handle);
  }
}

/** `flags:\t0100000`, octal, with 02000000 where it ends with the program (proc(5)). */
function isHandedOn(handle: number): boolean {
  try {
    const flags = /^flags:\s*([0-7]+)$/m.exec(fs.readFileSync(`/proc/self/fdinfo/${handle}`, 'utf8'))?.[1];
    return flags !== undefined && (Number.parseInt(flags, 8) & 0o2000000) === 0;
  } catch {
    return false;
  }
}
