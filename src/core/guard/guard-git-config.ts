import { type ConfigEntry, parseGitConfig, unread } from './parse-git-config.ts';

export interface GuardedConfig {
  /** What the file should hold: as it is now, but with guarded keys as they were. */
  readonly text: string;
  /** Guarded keys that were changed, added or removed. */
  readonly restored: readonly string[];
  /** Other keys that changed: `git push -u` and `git remote` write those for the user at any time. */
  readonly noticed: readonly string[];
}

/**
 * Keys that everyday commands of the user write while an agent works. None of them makes git run a program.
 * Every other key is guarded: most of git's programs are found through configuration (filters, drivers, pagers,
 * credential helpers, ssh), and new ones come with every release, so the list names what is harmless.
 */
const everyday = [
  /^branch\.[\s\S]+\.(remote|merge|rebase|pushremote|description|vscode-merge-base|gh-merge-base|github-pr-owner-number)$/,
  /^remote\.[\s\S]+\.(url|pushurl|fetch|tagopt|prune|gh-resolved)$/,
  /^remote\.pushdefault$/,
  /^submodule\.[\s\S]+\.(url|active)$/,
];

/** Compares a configuration file with what it was before an agent ran, and says what it should be now. */
export function guardGitConfig(before: string, now: string): GuardedConfig {
  if (before === now) return { text: now, restored: [], noticed: [] };
  const was = groupByKey(parseGitConfig(before));
  const is = groupByKey(parseGitConfig(now));
  const changed = [...new Set([...was.keys(), ...is.keys()])].filter((key) => !isSame(was.get(key), is.get(key)));
  const restored = changed.filter((key) => !everyday.some((pattern) => pattern.test(key)));
  const noticed = changed.filter((key) => !restored.includes(key));
  if (restored.length === 0) return { text: now, restored, noticed };
  // Nothing of the user's own is in between, or nobody can tell: the file as it was is the safest text.
  if (noticed.length === 0 || restored.includes(unread)) return { text: before, restored, noticed };
  const kept = removeEntries(
    now,
    restored.flatMap((key) => is.get(key) ?? []),
  );
  const back = restored.flatMap((key) => was.get(key) ?? []).map(formatEntry);
  return { text: [kept.replace(/\n*$/, '\n'), ...back].join(''), restored, noticed };
}

function groupByKey(entries: readonly ConfigEntry[]): ReadonlyMap<string, readonly ConfigEntry[]> {
  const groups = new Map<string, ConfigEntry[]>();
  for (const entry of entries) groups.set(entry.key, [...(groups.get(entry.key) ?? []), entry]);
  return groups;
}

function isSame(left: readonly ConfigEntry[] | undefined, right: readonly ConfigEntry[] | undefined): boolean {
  const values = (entries: readonly ConfigEntry[] | undefined) =>
    (entries ?? []).map((entry) => entry.value).join('\0');
  return left?.length === right?.length && values(left) === values(right);
}

function removeEntries(text: string, entries: readonly ConfigEntry[]): string {
  const lines: (string | null)[] = text.split('\n');
  for (const entry of entries) {
    for (let line = entry.from; line < entry.to; line++) lines[line] = line === entry.from ? entry.header : null;
  }
  return lines.filter((line) => line !== null).join('\n');
}

function formatEntry(entry: ConfigEntry): string {
  const parts = entry.key.split('.');
  const name = parts.at(-1) ?? '';
  const section = parts[0] ?? '';
  const subsection = parts.slice(1, -1).join('.');
  const header = subsection === '' ? section : `${section} "${subsection.replace(/["\\]/g, '\\$&')}"`;
  return `[${header}]\n\t${name} = ${entry.value}\n`;
}
