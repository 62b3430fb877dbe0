import type { CiCheck, CiState } from '../forge/check-report.ts';
import type { Proof } from '../plan/proof.ts';

/**
 * What chant knows of a fix in the fork: `.chant/runs/<id>/staging/record.json`, written whole at every step, so that
 * whoever comes after a crash, or later with `chant packet` or `chant upstream`, knows what was put where.
 */
export interface Staging {
  readonly version: 1;
  /** Full id of the fix. */
  readonly spec: string;
  /** `https://github.com` */
  readonly server: string;
  /** `owner/name` of the fork, and of the project that it is a fork of. */
  readonly fork: string;
  readonly upstream: string;
  /** Branch of the fork that holds the fix, without `refs/heads/`. */
  readonly branch: string;
  /** Branch of the fork that the staging pull request goes to. */
  readonly base: string;
  /** What was about to be pushed; it may or may not have arrived. null: nothing is under way. */
  readonly pushing: StagedCommit | null;
  /** What chant left on the branch. null: nothing yet. */
  readonly pushed: StagedCommit | null;
  /** Checks on the pushed commit, and on what stands below the fix where a check says what it did before. */
  readonly proofs: readonly Proof[];
  readonly pullRequest: StagedPull | null;
  /** What CI of the fork said last; null: it was not asked. */
  readonly ci: StagedCi | null;
  /** Review rounds that were taken home, oldest first. */
  readonly rounds: readonly StagedRound[];
}

export interface StagedCommit {
  /** Tip of the branch as it was pushed. */
  readonly commit: string;
  /** Commit of the fork's `base` that it stands on. */
  readonly onto: string;
  /** Tip of the local branch that it was made from. */
  readonly landed: string;
  /** ISO UTC. */
  readonly at: string;
}

export interface StagedPull {
  readonly number: number;
  readonly url: string;
  readonly draft: boolean;
  /** As chant wrote it: what a person wrote there since is left alone. */
  readonly title: string;
  readonly body: string;
}

export interface StagedCi {
  readonly commit: string;
  readonly state: CiState;
  readonly checks: readonly CiCheck[];
  /** ISO UTC. */
  readonly at: string;
}

export interface StagedRound {
  /** `.chant/research/issue-1234-review-1.md` */
  readonly document: string;
  /** Commit of the branch that was reviewed. */
  readonly commit: string;
  /** Addresses of the notes that it holds. */
  readonly notes: readonly string[];
  /** ISO UTC. */
  readonly at: string;
}
