/** A value of a YAML text that still knows its line, 1-based within that text. Scalars are text: nothing is guessed. */
export type YamlNode = YamlScalar | YamlList | YamlMap;

export interface YamlScalar {
  readonly kind: 'scalar';
  readonly text: string;
  /** Written without quotes: only then can it mean nothing (`key:`, `~`, `null`), a number, or yes and no. */
  readonly plain: boolean;
  readonly line: number;
}

export interface YamlList {
  readonly kind: 'list';
  readonly items: readonly YamlNode[];
  readonly line: number;
}

export interface YamlMap {
  readonly kind: 'map';
  readonly entries: readonly YamlEntry[];
  readonly line: number;
}

export interface YamlEntry {
  readonly key: string;
  readonly value: YamlNode;
  readonly line: number;
}

/** What stands in the way of reading a text as YAML. */
export interface YamlTrouble {
  readonly message: string;
  readonly line: number;
}

/** Reads one YAML document; `node` is null where the text holds no value at all. */
export type YamlParser = (source: string) => { readonly node: YamlNode | null } | { readonly trouble: YamlTrouble };

/** The value as plain data, all scalars as text and what means nothing as null. */
export function plainValue(node: YamlNode): unknown {
  if (node.kind === 'list') return node.items.map(plainValue);
  if (node.kind === 'map') return Object.fromEntries(node.entries.map((entry) => [entry.key, plainValue(entry.value)]));
  return isNothing(node) ? null : node.text;
}

/** `key:`, `key: ~`, `key: null`: as if the key were not there. */
export function isNothing(node: YamlNode): boolean {
  return node.kind === 'scalar' && node.plain && /^(|~|null|Null|NULL)$/.test(node.text);
}
