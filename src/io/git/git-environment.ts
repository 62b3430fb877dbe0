/** Variables with which a caller (a hook, an alias, another tool) points git at its own repository. */
const pointers = [
  'GIT_DIR',
  'GIT_WORK_TREE',
  'GIT_INDEX_FILE',
  'GIT_COMMON_DIR',
  'GIT_OBJECT_DIRECTORY',
  'GIT_ALTERNATE_OBJECT_DIRECTORIES',
  'GIT_NAMESPACE',
  'GIT_PREFIX',
  'GIT_QUARANTINE_PATH',
  'GIT_GRAFT_FILE',
  'GIT_SHALLOW_FILE',
  'GIT_REPLACE_REF_BASE',
  'GIT_EXTERNAL_DIFF',
  'GIT_REFLOG_ACTION',
];

/** The user's environment for chant's own git: same configuration, but no pointers, no prompts, plain English. */
export function buildGitEnvironment(env: Readonly<Record<string, string | undefined>>): Record<string, string> {
  const result: Record<string, string> = {};
  for (const [key, value] of Object.entries(env)) {
    if (value !== undefined && !pointers.includes(key)) result[key] = value;
  }
  result['LC_ALL'] = 'C';
  result['GIT_TERMINAL_PROMPT'] = '0';
  result['GIT_OPTIONAL_LOCKS'] = '0';
  result['GIT_EDITOR'] = 'true';
  // A replacement would have chant judge one content and land another.
  result['GIT_NO_REPLACE_OBJECTS'] = '1';
  return result;
}
