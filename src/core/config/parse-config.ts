import { nearest } from '../nearest.ts';
import type { Problem } from '../problem.ts';
import { splitFrontmatter } from '../spec/split-frontmatter.ts';
import {
  acceptedSettings,
  type PartialConfig,
  type ProviderValues,
  providerSettings,
  settings,
  type SettingValues,
} from './settings.ts';
import { agents } from './read-agents.ts';
import type { ValueReader } from './value-reader.ts';
import { isNothing, type YamlEntry, type YamlMap, type YamlParser } from './yaml-node.ts';

type Report = (found: Pick<Problem, 'rule' | 'message' | 'line' | 'suggestion'>) => void;
type Readers = Readonly<Record<string, ValueReader<unknown>>>;

const allSettings: Readers = { ...settings, ...acceptedSettings };

export interface ParsedConfig {
  readonly values: PartialConfig;
  readonly problems: Problem[];
}

/** A configuration file as it was read. */
export interface ConfigSource {
  readonly text: string;
  /** Names the file in the problems. */
  readonly file: string;
  readonly parseYaml: YamlParser;
}

/**
 * Reads a configuration file: YAML frontmatter, then text for people. A file without frontmatter says nothing, which
 * is no mistake. Every key that is unknown and every value that is wrong is a problem; the rest still counts.
 */
export function parseConfig(source: ConfigSource): ParsedConfig {
  return parseWith({ ...source, readers: allSettings, takesProviders: true });
}

/** As parseConfig, for `.chant/agents.md`, which may say `parallel.agents` and nothing else. */
export function parseAgentsFile(source: ConfigSource): ParsedConfig {
  return parseWith({ ...source, readers: { 'parallel.agents': agents }, takesProviders: false });
}

interface Source extends ConfigSource {
  readonly readers: Readers;
  readonly takesProviders: boolean;
}

function parseWith({ text, file, parseYaml, readers, takesProviders }: Source): ParsedConfig {
  const problems: Problem[] = [];
  const { frontmatter, yaml, yamlLine } = splitFrontmatter(text);
  const report: Report = (found) =>
    problems.push({ severity: 'error', file, ...found, line: found.line + yamlLine - 1 });
  if (frontmatter === 'open') {
    report({
      rule: 'bad-frontmatter',
      message: 'the line `---` that ends the frontmatter is missing',
      line: 1,
      suggestion: '---',
    });
  }
  const top = readTop(parseYaml(yaml), report);
  if (top === null) return { values: { values: {}, providers: {} }, problems };
  const isProviders = (entry: YamlEntry): boolean => takesProviders && entry.key === 'providers';
  const rest = { ...top, entries: top.entries.filter((entry) => !isProviders(entry)) };
  // Right because each value was made by the reader that stands in the table under that key.
  const values = Object.fromEntries(readEntries(rest, '', { readers, report })) as SettingValues;
  const providers = top.entries.filter(isProviders).flatMap((entry) => readProviders(entry, report));
  return { values: { values, providers: Object.fromEntries(providers) }, problems };
}

function readTop(parsed: ReturnType<YamlParser>, report: Report): YamlMap | null {
  if ('trouble' in parsed) {
    report({ rule: 'bad-yaml', ...parsed.trouble, suggestion: null });
    return null;
  }
  if (parsed.node === null || isNothing(parsed.node)) return null;
  if (parsed.node.kind === 'map') return parsed.node;
  report({
    rule: 'bad-yaml',
    message: 'expected keys with values, `key: value`',
    line: parsed.node.line,
    suggestion: null,
  });
  return null;
}

interface Reading {
  readonly readers: Readers;
  readonly report: Report;
}

/** Reads one level; `prefix` is the path that leads to it with a dot at its end. */
function readEntries(map: YamlMap, prefix: string, reading: Reading): [string, unknown][] {
  const seen = new Set<string>();
  return map.entries.flatMap((entry) => {
    if (seen.has(entry.key)) reportTwice(entry, prefix, reading.report);
    seen.add(entry.key);
    return readEntry(entry, prefix, reading);
  });
}

function readEntry(entry: YamlEntry, prefix: string, reading: Reading): [string, unknown][] {
  const path = prefix + entry.key;
  const reader = Object.hasOwn(reading.readers, path) ? reading.readers[path] : undefined;
  if (reader === undefined && !hasBelow(path, reading.readers)) {
    reportUnknown(entry, prefix, reading);
    return [];
  }
  if (isNothing(entry.value)) return [];
  if (reader === undefined) return readLevel(entry, path, reading);
  const read = reader(entry.value);
  if ('value' in read) return [[path, read.value]];
  for (const { expected, line, suggestion } of read.complaints) {
    reading.report({ rule: 'wrong-value', message: `\`${path}\`: expected ${expected}`, line, suggestion });
  }
  return [];
}

function readLevel(entry: YamlEntry, path: string, reading: Reading): [string, unknown][] {
  if (entry.value.kind === 'map') return readEntries(entry.value, `${path}.`, reading);
  const message = `\`${path}\`: expected keys below it: ${keysBelow(`${path}.`, reading.readers).join(', ')}`;
  reading.report({ rule: 'wrong-value', message, line: entry.line, suggestion: null });
  return [];
}

function readProviders(providers: YamlEntry, report: Report): [string, ProviderValues][] {
  if (isNothing(providers.value)) return [];
  if (providers.value.kind !== 'map') {
    const message = '`providers`: expected names of providers, with their keys below each';
    report({ rule: 'wrong-value', message, line: providers.line, suggestion: null });
    return [];
  }
  return providers.value.entries.map((entry): [string, ProviderValues] => {
    const prefix = `providers.${entry.key}.`;
    const readers = Object.fromEntries(Object.entries(providerSettings).map(([key, reader]) => [prefix + key, reader]));
    const found = isNothing(entry.value) ? [] : readLevel(entry, prefix.slice(0, -1), { readers, report });
    const values = Object.fromEntries(found.map(([key, value]) => [key.slice(prefix.length), value]));
    // Right for the same reason as in parseWith.
    return [entry.key, values as ProviderValues];
  });
}

function reportUnknown(entry: YamlEntry, prefix: string, { readers, report }: Reading): void {
  const others = prefix === '' && readers === allSettings ? ['providers'] : [];
  const known = [...keysBelow(prefix, readers), ...others].sort();
  const where = prefix === '' ? 'of the configuration' : `below \`${prefix.slice(0, -1)}\``;
  const message = `\`${entry.key}\` is no key ${where}; known keys: ${known.join(', ')}`;
  report({ rule: 'unknown-key', message, line: entry.line, suggestion: nearest(entry.key, known) });
}

function reportTwice(entry: YamlEntry, prefix: string, report: Report): void {
  const message = `\`${prefix}${entry.key}\` is written twice; the last one counts`;
  report({ rule: 'duplicate-key', message, line: entry.line, suggestion: null });
}

function hasBelow(path: string, readers: Readers): boolean {
  return keysBelow(`${path}.`, readers).length > 0;
}

/** The keys of one level. */
function keysBelow(prefix: string, readers: Readers): string[] {
  const below = Object.keys(readers).filter((path) => path.startsWith(prefix));
  return [...new Set(below.map((path) => path.slice(prefix.length).split('.')[0] ?? ''))];
}
