/** One `key = value` of a git configuration file. */
export interface ConfigEntry {
  /** `core.fsmonitor`, `filter.lfs.clean`: section and name in lower case, the subsection as written. */
  readonly key: string;
  readonly value: string;
  /** Lines of the file that hold it, 0-based, end-exclusive. */
  readonly from: number;
  readonly to: number;
  /** The header stands on the same line: `[core] fsmonitor = x`. */
  readonly header: string | null;
}

const headerPattern = /^\s*\[\s*([\w.-]+)(?:\s+"((?:[^"\\]|\\.)*)")?\s*\]/;

/**
 * Reads a git configuration file as far as it takes to know which keys it sets (git-config(1), "Syntax").
 *
 *     [filter "lfs"]
 *             clean = git-lfs clean -- %f
 */
export function parseGitConfig(text: string): readonly ConfigEntry[] {
  const lines = text.split('\n');
  const entries: ConfigEntry[] = [];
  let section = '';
  for (let index = 0; index < lines.length; index++) {
    let rest = lines[index] ?? '';
    let header: string | null = null;
    const match = headerPattern.exec(rest);
    if (match) {
      section = sectionKey(match[1] ?? '', match[2]);
      header = match[0];
      rest = rest.slice(header.length);
    }
    const from = index;
    // A backslash at the end of a line continues the value on the next.
    while (/(^|[^\\])(\\\\)*\\\r?$/.test(rest) && index + 1 < lines.length) {
      index += 1;
      rest = `${rest.replace(/\\\r?$/, '')}${lines[index] ?? ''}`;
    }
    const setting = /^\s*([A-Za-z][\w-]*)\s*(?:=\s*([\s\S]*?))?\s*$/.exec(withoutComment(rest));
    if (!setting) continue;
    entries.push({
      key: `${section}.${(setting[1] ?? '').toLowerCase()}`,
      value: setting[2] ?? 'true',
      from,
      to: index + 1,
      header,
    });
  }
  return entries;
}

function sectionKey(name: string, subsection: string | undefined): string {
  return subsection === undefined ? name.toLowerCase() : `${name.toLowerCase()}.${subsection.replace(/\\(.)/g, '$1')}`;
}

/** Cuts a comment that is not inside quotes. */
function withoutComment(line: string): string {
  let quoted = false;
  for (let index = 0; index < line.length; index++) {
    const char = line[index];
    if (char === '\\') index += 1;
    else if (char === '"') quoted = !quoted;
    else if (!quoted && (char === '#' || char === ';')) return line.slice(0, index);
  }
  return line;
}
