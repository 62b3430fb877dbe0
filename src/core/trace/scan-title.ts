import { splitFrontmatter } from '../spec/split-frontmatter.ts';

/** First `#` heading of a markdown document; null where it has none. */
export function scanTitle(text: string): string | null {
  return /^#[ \t]+(.+?)[ \t]*#*[ \t]*$/m.exec(splitFrontmatter(text).body)?.[1] ?? null;
}
