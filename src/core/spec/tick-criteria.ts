import { criteriaOf } from './extract-criteria.ts';
import { scanMarkdown } from './scan-markdown.ts';
import type { Criterion } from './spec.ts';
import { splitFrontmatter } from './split-frontmatter.ts';

/**
 * Ticks (or unticks) the criteria that stand on the given 1-based lines of a spec file and keeps every other byte.
 * Lines that hold no criterion are left alone.
 */
export function tickCriteria(text: string, lines: readonly number[], ticked: boolean): string {
  const wanted = new Set(lines);
  const { body, bodyLine, bodyStart } = splitFrontmatter(text);
  let result = '';
  let done = 0;
  for (const criterion of criteriaOf(scanMarkdown(body, bodyLine, bodyStart))) {
    if (!wanted.has(criterion.line) || criterion.ticked === ticked) continue;
    result += `${text.slice(done, criterion.tickOffset)}${ticked ? 'x' : ' '}`;
    done = criterion.tickOffset + 1;
  }
  return result + text.slice(done);
}

/** Where the character between the brackets of a criterion stands in the text of its spec; null: it holds none there. */
export function findBox(text: string, criterion: Criterion): number | null {
  const { body, bodyLine, bodyStart } = splitFrontmatter(text);
  const located = criteriaOf(scanMarkdown(body, bodyLine, bodyStart));
  return located.find((one) => one.line === criterion.line)?.tickOffset ?? null;
}
