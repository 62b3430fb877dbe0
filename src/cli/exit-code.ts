import { assertNever } from '../core/assert-never.ts';
import type { Failure } from '../core/failure.ts';

/** Every exit status of chant; `chant help exit-codes` prints this table. */
export const exitCodes = {
  done: { code: 0, says: 'done' },
  failed: { code: 1, says: 'failed' },
  usage: { code: 2, says: 'the command line cannot be used' },
  attention: { code: 3, says: 'a run needs attention: a person must look' },
  notFound: { code: 4, says: 'not found, or ambiguous' },
  blocked: { code: 5, says: 'blocked by dependencies, a missing approval or a limit that is reached' },
  locked: { code: 6, says: 'somebody else is at it' },
  interrupted: { code: 130, says: 'interrupted' },
} as const;

/** The exit status of a failure. */
export function exitCodeOf(failure: Failure): number {
  switch (failure.kind) {
    case 'bad-argument':
      return exitCodes.usage.code;
    case 'agent-missing':
    case 'spec-not-found':
    case 'spec-ambiguous':
    case 'unknown-name':
    case 'missing-input':
      return exitCodes.notFound.code;
    case 'blocked':
    case 'cycle':
    case 'approval-needed':
    case 'unconfirmed':
    case 'limit-reached':
    case 'too-many-files':
      return exitCodes.blocked.code;
    case 'locked':
    case 'agents-busy':
      return exitCodes.locked.code;
    case 'interrupted':
      return exitCodes.interrupted.code;
    case 'run-ended':
      return exitCodeOfOutcome(failure.outcome);
    case 'not-a-repository':
    case 'no-chant-folder':
    case 'spec-bad':
    case 'config-bad':
    case 'file-trouble':
    case 'files-tracked':
    case 'git-failed':
    case 'forge-trouble':
    case 'publish-refused':
    case 'wrong-state':
    case 'inside-workspace':
    case 'prompt-bad':
    case 'key-missing':
    case 'sandbox-unavailable':
      return exitCodes.failed.code;
    default:
      return assertNever(failure);
  }
}

/** The exit status of one run's outcome. */
function exitCodeOfOutcome(outcome: 'completed' | 'failed' | 'needs_attention' | 'paused'): number {
  switch (outcome) {
    case 'completed':
      return exitCodes.done.code;
    case 'failed':
      return exitCodes.failed.code;
    case 'needs_attention':
      return exitCodes.attention.code;
    case 'paused':
      return exitCodes.interrupted.code;
    default:
      return assertNever(outcome);
  }
}

/** The exit status of several runs: interrupted before failed before needs attention before done. */
export function worstExitCode(codes: readonly number[]): number {
  const order = [exitCodes.interrupted.code, exitCodes.failed.code, exitCodes.attention.code];
  return order.find((code) => codes.includes(code)) ?? codes.find((code) => code !== 0) ?? exitCodes.done.code;
}
