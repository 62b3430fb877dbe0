import type { FrontmatterEdit } from './edit-frontmatter.ts';
import { formatInline, formatLines } from './format-yaml.ts';
import type { FrontmatterValue } from './frontmatter-value.ts';

/** What a new spec is made of. */
export interface NewSpec {
  /** One line. */
  readonly title: string;
  /** Markdown below the title; null or blank: none. */
  readonly body: string | null;
  /** In the order in which the keys are to stand. */
  readonly frontmatter: readonly (FrontmatterEdit & { readonly value: FrontmatterValue })[];
}

/**
 * The text of a new spec file. There is always a frontmatter, so that the user sees where keys go. A spec without a
 * body gets no sections with examples in them: an example checkbox would be a criterion that nobody meant, and a spec
 * with a title only can be worked on as it is.
 */
export function buildSpecText({ title, body, frontmatter }: NewSpec): string {
  const lines = ['---'];
  for (const { key, value } of frontmatter) {
    const [first = '', ...rest] = formatLines(value, 2);
    lines.push(`${formatInline(key)}:${first === '' ? '' : ` ${first}`}`, ...rest);
  }
  const heading = title.replace(/\s+/g, ' ').trim();
  lines.push('---', '', `# ${heading === '' ? 'Untitled' : heading}`, '');
  const below = (body ?? '')
    .replaceAll('\r\n', '\n')
    .replace(/^(?:[ \t]*\n)+/, '')
    .trimEnd();
  if (below !== '') lines.push(below, '');
  return lines.join('\n');
}
