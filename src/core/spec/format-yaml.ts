import { isList, isMapping, type FrontmatterValue } from './frontmatter-value.ts';

/** Words that some YAML reads as something else than text. */
const WORDS = /^(?:y|n|yes|no|on|off|true|false|null|~|\.inf|\.nan)$/i;
/** Numbers, dates, times and hashes that look like numbers: `220e9100`, `E0`, `2026-02-08`, `12:30`, `0x1F`, `1_000`, `.5`. */
const NUMERIC = /^(?:[-+.\d]|e[-+]?\d)[\da-fox_.,:tz +-]*$/i;
const PLAIN = /^[\p{L}\p{N}_./]/u;
const UNSAFE = /[\p{Cc}\p{Cs}\u00A0\u2028\u2029\uFEFF\uFFFE\uFFFF]|:(?:\s|$)|\s#|\s$/u;
const FLOW_MARKS = /[,[\]{}]/;

/**
 * A value as one line of YAML: `fix`, `"220e9100"`, `[a, b]`, `{a: 1}`. `inFlow`: it will stand between brackets.
 */
export function formatInline(value: FrontmatterValue, inFlow = false): string {
  if (isList(value)) return `[${value.map((item) => formatInline(item, true)).join(', ')}]`;
  if (isMapping(value)) {
    const pairs = Object.entries(value).map(([key, item]) => `${formatInline(key, true)}: ${formatInline(item, true)}`);
    return `{${pairs.join(', ')}}`;
  }
  if (typeof value !== 'string') return String(value);
  const plain = PLAIN.test(value) && !UNSAFE.test(value) && !WORDS.test(value) && !NUMERIC.test(value);
  return plain && !(inFlow && FLOW_MARKS.test(value)) ? value : quote(value);
}

/** JSON's escapes are YAML's; what YAML calls unprintable is escaped as well. */
function quote(value: string): string {
  return JSON.stringify(value).replace(
    /[\u007F-\u00A0\u2028\u2029\uFEFF\uFFFE\uFFFF]/g,
    (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

/**
 * What stands behind `key:` for a value, over as many lines as it needs. The first line is empty for a list or a
 * mapping with something in it, whose lines are indented by `indent` blanks.
 */
export function formatLines(value: FrontmatterValue, indent: number): string[] {
  if (!isBlock(value)) return [formatInline(value)];
  return ['', ...blockLines(value, indent)];
}

function isBlock(value: FrontmatterValue): boolean {
  return typeof value === 'object' && Object.keys(value).length > 0;
}

function blockLines(value: FrontmatterValue, indent: number): string[] {
  const blanks = ' '.repeat(indent);
  if (isList(value)) return value.flatMap((item) => itemLines(item, indent));
  if (!isMapping(value)) return [];
  return Object.entries(value).flatMap(([key, item]) => {
    const [first = '', ...rest] = formatLines(item, indent + 2);
    return [`${blanks}${formatInline(key)}:${first === '' ? '' : ` ${first}`}`, ...rest];
  });
}

/** `- name: x` and, below it, `  run: y`. */
function itemLines(item: FrontmatterValue, indent: number): string[] {
  const blanks = ' '.repeat(indent);
  if (!isBlock(item)) return [`${blanks}- ${formatInline(item)}`];
  const [first = '', ...rest] = blockLines(item, indent + 2);
  return [`${blanks}- ${first.trimStart()}`, ...rest];
}
