import { parseChecks } from '../spec/parse-checks.ts';
import { parseDuration } from '../spec/parse-duration.ts';
import type { Check } from '../spec/spec.ts';
import { nearest } from '../nearest.ts';
import { parseHostRule } from '../sandbox/host-rule.ts';
import type { ModelPrice } from '../model/model-price.ts';
import { splitWords } from '../split-words.ts';
import { plainValue, type YamlNode } from './yaml-node.ts';

/** What is wrong with a value. */
export interface Complaint {
  /** `true or false`, `a span of time such as 5m`, ... */
  readonly expected: string;
  readonly line: number;
  readonly suggestion: string | null;
}

export type Reading<T> = { readonly value: T } | { readonly complaints: readonly Complaint[] };

/** Reads the value of one key of the configuration. */
export type ValueReader<T> = (node: YamlNode) => Reading<T>;

/** One line of text. */
export const text: ValueReader<string> = (node) => {
  const value = node.kind === 'scalar' ? node.text.trim() : '';
  return value === '' || /[\r\n]/.test(value) ? refuse(node, 'one line of text') : { value };
};

/** Text that may become part of a file name or of a branch name. */
export const name: ValueReader<string> = (node) => {
  const value = node.kind === 'scalar' ? node.text.trim() : '';
  const usable = /^[\p{L}\p{N}_][\p{L}\p{N}_.-]*$/u.test(value) && !value.includes('..');
  return usable ? { value } : refuse(node, 'a name of letters, digits, `-`, `_` and `.`');
};

export const flag: ValueReader<boolean> = (node) => {
  const word = node.kind === 'scalar' ? node.text.trim().toLowerCase() : '';
  if (word === 'true' || word === 'false') return { value: word === 'true' };
  const meant = ['yes', 'on', '1'].includes(word) ? 'true' : ['no', 'off', '0'].includes(word) ? 'false' : null;
  return refuse(node, 'true or false', meant);
};

/** A number of things: 0, 1, 2, ... */
export const count: ValueReader<number> = (node) => {
  const value = node.kind === 'scalar' && /^\s*\d+\s*$/.test(node.text) ? Number(node.text) : -1;
  return Number.isSafeInteger(value) && value >= 0 ? { value } : refuse(node, 'a whole number');
};

/** A number of things of which there must be one. */
export const countFromOne: ValueReader<number> = (node) => {
  const reading = count(node);
  return 'value' in reading && reading.value > 0 ? reading : refuse(node, 'a whole number from 1 on');
};

/** Money, weights, factors. */
export const amount: ValueReader<number> = (node) => {
  const value = node.kind === 'scalar' && /^\s*\d+(\.\d+)?\s*$/.test(node.text) ? Number(node.text) : Number.NaN;
  return Number.isFinite(value) ? { value } : refuse(node, 'a number such as 5 or 0.5');
};

/** A span of time, in milliseconds. */
export const duration: ValueReader<number> = (node) => {
  const value = node.kind === 'scalar' ? parseDuration(node.text) : null;
  return value === null ? refuse(node, 'a span of time such as 90s, 5m or 1h') : { value };
};

/** A list of lines of text; one line alone is a list of one. */
export const texts: ValueReader<readonly string[]> = (node) => {
  const items = node.kind === 'list' ? node.items : [node];
  const readings = items.map(text);
  const complaints = readings.flatMap((reading) => ('value' in reading ? [] : reading.complaints));
  if (complaints.length > 0) return { complaints: complaints.map((one) => ({ ...one, expected: 'a list of texts' })) };
  return { value: readings.flatMap((reading) => ('value' in reading ? [reading.value] : [])) };
};

/** A program with its arguments: a list of words, or one line of them with quotes where a word has blanks. */
export const command: ValueReader<readonly string[]> = (node) => {
  const words = node.kind === 'list' ? node.items.map(wordOf) : node.kind === 'scalar' ? splitWords(node.text) : null;
  const whole = (words ?? []).filter((word) => word !== null);
  if (words !== null && whole.length === words.length && whole[0]) return { value: whole };
  return refuse(node, 'a command line, or a list of its words');
};

function wordOf(node: YamlNode): string | null {
  return node.kind === 'scalar' ? node.text : null;
}

/** Name of an environment variable. A key that is written in its place is refused, and not repeated. */
export const variableName: ValueReader<string> = (node) => {
  const value = node.kind === 'scalar' ? node.text.trim() : '';
  return /^[A-Za-z_][A-Za-z0-9_]*$/.test(value) ? { value } : refuse(node, 'the name of an environment variable');
};

const priceKeys: readonly string[] = ['input', 'output', 'cache_read', 'cache_write'];

/** What a model costs, in USD for a million tokens. What is not said of the cache costs as much as other input. */
export const prices: ValueReader<ModelPrice> = (node) => {
  const expected = 'USD for a million tokens: { input: 3, output: 15 }, also cache_read and cache_write';
  if (node.kind !== 'map' || node.entries.some(({ key }) => !priceKeys.includes(key))) return refuse(node, expected);
  const read = new Map<string, number>();
  for (const { key, value } of node.entries) {
    const reading = amount(value);
    if (!('value' in reading)) return refuse(value, expected);
    read.set(key, reading.value);
  }
  const [input, output] = [read.get('input'), read.get('output')];
  if (input === undefined || output === undefined) return refuse(node, expected);
  const cacheRead = read.get('cache_read') ?? input;
  return { value: { input, output, cacheRead, cacheWrite: read.get('cache_write') ?? input, long: null } };
};

/** Environment variables: text by name. */
export const variables: ValueReader<Readonly<Record<string, string>>> = (node) => {
  if (node.kind !== 'map') return refuse(node, 'names with their values, `NAME: value`');
  const bad = node.entries.find(({ key, value }) => value.kind !== 'scalar' || !/^[A-Za-z_][A-Za-z0-9_]*$/.test(key));
  if (bad !== undefined) return refuse(bad.value, 'names with their values, `NAME: value`');
  return {
    value: Object.fromEntries(node.entries.map(({ key, value }) => [key, value.kind === 'scalar' ? value.text : ''])),
  };
};

export const checks: ValueReader<readonly Check[]> = (node) => {
  const found = parseChecks(plainValue(node), { file: '', line: node.line });
  if (found.problems.length === 0) return { value: found.checks };
  const complaints = found.problems.map(({ message, suggestion }) => ({
    expected: message,
    line: node.line,
    suggestion,
  }));
  return { complaints };
};

/** A key of the existing tool that is understood and has no meaning here yet. */
export const anything: ValueReader<unknown> = (node) => ({ value: plainValue(node) });

/**
 * `on`, `off`, or the hosts that may be asked, as they are written. YAML reads `on` and `off` as words here, and people
 * write `true` for them.
 */
export const network: ValueReader<'on' | 'off' | readonly string[]> = (node) => {
  const word = node.kind === 'scalar' ? node.text.trim().toLowerCase() : '';
  if (word === 'on' || word === 'true') return { value: 'on' };
  if (word === 'off' || word === 'false') return { value: 'off' };
  const expected = 'on, off, or a list of hosts such as [packages.example.org, "*.example.org", localhost:11434]';
  if (node.kind !== 'list' || node.items.length === 0) return refuse(node, expected);
  const bad = node.items.find((item) => item.kind !== 'scalar' || parseHostRule(item.text) === null);
  if (bad !== undefined) return refuse(bad, expected, bad.kind === 'scalar' ? nameHost(bad.text) : null);
  return { value: node.items.flatMap((item) => (item.kind === 'scalar' ? [item.text.trim()] : [])) };
};

/** The host of an address of a page, which people copy out of their browser. */
function nameHost(text: string): string | null {
  const host = /^\w+:\/\/([^/]+)/.exec(text.trim())?.[1];
  return host !== undefined && parseHostRule(host) !== null ? host : null;
}

/** One of a few words. */
export function oneOf<const Word extends string>(...words: readonly Word[]): ValueReader<Word> {
  return (node) => {
    const written = node.kind === 'scalar' ? node.text.trim() : '';
    const value = words.find((word) => word === written);
    return value === undefined ? refuse(node, `one of ${words.join(', ')}`, nearest(written, words)) : { value };
  };
}

function refuse(node: YamlNode, expected: string, suggestion: string | null = null): { complaints: Complaint[] } {
  return { complaints: [{ expected, line: node.line, suggestion }] };
}
