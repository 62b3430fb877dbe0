import { shortId } from '../../core/spec/spec-id.ts';
import type { InvestigateIssueOutput } from '../../engine/operations/investigate-issue.ts';
import { oneLine } from './one-line.ts';
import { paint } from './paint.ts';

/** What an investigation is made of now, what is new about it, and how to go on. */
export function renderInvestigation(output: InvestigateIssueOutput): string {
  const { issue, snapshot, specs, branch, test, dryRun } = output;
  const first = specs.find(({ state }) => state !== 'there');
  const lines = [
    paint('bold', `${dryRun ? 'Would investigate' : 'Investigating'} ${issue.ref}: ${oneLine(issue.title)}`),
    `  ${label('snapshot')}${snapshot.path} (${snapshot.state}${describeChanges(snapshot)})`,
    `  ${label('lands on')}${branch}`,
    `  ${label('test')}${test.path === '' ? 'none: a person confirms' : `${oneLine(test.path)}: ${oneLine(test.run)}`}`,
    ...specs.map((spec) => {
      const id = spec.id === null ? 'new' : shortId(spec.id);
      const note = spec.state === 'there' ? paint('dim', ' (there already)') : '';
      return `  ${label(spec.phase)}${id.padEnd(8)} ${oneLine(spec.title)}${note}`;
    }),
    ...(dryRun ? ['Nothing was written.'] : listNext(output, first?.id ?? null)),
  ];
  return `${lines.join('\n')}\n`;
}

function label(text: string): string {
  return text.padEnd(15);
}

function describeChanges({ added, edited, removed }: InvestigateIssueOutput['snapshot']): string {
  const parts = [
    ['new', added],
    ['edited', edited],
    ['gone', removed],
  ] as const;
  return parts
    .map(([word, names]) => (names.length === 0 ? '' : `; ${word}: ${names.map(oneLine).join(', ')}`))
    .join('');
}

function listNext({ silent, specs, issue }: InvestigateIssueOutput, first: string | null): string[] {
  if (first === null) return ['Every spec of it is there already.'];
  const commit = `git add .chant && git commit -m "Plan the work on ${issue.ref}"`;
  const isNew = specs.every(({ state }) => state === 'created');
  return [
    ...(silent || !isNew ? [] : [`${paint('cyan', 'next:')} ${commit}`]),
    `${paint('cyan', 'next:')} chant work ${shortId(first)}`,
  ];
}
