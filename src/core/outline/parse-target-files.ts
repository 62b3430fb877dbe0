import { isOutside } from '../scope/is-outside.ts';
import { isLiteral } from '../scope/is-literal.ts';
import { stripDotSlash } from '../scope/strip-dot-slash.ts';
import { findSection, type Section } from './parse-sections.ts';

/** The heading below which a document lists what a fix may change. */
export const targetFilesTitle = 'Target files';

/** The list of a document, in its order. */
export interface TargetFiles {
  readonly paths: readonly string[];
  /** What cannot be used of it, a line each. */
  readonly troubles: readonly string[];
}

/**
 * Reads the list below `## Target files`: one file an item, its path in backticks or as the first word, and then why.
 *
 *     - `src/lock.js` (new: the queue)
 *
 * A path that leads out of the checkout, or to what belongs to git or chant, cannot be used; neither can a glob:
 * whoever maps an impact knows the files.
 */
export function parseTargetFiles(sections: readonly Section[]): TargetFiles {
  const section = findSection(sections, targetFilesTitle);
  if (section === null) return { paths: [], troubles: [`## ${targetFilesTitle}: the heading is missing`] };
  const paths: string[] = [];
  const troubles: string[] = [];
  for (const { kind, text, line } of section.lines) {
    if (kind !== 'item') continue;
    const path = stripDotSlash(readPath(text));
    const trouble = findTrouble(path);
    if (trouble !== null) troubles.push(`## ${targetFilesTitle}: line ${line}: ${trouble}`);
    else if (!paths.includes(path)) paths.push(path);
  }
  if (paths.length === 0 && troubles.length === 0) troubles.push(`## ${targetFilesTitle}: no file is listed`);
  return { paths, troubles };
}

function readPath(item: string): string {
  const quoted = /^\**`([^`]+)`/.exec(item)?.[1];
  return (quoted ?? /^[^\s,;:`]+/.exec(item)?.[0] ?? '').trim();
}

function findTrouble(path: string): string | null {
  if (path === '' || path.startsWith('-')) return 'no path begins it';
  if (/\p{Cc}/u.test(path)) return 'its path has control characters in it';
  if (isOutside(path)) return `${path} leads out of the checkout`;
  if (/^\.(?:git|chant)(?:\/|$)/i.test(path)) return `${path} is not a fix's to change`;
  if (!isLiteral(path) && !/^[^*?]+[^/*?]$/.test(path)) return `${path} names no single file`;
  return null;
}
