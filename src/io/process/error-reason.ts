/** The system's word for what went wrong (ENOENT, EACCES, ...); the error's message where it has none. */
export function errorReason(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return 'code' in error ? String(error.code) : error.message;
}
