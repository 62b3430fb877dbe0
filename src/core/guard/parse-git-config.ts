/** One `key = value` of a git configuration file. */
export interface ConfigEntry {
  /** `core.fsmonitor`, `filter.lfs.clean`: section and name in lower case, the subsection as written. */
  readonly key: string;
  readonly value: string;
  /** Lines of the file that hold it, 0-based, end-exclusive. */
  readonly from: number;
  readonly to: number;
  /** The headers that stand on the same line: `[core] fsmonitor = x`. */
  readonly header: string | null;
}

const headerPattern = /^\s*\[\s*([\w.-]+)(?:\s+"((?:[^"\\]|\\.)*)")?\s*\]/;

/** Key of a line that git may read otherwise than chant: it counts as a change of something that is guarded. */
export const unread = 'unread';

/**
 * Reads a git configuration file as far as it takes to know which keys it sets (git-config(1), "Syntax"). A line
 * that is not understood becomes an entry of its own, so that nothing can hide in it.
 *
 *     [filter "lfs"]
 *             clean = git-lfs clean -- %f
 */
export function parseGitConfig(text: string): readonly ConfigEntry[] {
  const lines = text.split('\n');
  const entries: ConfigEntry[] = [];
  let section = '';
  for (let index = 0; index < lines.length; index++) {
    const from = index;
    const { headers, last, rest: first } = takeHeaders(lines[index] ?? '');
    section = last ?? section;
    let rest = scanLine(first);
    let whole = rest.text;
    while (rest.goesOn && index + 1 < lines.length) {
      index += 1;
      rest = scanLine(lines[index] ?? '', rest.quoted);
      whole += rest.text;
    }
    if (whole.trim() === '') continue;
    const setting = /^\s*([A-Za-z][A-Za-z0-9-]*)\s*(?:=\s*([\s\S]*?))?\s*$/.exec(whole);
    const understood = setting !== null && section !== '' && !rest.quoted && !rest.goesOn;
    entries.push({
      key: understood ? `${section}.${(setting[1] ?? '').toLowerCase()}` : unread,
      value: understood ? (setting[2] ?? 'true') : whole,
      from,
      to: index + 1,
      header: headers === '' ? null : headers,
    });
  }
  return entries;
}

/** Takes the section headers off the beginning of a line: git allows more than one. */
function takeHeaders(line: string): { headers: string; last: string | null; rest: string } {
  let rest = line;
  let last: string | null = null;
  for (let match = headerPattern.exec(rest); match !== null; match = headerPattern.exec(rest)) {
    last = sectionKey(match[1] ?? '', match[2]);
    rest = rest.slice(match[0].length);
  }
  return { headers: line.slice(0, line.length - rest.length), last, rest };
}

function sectionKey(name: string, subsection: string | undefined): string {
  return subsection === undefined ? name.toLowerCase() : `${name.toLowerCase()}.${subsection.replace(/\\(.)/g, '$1')}`;
}

/** Cuts a comment that is not inside quotes, and says whether the value goes on: a comment never does. */
function scanLine(line: string, wasQuoted = false): { text: string; quoted: boolean; goesOn: boolean } {
  const text = line.replace(/\r$/, '');
  let quoted = wasQuoted;
  for (let index = 0; index < text.length; index++) {
    const char = text[index];
    if (char === '\\' && index === text.length - 1) return { text: text.slice(0, -1), quoted, goesOn: true };
    if (char === '\\') index += 1;
    else if (char === '"') quoted = !quoted;
    else if (!quoted && (char === '#' || char === ';')) return { text: text.slice(0, index), quoted, goesOn: false };
  }
  return { text, quoted, goesOn: false };
}
