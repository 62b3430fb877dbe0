import {
  COLLECTION_STYLE,
  EVENT_ID,
  getScalarValue,
  parseEvents,
  SCALAR_STYLE,
  CHOMPING_MODE,
  type Event,
} from 'js-yaml';

/** Where one key of a frontmatter and its value stand; offsets into the YAML text. */
export interface Entry {
  readonly key: string;
  /** Beginning of the key's line. */
  readonly lineStart: number;
  /** The `:` after the key. */
  readonly colon: number;
  /** End of the value's last line, without its line break; comment lines below are not part of it. */
  readonly lineEnd: number;
  /** End of the last thing of the value that was seen; only blanks, closing brackets and comments follow. */
  readonly lastEnd: number;
  readonly shape: 'scalar' | 'block-list' | 'flow-list' | 'other';
  /** Its value takes in the blank lines below it (`|+`). */
  readonly keepsBlanks: boolean;
  /** Column of the `-` of a block list. */
  readonly dashColumn: number | null;
}

/** The entries of a frontmatter and the column at which its keys stand, or why it cannot be edited. */
export type Located =
  | { readonly kind: 'entries'; readonly entries: readonly Entry[]; readonly column: number }
  | { readonly kind: 'refused'; readonly why: string };

/** An entry before its end is known: that takes the next one. */
type Draft = Omit<Entry, 'lineEnd'>;

/**
 * Finds the top-level keys of a frontmatter. Shapes in which a line does not belong to one key are refused: a mapping in
 * braces, `? key`, several documents.
 */
export function locateEntries(yaml: string): Located {
  const events = parse(yaml);
  if (events === null) return refuse('it is no YAML');
  const [document, root] = events;
  if (document === undefined) return { kind: 'entries', entries: [], column: 0 };
  if (document.type !== EVENT_ID.DOCUMENT || document.explicitStart || document.directives.length > 0) {
    return refuse('it holds a YAML directive or a second `---`');
  }
  if (root?.type === EVENT_ID.POP || (root?.type === EVENT_ID.SCALAR && root.valueStart === -1)) {
    return { kind: 'entries', entries: [], column: 0 };
  }
  if (root?.type !== EVENT_ID.MAPPING) return refuse('it holds no keys');
  if (root.style === COLLECTION_STYLE.FLOW) return refuse('its keys stand in braces');
  return locate(yaml, events);
}

function parse(yaml: string): Event[] | null {
  try {
    return parseEvents(yaml, {});
  } catch {
    return null;
  }
}

function refuse(why: string): Located {
  return { kind: 'refused', why };
}

function locate(yaml: string, events: readonly Event[]): Located {
  const drafts: Draft[] = [];
  let column: number | null = null;
  for (let at = 2; events[at] !== undefined && events[at]?.type !== EVENT_ID.POP; ) {
    const key = events[at];
    if (key?.type !== EVENT_ID.SCALAR || key.valueStart < 0 || key.anchorStart >= 0 || key.tagStart >= 0) {
      return refuse('one of its keys is no plain word');
    }
    const quoted = key.style !== SCALAR_STYLE.PLAIN ? 1 : 0;
    const lineStart = yaml.lastIndexOf('\n', key.valueStart - 1) + 1;
    const before = yaml.slice(lineStart, key.valueStart - quoted);
    const colon = key.valueEnd + quoted + (/^[ \t]*/.exec(yaml.slice(key.valueEnd + quoted))?.[0].length ?? 0);
    if (before.trim() !== '' || yaml[colon] !== ':') return refuse('one of its keys does not begin its line');
    column ??= before.length;
    const value = readValue(events, at + 1);
    const lastEnd = Math.max(value.end, colon + 1);
    const dash = value.shape === 'block-list' ? columnOf(yaml, value.start) : null;
    const { keepsBlanks } = value;
    const draft = {
      key: getScalarValue(yaml, key),
      keepsBlanks,
      lineStart,
      colon,
      lastEnd,
      shape: value.shape,
      dashColumn: dash,
    };
    drafts.push({ ...draft, lastEnd: value.keepsBlanks ? lastEnd : trimBreaks(yaml, lastEnd, colon + 1) });
    at = value.next;
  }
  const entries = drafts.map((draft, index) => {
    const next = drafts[index + 1]?.lineStart ?? yaml.length;
    return { ...draft, lineEnd: findLineEnd(yaml, draft.lastEnd, next) };
  });
  return { kind: 'entries', entries, column: column ?? 0 };
}

interface ValueRange {
  readonly start: number;
  /** End of the last scalar, alias or opening bracket; -1 for an empty value. */
  readonly end: number;
  readonly next: number;
  readonly shape: Entry['shape'];
  /** Ends in a block scalar that keeps its blank lines (`|+`). */
  readonly keepsBlanks: boolean;
}

function readValue(events: readonly Event[], from: number): ValueRange {
  let end = -1;
  let depth = 0;
  let at = from;
  let keepsBlanks = false;
  do {
    const event = events[at];
    at += 1;
    if (event === undefined) break;
    if (event.type === EVENT_ID.POP) depth -= 1;
    if (event.type === EVENT_ID.SEQUENCE || event.type === EVENT_ID.MAPPING) {
      depth += 1;
      end = Math.max(end, event.start + 1, event.anchorEnd, event.tagEnd);
    }
    if (event.type === EVENT_ID.ALIAS) end = Math.max(end, event.anchorEnd);
    if (event.type === EVENT_ID.SCALAR) {
      end = Math.max(end, event.valueEnd, event.anchorEnd, event.tagEnd);
      keepsBlanks = event.chomping === CHOMPING_MODE.KEEP;
    }
  } while (depth > 0);
  const first = events[from];
  const start = first?.type === EVENT_ID.SEQUENCE ? first.start : -1;
  return { start, end, next: at, shape: shapeOf(first), keepsBlanks };
}

function shapeOf(first: Event | undefined): Entry['shape'] {
  if (first?.type === EVENT_ID.SCALAR) return 'scalar';
  if (first?.type !== EVENT_ID.SEQUENCE) return 'other';
  return first.style === COLLECTION_STYLE.FLOW ? 'flow-list' : 'block-list';
}

function columnOf(yaml: string, offset: number): number {
  return offset - (yaml.lastIndexOf('\n', offset - 1) + 1);
}

/** The range of a block scalar takes in the line breaks after it. */
function trimBreaks(yaml: string, end: number, floor: number): number {
  let trimmed = end;
  while (trimmed > floor && /\s/.test(yaml[trimmed - 1] ?? '')) trimmed -= 1;
  return trimmed;
}

/** Steps back over the blank lines and comment lines between a value and the next key. */
function findLineEnd(yaml: string, lastEnd: number, next: number): number {
  let end = next;
  while (end > lastEnd) {
    const start = yaml.lastIndexOf('\n', end - 2) + 1;
    if (start < lastEnd || !/^[ \t]*(?:#.*)?\r?\n?$/.test(yaml.slice(start, end))) break;
    end = start;
  }
  if (yaml[end - 1] === '\n') end -= 1;
  if (yaml[end - 1] === '\r') end -= 1;
  return end;
}
