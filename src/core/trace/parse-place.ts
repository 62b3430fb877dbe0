/** A place in a file as somebody types it. */
export interface TypedPlace {
  readonly path: string;
  /** 1-based, both included; null: the whole file. */
  readonly range: { readonly first: number; readonly last: number } | null;
}

/**
 * What `src/lock.js:12`, `src/lock.js:12-20` and `src/lock.js` may mean, likeliest first: a name that ends in `:12`
 * is possible, too.
 */
export function parsePlace(word: string): readonly TypedPlace[] {
  const match = /^(.+?):(\d{1,9})(?:-(\d{1,9}))?(?::\d+)?$/.exec(word);
  const whole: TypedPlace = { path: word, range: null };
  if (match === null) return [whole];
  const [, path = '', first = '', last = first] = match;
  const [from, to] = [Number(first), Number(last)];
  return from < 1 || to < from ? [whole] : [{ path, range: { first: from, last: to } }, whole];
}
