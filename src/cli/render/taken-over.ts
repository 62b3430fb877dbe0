import { stripControl } from '../../core/strip-control.ts';
import type { TakenOver } from '../../engine/operations/takeover-spec.ts';
import { oneLine } from './one-line.ts';
import { paint } from './paint.ts';

/** What `chant takeover` says: where to go, and the page that was written for whoever goes there. */
export function renderTakenOver({ spec, workspace, summary, summaryFile, next }: TakenOver): string {
  const lines = [
    paint('bold', `${spec} is yours: ${workspace}`),
    '',
    stripControl(summary).trimEnd(),
    '',
    `This page is kept in ${summaryFile}`,
    `${paint('cyan', 'next:')} cd ${workspace}`,
    ...next.map((line) => `${paint('cyan', 'next:')} ${oneLine(line)}`),
  ];
  return `${lines.join('\n')}\n`;
}
