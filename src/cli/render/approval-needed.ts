import type { ApprovalNeeded } from '../../core/failure.ts';
import type { FailureText } from './failure-text.ts';
import { oneLine } from './one-line.ts';

/** The words for a spec, or a scope from research, that nobody has approved yet. */
export function wordApprovalNeeded(failure: ApprovalNeeded): FailureText {
  const { spec, scope, status, by, reason, of } = failure;
  const skip = `or go ahead all the same: chant work ${spec} --skip-approval`;
  if (of === undefined) {
    const rejected = `by ${by ?? 'somebody'}: ${reason ?? 'no reason given'}`;
    return {
      what: status === 'rejected' ? `${spec} was rejected` : `${spec} needs an approval`,
      why: [status === 'rejected' ? rejected : 'nobody has approved it yet', ...listScope(scope)],
      next: [`chant approve ${spec}`, skip],
    };
  }
  return {
    what: `the scope of ${spec} needs an approval`,
    why: [`it is what ${of.from} lists`, ...listScope(scope), ...wordEarlier(failure, of.approved)],
    next: [`chant approve ${spec} (it holds for these files, as long as the document lists them)`, skip],
  };
}

function listScope(scope: readonly string[]): readonly string[] {
  return scope.length === 0 ? [] : ['it may change:', ...scope.map((path) => `  ${oneLine(path)}`)];
}

/** What was approved before, by what has changed since. */
function wordEarlier({ scope, by }: ApprovalNeeded, approved: readonly string[] | null): readonly string[] {
  if (approved === null) return [];
  const more = scope.filter((path) => !approved.includes(path)).map((path) => `  + ${oneLine(path)}`);
  const less = approved.filter((path) => !scope.includes(path)).map((path) => `  - ${oneLine(path)}`);
  return [`${by === null ? 'somebody' : oneLine(by)} has approved another one:`, ...more, ...less];
}
