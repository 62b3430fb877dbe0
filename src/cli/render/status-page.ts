import { shortId } from '../../core/spec/spec-id.ts';
import type { ShowStatusOutput, StatusRow } from '../../engine/operations/show-status.ts';
import { renderAgentUsage } from './agent-usage.ts';
import { renderDetail } from './detail.ts';
import { oneLine } from './one-line.ts';
import { paint } from './paint.ts';
import { reasonTexts } from './reason.ts';
import { statusStyle } from './status-style.ts';

/** The page of `chant status`: what runs, what needs a person, what could be done next, and how many stand where. */
export function renderStatus({ running, attention, ready, counts, usedToday }: ShowStatusOutput): string {
  const sections = [
    section('Running', running.flatMap(wordRunning)),
    section('Needs you', attention.flatMap(wordAttention)),
    section(
      'Ready',
      ready.map(({ spec, title }) => `  ${shortId(spec)}  ${oneLine(title)}`),
    ),
    [wordCounts(counts), ...(usedToday === null ? [] : [`Today: ${renderAgentUsage(usedToday)}`])],
  ];
  const filled = sections.filter((lines) => lines.length > 0);
  return `${filled.map((lines) => lines.join('\n')).join('\n\n')}\n`;
}

function section(title: string, lines: readonly string[]): readonly string[] {
  return lines.length === 0 ? [] : [paint('bold', title), ...lines];
}

function wordRunning({ spec, title, run }: StatusRow): readonly string[] {
  const step = run.step === null ? '' : `, at ${run.step}`;
  return [
    `  ${shortId(spec)}  ${oneLine(title)}`,
    `    attempt ${run.attempt}${step}, since ${run.startedAt}`,
    ...(run.waitingUntil === null ? [] : [`    waits for the service until ${run.waitingUntil}`]),
    ...wordUsed(run.usage),
    `    ${paint('cyan', 'next:')} chant log ${shortId(spec)} --follow`,
  ];
}

function wordAttention({ spec, title, status, run, next }: StatusRow): readonly string[] {
  const why = run.reason === null ? '' : `: ${reasonTexts[run.reason]}`;
  return [
    `  ${shortId(spec)}  ${oneLine(title)}`,
    `    ${paintStatus(status)}${why}`,
    ...renderDetail(run.detail).map((line) => `    ${line}`),
    ...wordUsed(run.usage),
    ...next.map((line) => `    ${paint('cyan', 'next:')} ${oneLine(line)}`),
  ];
}

function wordUsed(usage: StatusRow['run']['usage']): readonly string[] {
  return usage === null ? [] : [`    used ${renderAgentUsage(usage)}`];
}

function wordCounts(counts: ShowStatusOutput['counts']): string {
  const words = Object.entries(counts).map(([status, count]) => `${count} ${paintStatus(status)}`);
  return words.length === 0 ? 'There are no specs yet. Create one: chant add "what to do"' : words.join(', ');
}

function paintStatus(status: string): string {
  const style = statusStyle(status);
  const words = status.replaceAll('_', ' ');
  return style === null ? words : paint(style, words);
}
