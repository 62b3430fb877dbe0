import {
  type Event,
  EVENT_ID,
  getScalarValue,
  parseEvents,
  type ScalarEvent,
  SCALAR_STYLE,
  YAMLException,
} from 'js-yaml';

import type { YamlEntry, YamlList, YamlMap, YamlNode, YamlParser, YamlScalar, YamlTrouble } from './yaml-node.ts';

interface Reader {
  readonly source: string;
  readonly events: readonly Event[];
  readonly anchors: Map<string, YamlNode>;
  /** Offset at which each line begins. */
  readonly lines: readonly number[];
  next: number;
  /** The first thing that stands in the way. */
  trouble: YamlTrouble | null;
}

/** Reads any YAML document. */
export const parseYamlNode: YamlParser = (source) => {
  const events = readEvents(source);
  if (!Array.isArray(events)) return { trouble: events };
  const lines = [0, ...[...source.matchAll(/\n/g)].map((found) => found.index + 1)];
  // The first event opens the document.
  const reader: Reader = { source, events, anchors: new Map(), lines, next: 1, trouble: null };
  const first = events[1];
  if (first === undefined || first.type === EVENT_ID.POP) return { node: null };
  const node = readNode(reader);
  return reader.trouble === null ? { node } : { trouble: reader.trouble };
};

function readEvents(source: string): Event[] | YamlTrouble {
  try {
    return parseEvents(source, {});
  } catch (cause) {
    if (!(cause instanceof YAMLException)) throw cause;
    return { message: cause.reason, line: (cause.mark?.line ?? 0) + 1 };
  }
}

function readNode(reader: Reader): YamlNode {
  const event = reader.events[reader.next];
  reader.next += 1;
  if (event === undefined || event.type === EVENT_ID.POP || event.type === EVENT_ID.DOCUMENT) {
    throw new Error('the YAML parser ended a value that it had not begun');
  }
  const name = reader.source.slice(event.anchorStart, event.anchorEnd);
  if (event.type === EVENT_ID.ALIAS) return readAlias(reader, name, lineAt(reader, event.anchorStart));
  const node = event.type === EVENT_ID.SCALAR ? readScalar(reader, event) : readCollection(reader, event);
  if (event.anchorStart >= 0) reader.anchors.set(name, node);
  return node;
}

/** Only text can be repeated: lists that repeat lists grow beyond all memory, and nobody needs them here. */
function readAlias(reader: Reader, name: string, line: number): YamlNode {
  const node = reader.anchors.get(name);
  if (node?.kind === 'scalar') return { ...node, line };
  const why = node === undefined ? 'names nothing above it' : 'names a list or keys, and only text can be repeated';
  reader.trouble ??= { message: `\`*${name}\` ${why}`, line };
  return emptyNode(line);
}

function readScalar(reader: Reader, event: ScalarEvent): YamlScalar {
  if (event.valueStart < 0) return emptyNode(lineBefore(reader));
  const text = getScalarValue(reader.source, event);
  return { kind: 'scalar', text, plain: event.style === SCALAR_STYLE.PLAIN, line: lineAt(reader, event.valueStart) };
}

function readCollection(
  reader: Reader,
  event: Extract<Event, { type: typeof EVENT_ID.SEQUENCE | typeof EVENT_ID.MAPPING }>,
): YamlList | YamlMap {
  const line = lineAt(reader, event.start);
  const values: YamlNode[] = [];
  while (reader.events[reader.next]?.type !== EVENT_ID.POP) values.push(readNode(reader));
  reader.next += 1;
  return event.type === EVENT_ID.SEQUENCE ? { kind: 'list', items: values, line } : buildMap(values, line);
}

/** Keys and values take turns. A key that is no text names nothing that chant knows, and is shown as it is. */
function buildMap(values: readonly YamlNode[], line: number): YamlMap {
  const entries: YamlEntry[] = [];
  for (let index = 0; index + 1 < values.length; index += 2) {
    const key = values[index];
    const value = values[index + 1];
    if (key === undefined || value === undefined) continue;
    entries.push({ key: key.kind === 'scalar' ? key.text : '?', value, line: key.line });
  }
  return { kind: 'map', entries, line };
}

function emptyNode(line: number): YamlScalar {
  return { kind: 'scalar', text: '', plain: true, line };
}

/** A value that is not written stands on the line of what was read last. */
function lineBefore(reader: Reader): number {
  const before = reader.events[reader.next - 2];
  return before?.type === EVENT_ID.SCALAR && before.valueStart >= 0 ? lineAt(reader, before.valueStart) : 1;
}

function lineAt(reader: Reader, offset: number): number {
  let low = 0;
  let high = reader.lines.length;
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if ((reader.lines[middle] ?? 0) <= offset) low = middle;
    else high = middle;
  }
  return low + 1;
}
