import type { Spec } from '../../src/core/spec/spec.ts';

/** A spec with nothing but an id and a title, and what a test wants to be different. */
export function sampleSpec(changes: Partial<Spec> = {}): Spec {
  const id = changes.id ?? '2026-02-08-010-v7b';
  return {
    id,
    path: `.chant/specs/${id}.md`,
    archived: false,
    title: 'Fix the lock',
    type: 'code',
    status: 'pending',
    statusReason: null,
    dependsOn: [],
    labels: [],
    targetFiles: [],
    allowFiles: [],
    informedBy: [],
    origin: [],
    tracks: [],
    context: [],
    checks: [],
    protect: [],
    prompt: null,
    provider: null,
    model: null,
    targetBranch: null,
    approval: { required: false, status: 'pending', by: null, at: null, reason: null },
    confirm: { required: false, by: null, at: null, reason: null, of: null },
    outputSchema: null,
    outline: null,
    members: [],
    branch: null,
    commits: [],
    completedAt: null,
    criteria: [],
    unknownKeys: {},
    problems: [],
    ...changes,
  };
}
