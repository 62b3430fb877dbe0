/** A name of an object: 40 hexadecimal digits, or 64 with sha256. */
const object = /^(?:[0-9a-f]{40}|[0-9a-f]{64})$/;

/** What a HEAD or a loose ref says: another ref, or an object; null: nothing that can be read. */
export type RefText = { readonly ref: string } | { readonly commit: string } | null;

/** `ref: refs/heads/chant/x` or `3f9a809…` */
export function parseRefText(text: string): RefText {
  const line = text.trim();
  const ref = /^ref:\s*(refs\/\S+)$/.exec(line)?.[1];
  if (ref !== undefined) return ref.split('/').includes('..') ? null : { ref };
  return object.test(line) ? { commit: line } : null;
}

/**
 * Reads `packed-refs` (git-pack-refs(1)); what is no entry is left out.
 *
 *     3f9a809… refs/heads/main
 */
export function parsePackedRefs(text: string): ReadonlyMap<string, string> {
  const refs = new Map<string, string>();
  for (const line of text.split('\n')) {
    const space = line.indexOf(' ');
    const commit = line.slice(0, Math.max(space, 0));
    const ref = line.slice(space + 1);
    if (object.test(commit) && ref.startsWith('refs/')) refs.set(ref, commit);
  }
  return refs;
}

/**
 * The objects that a ref has named, newest first, each once, from its log:
 *
 *     <old> <new> Name <address> 1700000000 +0000<TAB>commit: message
 */
export function parseReflogText(text: string): readonly string[] {
  const named = text.split('\n').flatMap((line) => {
    const commit = line.split(' ')[1] ?? '';
    return object.test(commit) && !/^0+$/.test(commit) ? [commit] : [];
  });
  return [...new Set(named.toReversed())];
}
