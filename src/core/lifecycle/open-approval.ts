import type { Spec } from '../spec/spec.ts';

/**
 * What stands between a spec and its work: nobody has approved it yet, or somebody has rejected it; null: nothing.
 * `always`: the project asks for an approval of every spec (`approval.required`).
 */
export function openApproval(spec: Pick<Spec, 'approval'>, always: boolean): 'pending' | 'rejected' | null {
  const { required, status } = spec.approval;
  return status === 'approved' || !(required || always) ? null : status;
}
