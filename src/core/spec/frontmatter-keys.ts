/** Keys that have a field of their own in `Spec`. */
export const fieldKeys: readonly string[] = [
  'type',
  'status',
  'status_reason',
  'depends_on',
  'labels',
  'target_files',
  'allow_files',
  'informed_by',
  'origin',
  'tracks',
  'context',
  'checks',
  'protect',
  'prompt',
  'provider',
  'model',
  'target_branch',
  'approval',
  'confirm',
  'output_schema',
  'outline',
  'members',
  'branch',
  'commits',
  'completed_at',
];

/**
 * Keys that are known but have no field: written at landing and by verify, or by the existing Rust tool.
 * They are kept with the unknown ones, and are no typing slip of another key.
 */
export const keptKeys: readonly string[] = [
  'evidence',
  'inputs',
  'last_verified',
  'verification_status',
  'verification_failures',
  'source_branch',
  'conflicting_files',
  'blocked_specs',
  'original_spec',
  'schedule',
  'replayed_at',
  'replay_count',
  'original_completed_at',
  'retry_state',
  'public',
];
