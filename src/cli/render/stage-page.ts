import { shortId } from '../../core/spec/spec-id.ts';
import type { StageReport } from '../../engine/operations/stage-spec.ts';
import { stripControl } from '../../core/strip-control.ts';
import { oneLine } from './one-line.ts';
import { paint } from './paint.ts';

/** What `chant stage` did, or with `--dry-run` exactly what it would do. */
export function renderStagePage(report: StageReport): string {
  const { fork, branch, base, dryRun, notes, spec } = report;
  const notice = notes.map((note) => `${paint('yellow', 'note:')} ${oneLine(note)}`);
  if (dryRun) return `${[...renderPlan(report), ...notice, 'Nothing was pushed or posted.'].join('\n')}\n`;
  const lines = [
    `${paint('green', 'Staged')} ${shortId(spec)} on ${fork}, branch ${branch} -> ${base}: ${wordPush(report)}`,
    ...report.commits.map(({ commit, message }) => `  ${commit.slice(0, 12)} ${subjectOf(message)}`),
    ...renderPull(report),
    ...notice,
    ...(report.ci === null ? [] : [wordCi(report.ci)]),
  ];
  return `${lines.join('\n')}\n`;
}

/** Where the fork is a folder there is nothing to open: somebody may want the text all the same. */
function renderPull({ pullRequest, fork }: StageReport): readonly string[] {
  const word = wordPull(pullRequest.state);
  if (pullRequest.state !== 'none') return [`Pull request ${word}: ${oneLine(pullRequest.url ?? '')}`];
  const text = [`Title: ${oneLine(pullRequest.title)}`, '', ...stripControl(pullRequest.body).trimEnd().split('\n')];
  return [
    `Pull request ${word}: ${oneLine(fork)} is a folder. Its text:`,
    '',
    ...text.map((line) => `  ${line}`.trimEnd()),
    '',
  ];
}

function renderPlan(report: StageReport): readonly string[] {
  const { fork, branch, base, onto, push, commits, pullRequest } = report;
  const lease = push.from === null ? 'which must not be there yet' : `which must be at ${push.from}`;
  return [
    paint('bold', `Would push to ${fork}, branch ${branch}, ${lease}`),
    ...(push.isThere ? ['  nothing: it is there already'] : []),
    `  on top of ${base} at ${onto}`,
    ...commits.flatMap(({ commit, message, files }) => [
      '',
      `commit ${commit}`,
      ...indent(message),
      ...files.map(({ path, status }) => `    ${status.padEnd(8)} ${oneLine(path)}`),
    ]),
    '',
    paint(
      'bold',
      `Would open or update a pull request in ${fork}, ${branch} -> ${base}${pullRequest.draft ? ', as a draft' : ''}`,
    ),
    `Title: ${oneLine(pullRequest.title)}`,
    '',
    ...stripControl(pullRequest.body).trimEnd().split('\n'),
    '',
  ];
}

function wordCi({ state, checks }: NonNullable<StageReport['ci']>): string {
  if (state === 'none') return paint('yellow', 'CI of the fork has said nothing: is it switched on there?');
  const failed = checks.filter((check) => check.state === 'failed').map(({ name }) => oneLine(name));
  return state === 'passed' ? paint('green', 'CI passed') : paint('red', `CI failed: ${failed.join(', ')}`);
}

function wordPush({ push, commits }: StageReport): string {
  if (push.isThere) return 'it was there already';
  const count = `${commits.length} ${commits.length === 1 ? 'commit' : 'commits'}`;
  return push.from === null ? `pushed, ${count}` : `pushed, ${count}; it was at ${push.from.slice(0, 12)}`;
}

const pullWords: Record<StageReport['pullRequest']['state'], string> = {
  planned: 'planned',
  opened: 'opened',
  updated: 'brought up to date',
  unchanged: 'is up to date',
  'left-alone': 'left as somebody has written it since',
  none: 'not opened',
};

function wordPull(state: StageReport['pullRequest']['state']): string {
  return pullWords[state];
}

function subjectOf(message: string): string {
  return oneLine(message.split('\n')[0] ?? '');
}

function indent(text: string): readonly string[] {
  return stripControl(text)
    .trimEnd()
    .split('\n')
    .map((line) => `    ${line}`);
}
