import type { Problem } from '../problem.ts';
import { nearest } from '../nearest.ts';
import { isRecord } from '../is-record.ts';

/** What a reader is made of. */
export interface ReaderSource {
  readonly values: Readonly<Record<string, unknown>>;
  readonly yaml: string;
  /** 1-based line of the file on which `yaml` begins. */
  readonly yamlLine: number;
  readonly file: string;
}

/** Reads the values of a frontmatter by key and collects what cannot be used. */
export interface FrontmatterReader {
  readonly problems: Problem[];
  /** 1-based lines of the file, by top-level key. */
  readonly keyLines: ReadonlyMap<string, number>;
  /** A list, or one text that stands for a list of one; empty where absent. */
  list(key: string): string[];
  /** A text; null where absent or empty. */
  text(key: string): string | null;
  /** One of the known words (or an alias of one); `fallback` where absent, and with an error where unknown. */
  word<T extends string>(key: string, known: readonly T[], options: WordOptions<T>): T;
  /** 1-based line of a top-level key; the frontmatter's first line where it cannot be found. */
  lineOf(key: string): number;
  report(finding: Pick<Problem, 'severity' | 'rule' | 'message' | 'suggestion'>, key: string): void;
}

export interface WordOptions<T extends string> {
  readonly fallback: T;
  readonly aliases?: Readonly<Record<string, T>>;
}

/** Sticky: no line is cut out to be looked at, for thousands of specs are read at every command. */
const KEY_LINE = /(["']?)([\w.-]+)\1[ \t]*:/y;

/** Makes a reader over values that were loaded with every scalar as a string. */
export function buildReader(source: ReaderSource): FrontmatterReader {
  const problems: Problem[] = [];
  // Looked for when somebody asks: of thousands of specs, few have anything to be told.
  let known: ReadonlyMap<string, number> | null = null;
  const readKeyLines = (): ReadonlyMap<string, number> => {
    known ??= findKeyLines(source);
    return known;
  };
  const lineOf = (key: string): number => readKeyLines().get(key) ?? source.yamlLine;
  const report: FrontmatterReader['report'] = (finding, key) => {
    problems.push({ ...finding, file: source.file, line: lineOf(key) });
  };
  const valueAt = (key: string): unknown => (Object.hasOwn(source.values, key) ? source.values[key] : undefined);
  const readTextAt = (key: string): string | null => {
    const value = valueAt(key);
    return value === undefined ? null : readText(value, (message) => report(badValue(message(key)), key));
  };
  return {
    problems,
    get keyLines() {
      return readKeyLines();
    },
    lineOf,
    report,
    list: (key) => {
      const value = valueAt(key);
      return value === undefined ? [] : readList(value, (message) => report(badValue(message(key)), key));
    },
    text: readTextAt,
    word: (key, words, options) => {
      const text = readTextAt(key);
      if (text === null) return options.fallback;
      const found = findWord(text, words, options.aliases ?? {});
      if (found === null) report(unknownWord({ key, text, known: words, aliases: options.aliases ?? {} }), key);
      return found ?? options.fallback;
    },
  };
}

type Complain = (message: (key: string) => string) => void;

/** `null`, `~` and nothing at all mean that there is no value. */
export function isAbsent(value: unknown): boolean {
  return value === undefined || value === null || (typeof value === 'string' && isNothing(value.trim()));
}

function isNothing(text: string): boolean {
  return text === '' || text === '~' || (text.length === 4 && text.toLowerCase() === 'null');
}

function badValue(message: string): Pick<Problem, 'severity' | 'rule' | 'message' | 'suggestion'> {
  return { severity: 'error', rule: 'bad-value', message, suggestion: null };
}

function readList(value: unknown, complain: Complain): string[] {
  if (isAbsent(value)) return [];
  if (typeof value === 'string') return [value.trim()];
  if (!Array.isArray(value)) {
    complain((key) => `\`${key}\` must be a list`);
    return [];
  }
  const texts: string[] = [];
  for (const item of value) {
    if (typeof item !== 'string') complain((key) => `\`${key}\` must be a list of plain values; one of them is not`);
    else if (!isAbsent(item)) texts.push(item.trim());
  }
  return texts;
}

function readText(value: unknown, complain: Complain): string | null {
  if (isAbsent(value)) return null;
  if (typeof value === 'string') return value.trim();
  complain((key) => `\`${key}\` must be one value, not a ${isRecord(value) ? 'mapping' : 'list'}`);
  return null;
}

function findWord<T extends string>(text: string, known: readonly T[], aliases: Readonly<Record<string, T>>): T | null {
  const exact = known.find((word) => word === text);
  if (exact !== undefined) return exact;
  return Object.hasOwn(aliases, text) ? (aliases[text] ?? null) : null;
}

function unknownWord(found: {
  readonly key: string;
  readonly text: string;
  readonly known: readonly string[];
  readonly aliases: Readonly<Record<string, string>>;
}): Pick<Problem, 'severity' | 'rule' | 'message' | 'suggestion'> {
  const { key, text, known } = found;
  return {
    severity: 'error',
    rule: `unknown-${key}`,
    message: `\`${key}: ${text}\` is not known; known values: ${known.join(', ')}`,
    suggestion: nearest(text, [...known, ...Object.keys(found.aliases)]),
  };
}

function findKeyLines(source: ReaderSource): Map<string, number> {
  const lines = new Map<string, number>();
  const { yaml } = source;
  let line = source.yamlLine;
  for (let at = 0; at < yaml.length; line += 1) {
    KEY_LINE.lastIndex = at;
    const key = yaml.charCodeAt(at) === 32 ? undefined : KEY_LINE.exec(yaml)?.[2];
    if (key !== undefined && !lines.has(key)) lines.set(key, line);
    const end = yaml.indexOf('\n', at);
    at = end === -1 ? yaml.length : end + 1;
  }
  return lines;
}
