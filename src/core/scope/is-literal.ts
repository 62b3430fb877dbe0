import { stripDotSlash } from './strip-dot-slash.ts';

/** Whether a pattern names one file, and no directory (`src/`) or glob. */
export function isLiteral(pattern: string): boolean {
  const clean = stripDotSlash(pattern.trim());
  if (clean === '' || clean === '.' || clean.endsWith('/')) return false;
  return !/[*?[\]{}()]/.test(clean);
}
