import { assertNever } from '../../core/assert-never.ts';
import type { ForgeTrouble } from '../../core/failure.ts';
import type { FailureText } from './failure-text.ts';

const meanings: Record<ForgeTrouble['reason'], string> = {
  unreachable: 'it could not be reached',
  unauthorized: 'it does not accept the token',
  forbidden: 'it says that this is not allowed',
  'not-found': 'it knows nothing of that name, or does not show it to you',
  exists: 'it is there already',
  rejected: 'it takes the request for wrong',
  'rate-limited': 'it wants to be asked less often',
  moved: 'it sends to another server, where no token of yours may go',
  'bad-answer': 'its answer cannot be understood',
};

const signInElsewhere = 'set a token: GH_HOST and GH_ENTERPRISE_TOKEN for GitHub Enterprise, GITEA_TOKEN for Gitea';

/** Words for a forge that did not do what was asked. */
export function wordForgeTrouble(failure: ForgeTrouble): FailureText {
  const { server, action, reason, detail } = failure;
  return {
    what: `${server}: cannot ${action}`,
    why: [meanings[reason], ...(detail === '' ? [] : [detail]), ...nameRetry(failure)],
    next: [adviseNext(failure)],
  };
}

function nameRetry({ retryAt }: ForgeTrouble): readonly string[] {
  return retryAt === null ? [] : [`it may be asked again at ${retryAt}`];
}

function adviseNext({ server, reason, withToken }: ForgeTrouble): string {
  const signIn = server === 'https://github.com' ? 'gh auth login, or set GH_TOKEN' : signInElsewhere;
  switch (reason) {
    case 'unauthorized':
      return signIn;
    case 'forbidden':
      return withToken ? 'see what the token may do, then run the command again' : signIn;
    case 'not-found':
      return withToken ? 'check the name, and what the token may see' : `check the name; if it is private: ${signIn}`;
    case 'rate-limited':
      return withToken ? 'wait, then run the command again' : `wait, or ${signIn}: signed in, much more may be asked`;
    case 'exists':
    case 'unreachable':
      return 'run the command again: it goes on from where it stopped';
    case 'rejected':
    case 'moved':
    case 'bad-answer':
      return 'check the address and the remotes: git remote -v';
    default:
      return assertNever(reason);
  }
}
