import { renderDetail } from './detail.ts';
import { oneLine } from './one-line.ts';
import { paint } from './paint.ts';

/** What went wrong, in words. */
export interface FailureText {
  readonly what: string;
  /** Lines that say why, or name what was found. */
  readonly why: readonly string[];
  /** What to do next; at least one. */
  readonly next: readonly string[];
}

/** Words of a failure as lines: `error: ...`, the reasons indented, then `next: ...`. */
export function renderFailureText({ what, why, next }: FailureText): string {
  const lines = [`${paint('red', 'error:')} ${oneLine(what)}`, ...renderDetail(why)];
  return `${[...lines, ...next.map((line) => `${paint('cyan', 'next:')} ${oneLine(line)}`)].join('\n')}\n`;
}
