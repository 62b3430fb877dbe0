import { stripControl } from '../../core/strip-control.ts';
import type { SendingReport, ShownSending } from '../../engine/operations/send-upstream.ts';
import type { UpstreamStatus } from '../../engine/operations/show-upstream.ts';
import { oneLine } from './one-line.ts';
import { renderPacket } from './packet-page.ts';
import { paint } from './paint.ts';

const ciWords = { none: 'has said nothing', pending: 'is not done', passed: 'is green', failed: 'is red' } as const;

/** What a person reads before anything is sent. */
export function renderSending(shown: ShownSending): string {
  const { plan } = shown;
  const { without, state } = plan.ci;
  const lines = [
    renderPacket(shown).trimEnd(),
    '',
    paint('bold', `To ${plan.upstream}, ${plan.base} <- ${plan.headOwner}:${plan.branch}`),
    `Commit    ${plan.commit.slice(0, 12)}`,
    `Staged    ${oneLine(plan.staged)}`,
    `CI        ${ciWords[state]}${without === null ? '' : paint('yellow', `; sent all the same: ${oneLine(without)}`)}`,
    ...(plan.rules.agents === 'forbids'
      ? [
          paint(
            'red',
            `Rules     ${plan.upstream} does not want contributions that agents helped with, as its rules read`,
          ),
        ]
      : []),
    ...(plan.rules.signOff ? ['Sign-off  it wants every commit signed off by a person: you'] : []),
    '',
    `Title: ${oneLine(plan.title)}`,
    '',
    ...stripControl(plan.body)
      .trimEnd()
      .split('\n')
      .map((line) => `  ${line}`),
  ];
  return `${lines.join('\n')}\n`;
}

/** What came of it; with `--print`, only what to type. */
export function renderSent({ plan, state, command, pullRequest }: SendingReport): string {
  const address = oneLine(pullRequest?.url ?? '');
  switch (state) {
    case 'printed':
      return `${command ?? renderByHand(plan)}\n`;
    case 'opened':
      return `${paint('green', 'Opened')} ${address}\n  chant upstream status  follows it\n`;
    case 'was-there':
      return `It is open already: ${address}\n  chant upstream status  follows it\n`;
  }
}

/** For forges that have no such program. */
function renderByHand({ server, upstream, base, headOwner, branch, title, body }: ShownSending['plan']): string {
  const path = [base, '...', `${headOwner}:`, branch].map(encodeURI).join('');
  return [
    `${server}/${upstream}/compare/${path}`,
    '',
    `Title: ${oneLine(title)}`,
    '',
    stripControl(body).trimEnd(),
  ].join('\n');
}

/** What became of what was sent. */
export function renderUpstreamStatus(statuses: readonly UpstreamStatus[]): string {
  if (statuses.length === 0) return 'Nothing was sent upstream yet: chant upstream ID\n';
  return `${statuses.flatMap(renderOne).join('\n')}\n`;
}

function renderOne({ sending, pull, ci, notes, archive }: UpstreamStatus): readonly string[] {
  const who = `sent by ${oneLine(sending.by.name)} (${oneLine(sending.by.login)}), ${sending.at.slice(0, 16).replace('T', ' ')}`;
  if (pull === null) {
    return [`${sending.spec}: not found in ${sending.upstream}; ${who}`, `  chant upstream ${sending.spec}  opens it`];
  }
  const state =
    pull.state === 'merged' ? paint('green', 'merged') : pull.state === 'closed' ? paint('red', 'closed') : 'open';
  const said = notes === 1 ? '1 note' : `${notes} notes`;
  const checks = ci === null ? '' : `, CI ${ciWords[ci]}`;
  return [
    `${sending.upstream}#${pull.number} ${state}${pull.state === 'open' ? `${checks}, ${said}` : ''}: ${oneLine(pull.title)}`,
    `  ${oneLine(pull.url)}`,
    `  ${who}${sending.ci.without === null ? '' : `, without CI: ${oneLine(sending.ci.without)}`}`,
    ...(archive === null ? [] : [`  chant archive --investigation ${archive}`]),
  ];
}
