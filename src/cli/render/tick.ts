import type { TickCriterionOutput } from '../../engine/operations/tick-criterion.ts';
import { oneLine } from './one-line.ts';

/** What a tick came to: `Ticked 2: writes are locked. 1 is open.` */
export function renderTick({ number, criterion, changed, open }: TickCriterionOutput): string {
  const name = `${number}: ${oneLine(criterion.text)}`;
  if (criterion.check !== null) {
    return `Not ticked, ${name}\nIts check ${criterion.check} proves it: chant runs it, and ticks it when it holds.\n`;
  }
  const left = open === 0 ? 'None is open now.' : `${open} ${open === 1 ? 'is' : 'are'} open.`;
  return `${changed ? 'Ticked' : 'Was ticked before,'} ${name}\n${left}\n`;
}
