import type { CiCheck } from '../../core/forge/check-report.ts';
import { oneLine } from './one-line.ts';
import { paint } from './paint.ts';

const styles = { pending: 'dim', passed: 'green', failed: 'red', skipped: 'dim' } as const;

/** One line for each check of the fork's CI. */
export function renderCi(checks: readonly CiCheck[]): readonly string[] {
  return checks.map(({ name, state, url }) => {
    const where = state === 'failed' && url !== null ? `, see ${oneLine(url)}` : '';
    return `CI ${oneLine(name)}: ${paint(styles[state], state)}${where}`;
  });
}
