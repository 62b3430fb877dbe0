import type { RepositoryPlace } from '../issue/repository-place.ts';

/** What a forge says of a repository. */
export interface RepositoryFacts {
  readonly place: RepositoryPlace;
  readonly url: string;
  /** For git, over HTTP and over ssh. */
  readonly cloneUrl: string;
  readonly sshUrl: string;
  readonly defaultBranch: string;
  /** What it is a fork of; null: no fork, or one whose parent nobody may see. */
  readonly parent: RepositoryPlace | null;
  /** The one at the end of all parents; the parent where there is only one. */
  readonly source: RepositoryPlace | null;
  readonly isFork: boolean;
  readonly archived: boolean;
  /** Whether whoever asked may push to it; null: asked without a token. */
  readonly canPush: boolean | null;
}
