import { stripControl } from '../../core/strip-control.ts';
import type { ConfirmSpecOutput } from '../../engine/operations/confirm-spec.ts';
import { oneLine } from './one-line.ts';
import { paint } from './paint.ts';

/** What a person is asked to confirm, and how. */
export function renderConfirmable({ id, document, text }: ConfirmSpecOutput): string {
  const lines = [
    ...(document === null ? [] : [paint('bold', oneLine(document))]),
    ...(text === null ? [] : [stripControl(text).trim(), '']),
    `${paint('cyan', 'next:')} chant confirm ${id} --by NAME`,
  ];
  return `${lines.join('\n')}\n`;
}
