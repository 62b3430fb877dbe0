import { doubleQuoted, flowList, isTooOdd, plainWord, singleQuoted, splitFlow } from '../spec/plain-yaml.ts';
import type { YamlEntry, YamlList, YamlMap, YamlNode, YamlScalar } from './yaml-node.ts';

/**
 * Reads the YAML that nearly every configuration is: keys with words, keys below keys, lists of words. What it gives
 * is exactly what the YAML library gives (a property test holds it to that), and the library need not be loaded, which
 * takes longer than all that a short command does. Null for all else, be it good YAML or not.
 */
export function parsePlainNode(source: string): { readonly node: YamlMap | null } | null {
  if (isTooOdd(source)) return null;
  const lines = readLines(source);
  if (lines === null) return null;
  const reader = { lines, next: 0 };
  if (lines.length === 0) return { node: null };
  const node = readMap(reader);
  return node === null || reader.next < lines.length ? null : { node };
}

/** One line that says something. */
interface Line {
  readonly indent: number;
  /** null: an item of a list. */
  readonly key: string | null;
  /** null: nothing behind the key. */
  readonly value: YamlScalar | YamlList | null;
  readonly line: number;
}

interface Reader {
  readonly lines: readonly Line[];
  next: number;
}

const VALUE = `(?:(${plainWord})|${doubleQuoted}|${singleQuoted}|${flowList})`;
const SAYING = new RegExp(`^( *)(?:([A-Za-z_][\\w-]{0,60}):(?: +${VALUE})?|- +${VALUE}) *\\r?$`);
const EMPTY = /^ *(?:#[ -~]*)?\r?$/;

function readLines(source: string): Line[] | null {
  const lines: Line[] = [];
  for (const [index, text] of source.split('\n').entries()) {
    if (EMPTY.test(text)) continue;
    const found = SAYING.exec(text);
    if (found === null) return null;
    const [, indent = '', key, ...words] = found;
    const behind = key === undefined ? words.slice(4) : words.slice(0, 4);
    lines.push({ indent: indent.length, key: key ?? null, value: buildValue(behind, index + 1), line: index + 1 });
  }
  return lines;
}

/** The four ways to write a value: plain, in double quotes, in single quotes, between brackets. */
function buildValue(words: readonly (string | undefined)[], line: number): Line['value'] {
  const [plain, double, single, flow] = words;
  const text = plain ?? double ?? single;
  if (text !== undefined) return { kind: 'scalar', text, plain: plain !== undefined, line };
  if (flow === undefined) return null;
  return { kind: 'list', items: splitFlow(flow).map((word) => scalar(word, line)), line };
}

function scalar(text: string, line: number): YamlScalar {
  return { kind: 'scalar', text, plain: true, line };
}

/** Keys in one column, from the next line on. */
function readMap(reader: Reader): YamlMap | null {
  const first = reader.lines[reader.next];
  if (first === undefined || first.key === null) return null;
  const entries: YamlEntry[] = [];
  for (;;) {
    const here = reader.lines[reader.next];
    if (here === undefined || here.indent < first.indent) return { kind: 'map', entries, line: first.line };
    if (here.indent > first.indent || here.key === null) return null;
    reader.next += 1;
    const value = here.value ?? readBelow(reader, here);
    if (value === null) return null;
    entries.push({ key: here.key, value, line: here.line });
  }
}

/** What stands on the lines below a key that has nothing behind it. */
function readBelow(reader: Reader, above: Line): YamlNode | null {
  const next = reader.lines[reader.next];
  if (next?.key === null && next.indent >= above.indent) return readList(reader, next);
  if (next !== undefined && next.key !== null && next.indent > above.indent) return readMap(reader);
  return scalar('', above.line);
}

/** Items in one column. */
function readList(reader: Reader, first: Line): YamlList | null {
  const items: YamlNode[] = [];
  for (;;) {
    const here = reader.lines[reader.next];
    if (here === undefined || here.indent !== first.indent || here.key !== null) {
      const isDeeper = here !== undefined && here.indent > first.indent;
      return isDeeper ? null : { kind: 'list', items, line: first.line };
    }
    if (here.value === null) return null;
    reader.next += 1;
    items.push(here.value);
  }
}
