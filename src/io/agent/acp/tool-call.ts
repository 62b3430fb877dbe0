import { isAbsolute, relative, resolve, sep } from 'node:path';
import { fieldsOf, itemsOf, textOf } from '../../../core/raw-value.ts';

/** What an agent tells about one use of a tool, gathered over all messages about it. */
export interface ToolCall {
  readonly title: string | null;
  /** `edit`, `delete`, `move`, `execute`, `read`, ... */
  readonly kind: string | null;
  /** As the agent wrote them. */
  readonly paths: readonly string[];
  /** The command line that it is to run, where it says one. */
  readonly command: string | null;
}

/** Keys of raw input under which the tools of real agents name the file that they write. */
const pathKeys = ['path', 'file_path', 'filePath', 'abs_path', 'fileName', 'filename', 'destination'];

/** Adds what a message says about a tool call to what is known of it: later fields replace earlier ones. */
export function mergeToolCall(known: ToolCall | undefined, message: unknown): ToolCall {
  const fields = fieldsOf(message);
  const paths = pathsOf(fields);
  return {
    title: textOf(fields['title']) ?? known?.title ?? null,
    kind: textOf(fields['kind']) ?? known?.kind ?? null,
    paths: paths.length > 0 ? paths : (known?.paths ?? []),
    command: commandOf(fieldsOf(fields['rawInput'])) ?? known?.command ?? null,
  };
}

/** The path inside the workspace, relative with `/`; null where it lies outside. */
export function pathInside(workspace: string, path: string): string | null {
  const inside = relative(workspace, resolve(workspace, path));
  return inside === '' || inside === '..' || inside.startsWith(`..${sep}`) || isAbsolute(inside)
    ? null
    : inside.split(sep).join('/');
}

function pathsOf(fields: Readonly<Record<string, unknown>>): readonly string[] {
  const raw = fieldsOf(fields['rawInput']);
  const found = [
    ...itemsOf(fields['content']).map((item) => fieldsOf(item)['path']),
    ...itemsOf(fields['locations']).map((item) => fieldsOf(item)['path']),
    ...pathKeys.map((key) => raw[key]),
  ];
  return [...new Set(found.flatMap((path) => textOf(path) ?? []))];
}

/** `{command: 'npm test'}`, `{command: ['npm', 'test']}` or `{command: ['bash', '-lc', 'npm test']}`. */
function commandOf(raw: Readonly<Record<string, unknown>>): string | null {
  const given = raw['command'] ?? raw['cmd'];
  const line = textOf(given);
  if (line !== null) return line;
  const words = itemsOf(given).map(textOf);
  const [program, option, script] = words;
  if (words.length === 3 && /^(.*\/)?(ba|da|z)?sh$/.test(program ?? '') && /^-[a-z]*c$/.test(option ?? '')) {
    return script ?? null;
  }
  const whole = words.flatMap((word) => (word === null ? [] : [word]));
  // A word that a shell would look at is quoted, so that it counts as what it is: one word.
  return whole.length === 0 || whole.length < words.length ? null : whole.map(quote).join(' ');
}

function quote(word: string): string {
  return /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`;
}
