/** What ends programs from outside, by its number; the same on Linux and on macOS. */
const signals: Readonly<Record<number, string>> = {
  1: 'SIGHUP',
  2: 'SIGINT',
  3: 'SIGQUIT',
  4: 'SIGILL',
  5: 'SIGTRAP',
  6: 'SIGABRT',
  8: 'SIGFPE',
  9: 'SIGKILL',
  11: 'SIGSEGV',
  13: 'SIGPIPE',
  15: 'SIGTERM',
};

/**
 * The signal that an exit status stands for: shells, sandboxes and programs that tidy up first end with 128 and its
 * number. null: it stands for none. Some agents have numbers of their own up there (gemini: 145), which mean others.
 */
export function nameExitSignal(status: number | null): string | null {
  return status === null ? null : (signals[status - 128] ?? null);
}
