/**
 * Puts the texts of files into a session that was written by hand:
 *
 *     {"at":200,"wrote":"src/lock.js"}      becomes      {"at":200,"wrote":"src/lock.js","text":"..."}
 *
 * `read` gives the text of a path, or null where there is none; that line then stays as it is, and the session's
 * reader says what it lacks. Lines that are no JSON stay, too.
 */
export function fillSession(session: string, read: (path: string) => string | null): string {
  return session
    .split('\n')
    .map((line) => fillLine(line, read))
    .join('\n');
}

function fillLine(line: string, read: (path: string) => string | null): string {
  const step = parseStep(line);
  if (step === null || typeof step['wrote'] !== 'string' || 'text' in step || 'base64' in step) return line;
  const text = read(step['wrote']);
  return text === null ? line : JSON.stringify({ ...step, text });
}

function parseStep(line: string): Readonly<Record<string, unknown>> | null {
  try {
    const value: unknown = JSON.parse(line);
    return typeof value === 'object' && value !== null ? { ...value } : null;
  } catch {
    return null;
  }
}
