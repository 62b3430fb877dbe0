import { doubleQuoted, flowList, isTooOdd, plainWord, singleQuoted, splitFlow } from './plain-yaml.ts';

/**
 * Loads the frontmatter that nearly every spec has, twenty times as fast as the YAML library, which thousands of specs
 * at one command need: one key a line with a plain or quoted word, a list in brackets, or a list of words below it.
 * Null for all else, be it good YAML or not. What it gives is exactly what the library gives; a property test holds it
 * to that.
 */
export function loadPlainFrontmatter(yaml: string): Readonly<Record<string, unknown>> | null {
  if (isTooOdd(yaml)) return null;
  const values: Record<string, unknown> = {};
  let at = 0;
  while (at < yaml.length) {
    const rest = skipEmptyLines(yaml, at);
    if (rest === yaml.length) break;
    KEY.lastIndex = rest;
    const found = KEY.exec(yaml);
    const key = found?.[1] ?? '';
    // A key that stands twice is an error that the library words.
    if (found === null || key === '__proto__' || Object.hasOwn(values, key)) return null;
    at = KEY.lastIndex;
    if (found[5] !== undefined) {
      values[key] = splitFlow(found[5]);
      continue;
    }
    const word = found[2] ?? found[3] ?? found[4];
    const items = word === undefined ? readItems(yaml, at) : null;
    values[key] = items?.words ?? word ?? '';
    at = items?.end ?? at;
  }
  return values;
}

const lineEnd = ' *(?:\\r?\\n|$)';

const KEY = new RegExp(
  `([A-Za-z_][\\w-]{0,60}):(?: +(?:(${plainWord})|${doubleQuoted}|${singleQuoted}|${flowList}))?${lineEnd}`,
  'y',
);
const ITEM = new RegExp(`( *)- +(?:(${plainWord})|${doubleQuoted}|${singleQuoted})${lineEnd}`, 'y');
const EMPTY = / *(?:#[ -~]*)?\r?\n/y;

function skipEmptyLines(yaml: string, from: number): number {
  let at = from;
  for (;;) {
    // Most lines begin with a letter, which ends this at once.
    const code = yaml.charCodeAt(at);
    if (code !== 32 && code !== 35 && code !== 10 && code !== 13) return at;
    EMPTY.lastIndex = at;
    if (!EMPTY.test(yaml)) return at;
    at = EMPTY.lastIndex;
  }
}

/** Null where no item stands here: the key has no value. Items that are not in one column are left to the library. */
function readItems(yaml: string, from: number): { readonly words: readonly string[]; readonly end: number } | null {
  const words: string[] = [];
  let indent: string | undefined;
  let end = from;
  for (;;) {
    ITEM.lastIndex = skipEmptyLines(yaml, end);
    const found = ITEM.exec(yaml);
    if (found === null || (indent !== undefined && found[1] !== indent)) break;
    indent = found[1];
    words.push(found[2] ?? found[3] ?? found[4] ?? '');
    end = ITEM.lastIndex;
  }
  return indent === undefined ? null : { words, end };
}
