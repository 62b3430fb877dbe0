import { fence, quoteInline } from '../fence.ts';
import type { PromptInput } from '../prompt-input.ts';

/** Which parts the document must have. */
export function buildOutlineSection(input: PromptInput): string {
  if (input.outline === null) return '';
  const { document, text } = input.outline;
  return `## What the document must have

chant compares ${quoteInline(document)} with this outline. Every heading must be there with something below it (one that
ends in \`(optional)\` may be missing), every table with these columns and at least one row. A place in the code is written
as \`path:line\`, the path from the root; chant looks whether each of them exists.

${fence(text)}`;
}
