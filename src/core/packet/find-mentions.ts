import { parseSections, type SectionLine } from '../outline/parse-sections.ts';
import type { Mention } from './packet.ts';
import type { ReadDocument } from './take-excerpt.ts';
import { namesPath } from './order-files.ts';

/** A mention, and the lines of the file that it names; null: the whole file. */
export interface PlacedMention extends Mention {
  readonly lines: readonly (readonly [first: number, last: number])[] | null;
}

/** Where documents name a file, in their order; each line once. */
export function findMentions(documents: readonly ReadDocument[], path: string): readonly PlacedMention[] {
  return documents.flatMap((document) => findIn(document, path));
}

function findIn({ path: document, text }: ReadDocument, path: string): readonly PlacedMention[] {
  const found = new Map<number, PlacedMention>();
  for (const section of parseSections(text)) {
    for (const block of joinBlocks(section.lines)) {
      if (!namesPath(block.text, path)) continue;
      const said = takeSentence(block.text, path);
      // A deeper section comes later, and knows the line better.
      found.set(block.line, {
        document,
        line: block.line,
        section: section.title,
        text: said,
        lines: linesOf(said, path),
      });
    }
  }
  return [...found.values()].sort((one, other) => one.line - other.line);
}

/** Items and paragraphs whole, rows of tables each by itself. */
function joinBlocks(lines: readonly SectionLine[]): readonly { readonly text: string; readonly line: number }[] {
  const blocks: { text: string; line: number; last: number }[] = [];
  for (const { kind, text, line } of lines) {
    const open = blocks.at(-1);
    const goesOn =
      open !== undefined &&
      kind === 'text' &&
      line === open.last + 1 &&
      !text.startsWith('|') &&
      !open.text.startsWith('|');
    if (goesOn) Object.assign(open, { text: `${open.text} ${text}`, last: line });
    else blocks.push({ text, line, last: line });
  }
  return blocks;
}

/** The sentence that names the path; a row of a table is one. */
function takeSentence(text: string, path: string): string {
  const sentences = text.startsWith('|') ? [text] : text.split(/(?<=[.;!?])\s+(?=[A-Z`*"])/);
  return sentences.find((sentence) => namesPath(sentence, path)) ?? text;
}

/** `src/store.js:19-21` is 19 to 21; a mention without a line is of the whole file. */
function linesOf(text: string, path: string): PlacedMention['lines'] {
  const literal = path.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  const places = [...text.matchAll(new RegExp(`${literal}:(\\d{1,7})(?:[-–](\\d{1,7}))?`, 'g'))];
  return places.length === 0 ? null : places.map(([, first, last = first]) => [Number(first), Number(last)] as const);
}
