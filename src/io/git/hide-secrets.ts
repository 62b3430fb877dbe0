import type { GitFailed } from '../../core/failure.ts';
import { type Err, err } from '../../core/result.ts';

/** A URL without what stands for a user name or a password in it. */
export function hideUserInfo(text: string): string {
  return text.replace(/(\b[a-z][a-z0-9+.-]*:\/\/)[^\s/@]+@/gi, '$1***@');
}

/** What git said when it talked to a remote: its messages repeat URLs whole. */
export function hideSecrets(failed: Omit<GitFailed, 'kind'>): Err<GitFailed> {
  return err({
    kind: 'git-failed',
    ...failed,
    argv: failed.argv.map(hideUserInfo),
    stderr: hideUserInfo(failed.stderr),
  });
}
