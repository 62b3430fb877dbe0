/** What stands below a key: one word or line, a list of them (or one), or what has rules of its own. */
type FieldShape = 'word' | 'list' | 'own';

/** Keys that have a field of their own in `Spec`. */
export const fieldShapes: Readonly<Record<string, FieldShape>> = {
  type: 'word',
  status: 'word',
  status_reason: 'word',
  depends_on: 'list',
  labels: 'list',
  target_files: 'list',
  allow_files: 'list',
  informed_by: 'list',
  origin: 'list',
  tracks: 'list',
  context: 'list',
  checks: 'own',
  protect: 'list',
  prompt: 'word',
  provider: 'word',
  model: 'word',
  target_branch: 'word',
  approval: 'own',
  confirm: 'own',
  output_schema: 'word',
  outline: 'word',
  members: 'list',
  branch: 'word',
  commits: 'list',
  completed_at: 'word',
};

/** The same keys, in their order. */
export const fieldKeys: readonly string[] = Object.keys(fieldShapes);

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
