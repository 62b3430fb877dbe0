import type { Style } from './paint.ts';

const styles: Readonly<Record<string, Style>> = {
  ready: 'cyan',
  in_progress: 'cyan',
  completed: 'green',
  failed: 'red',
  bad: 'red',
  needs_attention: 'yellow',
  paused: 'yellow',
  blocked: 'dim',
  cancelled: 'dim',
};

/** How a status stands out; null: not at all. */
export function statusStyle(status: string): Style | null {
  return styles[status] ?? null;
}
