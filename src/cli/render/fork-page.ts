import type { ForkChange, ForkReport, ForkSide } from '../../engine/operations/set-up-fork.ts';
import type { SyncReport } from '../../engine/operations/sync-fork.ts';
import { assertNever } from '../../core/assert-never.ts';
import { paint } from './paint.ts';

/** What `chant fork` found and did. */
export function renderForkPage(report: ForkReport): string {
  const { rules } = report;
  const lines = [
    `Fork      ${describeSide(report.fork)}`,
    `Upstream  ${describeSide(report.upstream)}`,
    `Token     ${report.tokenFrom ?? 'none: asked as a stranger'}`,
    ...report.changes.map((change) => `Done      ${describeChange(change)}`),
    '',
    `What ${report.upstream.repository} asks of contributions (${report.rulesFile}):`,
    `  agents    ${agentWords[rules.agents]}`,
    ...rules.agentQuotes.map(({ path, line, text }) => paint('dim', `            ${path}:${line}: ${text}`)),
    `  sign-off  ${rules.signOff ? 'every commit needs yours' : 'none asked for'}`,
    `  commits   ${rules.conventionalCommits ? 'Conventional Commits' : 'no convention named'}`,
    `  template  ${rules.template?.path ?? 'none'}`,
  ];
  return `${lines.join('\n')}\n`;
}

const agentWords: Record<ForkReport['rules']['agents'], string> = {
  forbids: paint('yellow', 'not wanted, as these lines read; ask there before you go on'),
  asks: 'their help must be named, as these lines read',
  silent: 'nothing said',
};

function describeSide({ remote, repository, defaultBranch, canPush }: ForkSide): string {
  const push = canPush === null ? '' : canPush ? ', you may push' : ', you may not push';
  return `${repository} (remote ${remote}, branch ${defaultBranch}${push})`;
}

function describeChange(change: ForkChange): string {
  switch (change.kind) {
    case 'created-fork':
      return `made the fork ${change.repository}`;
    case 'renamed-remote':
      return `the remote ${change.from} is called ${change.to} now`;
    case 'added-remote':
      return `added the remote ${change.name} for ${change.repository}`;
    default:
      return assertNever(change);
  }
}

/** What `chant fork sync` did. */
export function renderSync({ fork, upstream, branch, commit, commits }: SyncReport): string {
  const at = commit.slice(0, 12);
  return commits === 0
    ? `${branch} of ${fork} is up to date with ${upstream} (${at})\n`
    : `Brought ${branch} of ${fork} up to ${upstream}: ${commits} ${commits === 1 ? 'commit' : 'commits'}, now at ${at}\n`;
}
