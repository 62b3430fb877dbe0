import { isAbsolute, relative, resolve, sep } from 'node:path';
import { fieldsOf, itemsOf, textOf } from '../../../core/raw-value.ts';

/** What an agent tells about one use of a tool, gathered over all messages about it. */
export interface ToolCall {
  readonly title: string | null;
  /** `edit`, `delete`, `move`, `execute`, `read`, ... */
  readonly kind: string | null;
  /** As the agent wrote them. */
  readonly paths: readonly string[];
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
