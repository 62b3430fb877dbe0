import { type MarkdownLine, scanMarkdown } from '../spec/scan-markdown.ts';
import { splitFrontmatter } from '../spec/split-frontmatter.ts';

/** A place in the code that a document names: `src/store.js:19-21`. */
export interface Claim {
  readonly path: string;
  /** The last line that it names, 1-based. */
  readonly lastLine: number;
  /** Line of the document. */
  readonly line: number;
}

/** What the tree that the document is about has. */
export interface TreeFacts {
  readonly files: ReadonlySet<string>;
  /** Number of lines of a file; null: it is no file there. */
  linesOf(path: string): number | null;
}

const place = /^([\w@.+-][\w@.+/ -]*):(\d{1,7})(?:[-–](\d{1,7}))?$/;
/** Outside of backticks only what has a slash in it: `localhost:80` and `12:30` are no places. */
const bare = /(?<![\w/:.@-])((?:[\w@.+-]+\/)+[\w@.+-]+):(\d{1,7})(?:[-–](\d{1,7}))?(?![\w/])/g;

/** The places that a document names, each once; what stands in code blocks is output and no claim. */
export function findClaims(document: string): readonly Claim[] {
  const { body, bodyLine, bodyStart } = splitFrontmatter(document);
  const lines = scanMarkdown(body, bodyLine, bodyStart);
  const claims = new Map<string, Claim>();
  for (const claim of lines.flatMap(claimsIn)) claims.set(`${claim.path}:${claim.lastLine}`, claim);
  return [...claims.values()];
}

function claimsIn({ text, line }: MarkdownLine): Claim[] {
  const quoted = [...text.matchAll(/`([^`]+)`/g)].flatMap(([, inner = '']) => {
    const match = place.exec(inner.trim());
    return match === null ? [] : [match];
  });
  const plain = [...text.replace(/`[^`]*`/g, ' ').matchAll(bare)];
  return [...quoted, ...plain].map(([, path = '', from = '', to]) => ({
    path: path.replace(/^\.\//, ''),
    lastLine: Number(to ?? from),
    line,
  }));
}

/** Claims that do not hold, a line each: a file that is not there, a line that it does not have. */
export function judgeClaims(claims: readonly Claim[], tree: TreeFacts): readonly string[] {
  return claims.flatMap(({ path, lastLine, line }) => {
    const length = tree.linesOf(path);
    const where = `line ${line}: ${path}:${lastLine}`;
    if (length !== null) return lastLine >= 1 && lastLine <= length ? [] : [`${where}: the file has ${length} lines`];
    const meant = [...tree.files].filter((file) => file.endsWith(`/${path}`)).slice(0, 3);
    if (meant.length > 0) return [`${where}: there is no such file; meant is ${meant.join(' or ')}`];
    // A word without a slash, and no file of that name anywhere: a host, a module, a time.
    return path.includes('/') ? [`${where}: there is no such file`] : [];
  });
}
