import { stripControl } from '../../core/strip-control.ts';

/*
 * Colour is written as marks, characters that Unicode keeps for a program's own use. So renderers need not know
 * whether there is colour, and every control character in a finished text is somebody else's and goes.
 */
const marks = {
  bold: ['\ufdd0', '\u001b[1m'],
  dim: ['\ufdd1', '\u001b[2m'],
  red: ['\ufdd2', '\u001b[31m'],
  green: ['\ufdd3', '\u001b[32m'],
  yellow: ['\ufdd4', '\u001b[33m'],
  cyan: ['\ufdd5', '\u001b[36m'],
} as const;
const end = '\ufdd6';
const anyMark = /[\ufdd0-\ufdd6]/g;
const sequenceOf = new Map<string, string>([[end, '\u001b[0m'], ...Object.values(marks)]);

/** A way to make text stand out. */
export type Style = keyof typeof marks;

/** Marks text to be shown in a style. Pad before painting: a mark has no width. */
export function paint(style: Style, text: string): string {
  return text === '' ? '' : `${marks[style][0]}${text}${end}`;
}

/** The text as it may reach a terminal: free of control characters, its marks turned into colour or taken out. */
export function renderForTerminal(text: string, color: boolean): string {
  const clean = stripControl(text);
  return color ? clean.replace(anyMark, (mark) => sequenceOf.get(mark) ?? '') : clean.replace(anyMark, '');
}

/** The text without marks and control characters: for places that know no colour. */
export function renderPlain(text: string): string {
  return renderForTerminal(text, false);
}
