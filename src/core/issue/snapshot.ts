import type { Issue } from './issue.ts';

/** What is kept about an issue to tell later whether, and where, it changed. */
export interface IssueSnapshot {
  readonly source: string;
  /** Over all of its parts. */
  readonly hash: string;
  /** `title`, `state`, `labels`, `description`, `linked`, and the address of every comment; each with its own hash. */
  readonly parts: readonly { readonly name: string; readonly hash: string }[];
}

/**
 * Fingerprints an issue. `hash` gives the SHA-256 of a text in hexadecimal. All of every text counts, also what is too
 * long to be written down; times and roles do not, because they change by themselves.
 */
export function buildSnapshot(issue: Issue, hash: (text: string) => string): IssueSnapshot {
  const texts = new Map<string, string>([
    ['title', issue.title],
    ['state', issue.state],
    ['labels', [...issue.labels].sort().join('\n')],
    ['description', `${issue.author}\n${issue.body}`],
    ['linked', issue.linked.map(({ url, title, state }) => JSON.stringify([url, title, state])).join('\n')],
  ]);
  for (const comment of issue.comments) {
    const before = texts.get(comment.url);
    const text = `${comment.author}\n${comment.body}`;
    texts.set(comment.url, before === undefined ? text : `${before}\n${text}`);
  }
  const parts = [...texts].map(([name, text]) => ({ name, hash: hash(text).slice(0, 16) }));
  const all = JSON.stringify([issue.source, parts.map(({ name, hash: part }) => [name, part])]);
  return { source: issue.source, hash: `sha256:${hash(all)}`, parts };
}

/** What is different between two snapshots of one issue, by the names of their parts. */
export interface SnapshotChanges {
  readonly added: readonly string[];
  readonly edited: readonly string[];
  readonly removed: readonly string[];
}

/** Says what changed from one snapshot to the next; three empty lists where nothing did. */
export function compareSnapshots(before: IssueSnapshot, after: IssueSnapshot): SnapshotChanges {
  const old = new Map(before.parts.map(({ name, hash }) => [name, hash]));
  const kept = new Set(after.parts.map(({ name }) => name));
  const added = after.parts.filter(({ name }) => !old.has(name));
  const edited = after.parts.filter(({ name, hash }) => old.has(name) && old.get(name) !== hash);
  const removed = before.parts.filter(({ name }) => !kept.has(name));
  const names = (parts: IssueSnapshot['parts']): string[] => parts.map(({ name }) => name);
  return { added: names(added), edited: names(edited), removed: names(removed) };
}
