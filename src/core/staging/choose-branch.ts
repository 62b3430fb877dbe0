import { isBranchName } from '../spec/is-branch-name.ts';
import { shortId } from '../spec/spec-id.ts';
import type { Spec } from '../spec/spec.ts';

/** Number of the issue that a spec's labels name; null: none. */
export function findIssueNumber(labels: readonly string[]): number | null {
  const number = labels.map((label) => /^issue-([1-9]\d*)(?:-|$)/.exec(label)?.[1]).find((one) => one !== undefined);
  return number === undefined ? null : Number(number);
}

/**
 * Branch of the fork that a fix is staged on: the one that it lands on here, unless that is a main branch, or one that
 * runs work on; then it is called after its issue, or after the spec.
 */
export function chooseStagingBranch(
  spec: Pick<Spec, 'id' | 'labels' | 'targetBranch'>,
  taken: readonly string[],
): string {
  const { targetBranch } = spec;
  if (targetBranch !== null && isBranchName(targetBranch) && !taken.includes(targetBranch)) return targetBranch;
  const issue = spec.labels.find((label) => /^issue-[a-z0-9-]+$/.test(label));
  return `fix/${issue ?? shortId(spec.id).replace(/[^A-Za-z0-9-]+/g, '-')}`;
}
