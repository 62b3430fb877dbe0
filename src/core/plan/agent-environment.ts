/** What an agent's or a check's environment is made from. */
export interface EnvironmentRequest {
  /** The user's environment. */
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Names that the user lets through although they look like secrets. */
  readonly allowed: readonly string[];
  /** Keys of model services are for the agent, never for a check: a check runs what the agent wrote. */
  readonly modelKeys: boolean;
  /** Names that are known to hold a key, whatever they look like. */
  readonly withheld: readonly string[];
  /** Set last, over everything. */
  readonly extra: Readonly<Record<string, string>>;
}

/** Names that carry rights, or point programs at somebody's repository or session. */
const secret =
  /TOKEN|SECRET|PASSW|PASSPHRASE|CREDENTIAL|COOKIE|PRIVATE|ASKPASS|(^|_)AUTH(_|$)|(^|_)(API_?)?KEY(_ID)?$|(^|_)PAT$|_DSN$|^DATABASE_URL$/i;
const foreign =
  /^(GIT_|SSH_|GH_|GITHUB_|GITLAB_|GITEA_|FORGEJO_|BITBUCKET_|CI_JOB|AWS_|AZURE_|CHANT_|npm_|NPM_|VITEST|GPG_|DBUS_SESSION)/;
const modelKey =
  /^(CLAUDE_CODE_OAUTH_TOKEN|COPILOT_PROVIDER_(API_KEY|BEARER_TOKEN)|(CODEX|CURSOR|DASHSCOPE|KIRO)_API_KEY|(ANTHROPIC|OPENAI|GEMINI|GOOGLE|AZURE_OPENAI|MISTRAL|GROQ|OPENROUTER|DEEPSEEK|XAI|CEREBRAS)_[A-Z_]*(KEY|TOKEN))$/;

/**
 * The clean environment of a run: the user's own, without tokens, keys, ssh agent and git's variables, so that
 * neither an agent nor what it wrote can speak for the user to a forge. Pure.
 */
export function buildAgentEnvironment(request: EnvironmentRequest): Record<string, string> {
  const result: Record<string, string> = {};
  for (const [name, value] of Object.entries(request.env)) {
    if (value !== undefined && isLetThrough(name, request)) result[name] = value;
  }
  return { ...result, ...withoutCredentials, ...request.extra };
}

/** git asks nobody, and no helper of the repository's own configuration answers for the user. */
const withoutCredentials = {
  GIT_TERMINAL_PROMPT: '0',
  GIT_ASKPASS: '',
  SSH_ASKPASS: '',
  GIT_CONFIG_COUNT: '1',
  GIT_CONFIG_KEY_0: 'credential.helper',
  GIT_CONFIG_VALUE_0: '',
};

function isLetThrough(name: string, request: EnvironmentRequest): boolean {
  if (request.allowed.includes(name)) return true;
  if (request.withheld.includes(name)) return false;
  if (modelKey.test(name)) return request.modelKeys;
  return !secret.test(name) && !foreign.test(name);
}
