import type { ScopeSpecOutput } from '../../engine/operations/scope-spec.ts';
import { oneLine } from './one-line.ts';
import { paint } from './paint.ts';

/** What a spec may change now, what is different from before, and what was not taken over. */
export function renderScope({ id, from, paths, left, before, dryRun }: ScopeSpecOutput): string {
  const lines = [
    `${dryRun ? 'Would scope' : 'Scoped'} ${id} to what ${oneLine(from)} lists:`,
    ...paths.map(
      (path) => `  ${oneLine(path)}${before.includes(path) || before.length === 0 ? '' : paint('yellow', ' (new)')}`,
    ),
    ...before.filter((path) => !paths.includes(path)).map((path) => paint('dim', `  no longer: ${oneLine(path)}`)),
    ...left.map(({ path, why }) => `  ${paint('yellow', 'left out:')} ${oneLine(path)} (${why})`),
  ];
  return `${lines.join('\n')}\n`;
}
