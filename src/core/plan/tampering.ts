import { isDeepEqual } from '../is-deep-equal.ts';
import type { Spec } from '../spec/spec.ts';

/** Keys of the spec that only its owner may change. */
const guarded = [
  ['status', (spec: Spec) => spec.status],
  ['type', (spec: Spec) => spec.type],
  ['approval', (spec: Spec) => spec.approval],
  ['confirm', (spec: Spec) => spec.confirm],
  ['target_files', (spec: Spec) => spec.targetFiles],
  ['allow_files', (spec: Spec) => spec.allowFiles],
  ['checks', (spec: Spec) => spec.checks],
  ['outline', (spec: Spec) => spec.outline],
  ['protect', (spec: Spec) => spec.protect],
  ['depends_on', (spec: Spec) => spec.dependsOn],
  ['target_branch', (spec: Spec) => spec.targetBranch],
  ['criteria', (spec: Spec) => spec.criteria.map((one) => one.text)],
] as const;

/** What the agent changed in its copy of the spec that was not its to change. It is reported and ignored. */
export function findTampering(spec: Spec, copy: Spec | null): readonly string[] {
  if (copy === null) return ['the spec file was removed'];
  return guarded
    .filter(([, read]) => !isDeepEqual(read(spec), read(copy)))
    .map(([key]) => `${key} was changed in the spec`);
}
