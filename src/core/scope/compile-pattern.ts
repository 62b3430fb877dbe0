import picomatch from 'picomatch';
import { isOutside } from './is-outside.ts';
import { stripDotSlash } from './strip-dot-slash.ts';

/** Tells whether a path (relative to the root of the checkout, with `/`) is meant by a pattern. */
export type PathMatcher = (path: string) => boolean;

/**
 * Makes a matcher from one pattern of a frontmatter:
 *
 *     src/lib.rs     that file; a directory of that name: all below it
 *     src/           all below it
 *     src/*.rs       a glob; `**` crosses directories; hidden files count; upper and lower case differ
 *
 * A name that has brackets or braces in it (`app/[id]/page.tsx`) also means itself. A pattern that is absolute or leads
 * out of the checkout means nothing, and neither does such a path ever match.
 */
export function compilePattern(pattern: string): PathMatcher {
  if (isOutside(pattern.trim())) return () => false;
  const clean = stripDotSlash(pattern.trim());
  const directory = clean.replace(/\/+$/, '');
  if (directory === '' || directory === '.') return (path) => !isOutside(path);
  const glob = /[*?[\]{}()!+@\\]/.test(clean) ? compileGlob(clean) : () => false;
  return (path) => {
    if (isOutside(path)) return false;
    const plain = stripDotSlash(path);
    return plain === directory || plain.startsWith(`${directory}/`) || glob(plain);
  };
}

/** A leading `!` is no negation: `!secret` would otherwise mean every other file. */
function compileGlob(pattern: string): PathMatcher {
  const glob = pattern.endsWith('/') ? `${pattern}**` : pattern;
  try {
    // With `s` a name with a line feed in it is a name like any other.
    return picomatch(glob, { dot: true, nonegate: true, windows: false, flags: 's' });
  } catch {
    return () => false;
  }
}
