import type { AuthorRole } from '../issue/issue.ts';

/** Something that was said on a pull request. */
export interface ReviewNote {
  /** `review`: the summary of one; `line`: on a line of the change; `comment`: on the whole. */
  readonly kind: 'review' | 'line' | 'comment';
  readonly author: string;
  readonly authorRole: AuthorRole;
  readonly at: string | null;
  readonly body: string;
  readonly url: string;
  /** Verdict of a review; null for what is none. */
  readonly verdict: 'approved' | 'changes-requested' | 'commented' | null;
  /** File and line that it stands on; the line is null where the change has moved away from under it. */
  readonly path: string | null;
  readonly line: number | null;
}
