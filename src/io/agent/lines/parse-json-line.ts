import { fieldsOf } from '../../../core/raw-value.ts';

/** The fields of a line that is a JSON object; null for any other line. */
export function parseJsonLine(line: string): Readonly<Record<string, unknown>> | null {
  if (!line.startsWith('{')) return null;
  try {
    return fieldsOf(JSON.parse(line));
  } catch {
    return null;
  }
}
