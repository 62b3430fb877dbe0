import type { WorkReport } from '../../engine/operations/work-specs.ts';
import { oneLine } from './one-line.ts';
import { paint } from './paint.ts';
import { wordChoice } from './provider-choice.ts';
import { shortId } from '../../core/spec/spec-id.ts';

/** What `work --dry-run` prints: what would be done for every spec. Nothing has been done. */
export function renderWorkPlan(plan: WorkReport['plan']): string {
  const pages = plan.map(({ spec, title, target, base, provider, choice, prompt, checks, scope }) =>
    [
      paint('bold', `Would work ${shortId(spec)}: ${oneLine(title)}`),
      `  from      ${base.slice(0, 12)}`,
      `  lands on  ${target}`,
      `  provider  ${provider} (${wordChoice(choice)})`,
      `  prompt    ${prompt}`,
      ...list('checks', checks, 'none: nothing proves the result'),
      ...list('scope', scope, 'no limit: any file may change'),
    ].join('\n'),
  );
  return `${pages.join('\n\n')}\n`;
}

function list(label: string, values: readonly string[], none: string): readonly string[] {
  const lines = values.length === 0 ? [paint('dim', none)] : values;
  return lines.map((line, index) => `  ${(index === 0 ? label : '').padEnd(10)}${oneLine(line)}`);
}
