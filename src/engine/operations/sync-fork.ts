import { formatRepository } from '../../core/issue/repository-place.ts';
import { ok } from '../../core/result.ts';
import { fetchBranch } from '../../io/git/fetch-branch.ts';
import { isAncestor } from '../../io/git/merge-base.ts';
import { pushCommit } from '../../io/git/push-commit.ts';
import { listCommits } from '../../io/git/rev-list.ts';
import { choosePushUrl } from '../forge/choose-push-url.ts';
import { openForkSite, refusePublish } from '../forge/fork-site.ts';
import { openSite } from '../open-site.ts';
import type { Operation } from '../operation.ts';

export interface SyncReport {
  readonly fork: string;
  readonly upstream: string;
  readonly branch: string;
  /** Commit that the branch is at now, in both. */
  readonly commit: string;
  /** How many commits the fork was behind; 0: it was up to date. */
  readonly commits: number;
}

/**
 * Brings the fork's main up to upstream's. The remote alone is moved, and only forward: no branch, file or index of the
 * user's is touched. Failures: publish-refused (diverged: the fork's main has commits of its own), forge-trouble,
 * git-failed.
 */
export const syncFork: Operation<Record<string, never>, SyncReport> = async (context) => {
  const site = await openSite(context);
  if (!site.ok) return site;
  const fork = await openForkSite(site.value);
  if (!fork.ok) return fork;
  const { repo } = site.value;
  const { remote, upstream } = fork.value;
  const branch = upstream.facts.defaultBranch;
  const theirs = await fetchBranch(repo, upstream.remote.name, branch);
  if (!theirs.ok) return theirs;
  if (theirs.value === null) return refusePublish('no-branch', [upstream.remote.name, branch]);
  const own = await fetchBranch(repo, remote.name, branch);
  if (!own.ok) return own;
  const report = {
    fork: formatRepository(fork.value.place),
    upstream: formatRepository(upstream.place),
    ...{ branch, commit: theirs.value },
  };
  if (own.value === theirs.value) return ok({ ...report, commits: 0 });
  const missing = own.value === null ? ok([]) : await listCommits(repo, own.value, theirs.value);
  if (!missing.ok) return missing;
  const behind = own.value === null ? ok(true) : await isAncestor(repo, own.value, theirs.value);
  if (!behind.ok) return behind;
  if (!behind.value) {
    const ahead = await listCommits(repo, theirs.value, own.value ?? theirs.value);
    return ahead.ok ? refusePublish('diverged', [report.fork, branch, String(ahead.value.length)]) : ahead;
  }
  const url = choosePushUrl(fork.value);
  if (!url.ok) return url;
  const pushed = await pushCommit(repo, { url: url.value, commit: theirs.value, branch, expected: 'forward' });
  if (!pushed.ok) return pushed;
  if (pushed.value.kind === 'moved') return refusePublish('diverged', [report.fork, branch, '']);
  const seen = await fetchBranch(repo, remote.name, branch);
  return seen.ok ? ok({ ...report, commits: missing.value.length }) : seen;
};
